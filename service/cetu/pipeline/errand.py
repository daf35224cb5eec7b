"""The process of one job: `python -m cetu.pipeline.errand`, started by `cetu.pipeline.jobs`.

It takes one line of JSON on its standard input: what to do. It writes lines of JSON: how far it is,
and at last what came of it. When its input ends, whoever started it is gone: then it ends at once,
and every process below it. The process that serves never takes a document apart itself.
"""

import json
import os
import resource
import signal
import sys
import threading
from pathlib import Path
from typing import Any, Final

from cetu.errors import CetuError
from cetu.pipeline.add import Added, Terms, add
from cetu.pipeline.remove import remove
from cetu.pipeline.told import Told

MEMORY: Final = 4 << 30
"""Address space of the process, in bytes; the readers of files below it have less."""
_NICE: Final = 5
"""Queries go first."""


def main() -> None:
    """Do what the first line of the input asks for, and tell what came of it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.nice(_NICE)
    request = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_the_caller, daemon=True).start()
    try:
        result = _remove(request) if request["errand"] == "remove" else _add(request)
    except CetuError as error:
        result = {"fault": _fault(error, "")}
    _tell(result)


def _end_with_the_caller() -> None:
    sys.stdin.read()
    os.killpg(0, signal.SIGKILL)


def _tell(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def _progress(zh: str, en: str, /, done: int = 0, total: int = 0) -> None:
    _tell({"step": en, "step_zh": zh, "done": done, "total": total})


def _remove(request: dict[str, Any]) -> dict[str, Any]:
    gone = remove(request["identifier"], Path(request["root"]), _progress, source=request["source"])
    told = {"outcome": "removed", "identifier": gone[0].identifier, "versions": len(gone)}
    return {"told": told}


def _add(request: dict[str, Any]) -> dict[str, Any]:
    path = Path(request["path"])
    terms = Terms(Told(**request["about"]), facts=request["facts"])
    (one,) = add([path], Path(request["root"]), terms, _progress, jobs=1)
    if one.error:
        return {"told": _told(one), "fault": _fault(one.error, f"{path.parent}{os.sep}")}
    return {"told": _told(one)}


def _told(one: Added) -> dict[str, Any]:
    document = one.understood.document if one.understood else None
    tasks = one.understood.tasks if one.understood else ()
    parties = [party for task in tasks for party in task.parties]
    title = document.metadata.title if document else None
    return {
        "outcome": one.outcome,
        "identifier": one.record.identifier if one.record else "",
        "title": title.value if title else one.record.title if one.record else "",
        "tasks": len(tasks),
        "resolved": sum(party.body is not None for party in parties),
        "unresolved": [party.span.text for party in parties if party.body is None],
        "doubts": [
            {
                "kind": doubt.kind,
                "zh": doubt.zh,
                "en": doubt.en,
                "page": doubt.page or None,
                "start": doubt.span.start if doubt.span else None,
                "end": doubt.span.end if doubt.span else None,
            }
            for doubt in (document.doubts if document else ())
        ],
        "findings": [
            {"severity": f.severity, "rule": f.rule, "thing": f.thing, "zh": f.zh, "en": f.en}
            for f in one.findings
        ],
    }


def _fault(error: CetuError, folder: str) -> dict[str, Any]:
    """What an error says, without the folder in which the file lies here."""
    words = (error.detail, error.detail_zh, error.hint, error.hint_zh)
    detail, detail_zh, hint, hint_zh = (one.replace(folder, "") if folder else one for one in words)
    return {
        "slug": error.slug,
        "status": error.status,
        "detail": detail,
        "detail_zh": detail_zh,
        "hint": hint,
        "hint_zh": hint_zh,
    }


if __name__ == "__main__":
    main()
