"""The scores of all gold readings: each, and together."""

import importlib.util
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

Figures = Mapping[str, Mapping[str, float]]
Miss = tuple[Any, str, str, Any]
Scorer = Callable[[Any, Any], tuple[Figures, list[Miss]]]

COUNTED: Final = ("tasks", "agencies", "instruments", "beneficiaries", "quantities", "deadline")
"""What is found or not: precision, recall, F1."""
SHARES: Final = {
    "role": ("agencies", "role_accuracy"),
    "full name": ("agencies", "full_name_accuracy"),
    "type": ("instruments", "type_accuracy"),
    "bound": ("quantities", "bound_accuracy"),
    "measure": ("tasks", "accuracy"),
}
"""What is right or not of what was found."""
BARS: Final = {
    "tasks": 0.98,
    "agencies": 0.97,
    "role": 0.97,
    "full name": 0.90,
    "instruments": 0.85,
    "type": 0.90,
    "quantities": 0.85,
    "bound": 0.95,
    "deadline": 0.95,
}
"""What the totals have to reach."""


_UNREAD: Final = re.compile(r"([a-z/]+) of tasks .*not annotated")


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold reading and the document it was made from."""

    name: str
    content: dict[str, Any]
    document: Path


def scorer(shared: Path) -> Scorer:
    """Return the scoring function that lies beside the gold readings.

    It leaves out what the gold says was not read by hand (see `unread`).
    """
    spec = importlib.util.spec_from_file_location("score", shared / "tools" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def score(gold: dict[str, Any], read: dict[str, Any]) -> tuple[Figures, list[Miss]]:
        judged = deepcopy(read)
        for marked, task in module.tasks(gold, judged):
            task.update({kind: [] for kind in unread(marked)})
        found: tuple[Figures, list[Miss]] = module.score(gold, judged)
        return found

    return score


def unread(task: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the kinds that whoever read a task by hand left out, as its note says.

    What a reading finds of them is neither right nor wrong. The notes are of the form
    “quantities/beneficiaries of tasks … not annotated”.
    """
    match = _UNREAD.match(task.get("note") or "")
    return tuple(match[1].split("/")) if match else ()


def golds(shared: Path) -> Iterator[Gold]:
    """Yield the gold readings, each with its document; its `source` begins with the file's name."""
    for path in sorted((shared / "gold").glob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        file = content["document"]["source"].split()[0]
        places = (shared / "corpus" / file, shared / file)
        yield Gold(path.stem, content, next(place for place in places if place.is_file()))


def line(figures: Figures) -> dict[str, float]:
    """Return the columns of one gold reading: F1 or share, by name."""
    return {name: figures[name]["f1"] for name in COUNTED} | {
        name: _share(figures, kind, key) for name, (kind, key) in SHARES.items()
    }


def total(every: Iterable[Figures]) -> dict[str, float]:
    """Return the columns over all of them: hits, gold and read added up first (micro F1)."""
    sums: Counter[tuple[str, str]] = Counter()
    for figures in every:
        for name in COUNTED:
            hits = _hits(figures, name)
            sums[name, "hit"] += hits
            sums[name, "gold"] += int(figures[name]["gold"])
            sums[name, "read"] += int(figures[name]["read"])
        for name, (kind, key) in SHARES.items():
            hits = _hits(figures, kind)
            sums[name, "right"] += round(hits * _share(figures, kind, key))
            sums[name, "hit"] += hits
    found = {
        name: _f1(sums[name, "hit"], sums[name, "gold"], sums[name, "read"]) for name in COUNTED
    }
    for name in SHARES:
        found[name] = sums[name, "right"] / sums[name, "hit"] if sums[name, "hit"] else 0.0
    return found


def _share(figures: Figures, kind: str, key: str) -> float:
    return figures["measure_of_task" if kind == "tasks" else kind][key]


def _hits(figures: Figures, name: str) -> int:
    return round(figures[name]["r"] * figures[name]["gold"])


def _f1(hit: int, gold: int, read: int) -> float:
    return 2 * hit / (gold + read) if gold + read else 1.0
