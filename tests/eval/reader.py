"""Reads one document of the corpus and counts what was found."""

import time
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from cetu import annotate
from cetu.annotate import Lexicon
from cetu.errors import CetuError
from cetu.pipeline.reading import Understood, understand


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document; `error` says why there is no reading."""

    file: str
    form: str = ""
    pages: int = 0
    tasks: int = 0
    with_bodies: int = 0
    bodies: int = 0
    unresolved: int = 0
    candidates: int = 0
    doubts: int = 0
    seconds: float = 0.0
    error: str = ""
    crashed: bool = False
    reading: dict[str, Any] = field(default_factory=dict)

    def figures(self) -> dict[str, Any]:
        """Return everything but the reading, as plain values."""
        return {name: value for name, value in asdict(self).items() if name != "reading"}


def outcome(path: Path, root: Path) -> Outcome:
    """Return what becomes of the document at `path`; no error leaves here."""
    lexicon = _lexicon(root)
    begin = time.perf_counter()
    try:
        understood = understand(path, root, lexicon)
    except CetuError as error:
        return Outcome(path.name, seconds=time.perf_counter() - begin, error=error.detail)
    except Exception as error:  # noqa: BLE001 - a crash is a result here, and fails the run
        words = f"{type(error).__name__}: {error}"
        return Outcome(path.name, seconds=time.perf_counter() - begin, error=words, crashed=True)
    return _counted(path.name, understood, time.perf_counter() - begin)


def _counted(file: str, understood: Understood, seconds: float) -> Outcome:
    document, tasks = understood.document, understood.tasks
    parties = [party for task in tasks for party in task.parties]
    return Outcome(
        file=file,
        form=document.source.form,
        pages=len(document.layout.pages),
        tasks=len(tasks),
        with_bodies=sum(bool(task.parties) for task in tasks),
        bodies=len(parties),
        unresolved=sum(party.body is None for party in parties),
        candidates=sum(len(task.candidates) for task in tasks),
        doubts=len(document.doubts),
        seconds=seconds,
        reading=understood.reading(),
    )


@cache
def _lexicon(root: Path) -> Lexicon:
    return annotate.load(root)
