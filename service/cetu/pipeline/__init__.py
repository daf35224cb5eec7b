"""The writing staircase: from the documents as received to a graph that was checked.

`building` is the way up: read → annotate → map → reason → write. `checking` then holds what was
written. Each step is a floor below and knows only the nouns of `model`.
"""

from typing import TYPE_CHECKING

from cetu.lazy import face

if TYPE_CHECKING:
    from cetu.pipeline.building import Built, build
    from cetu.pipeline.checking import check
    from cetu.pipeline.engines import engine, renew
    from cetu.pipeline.fresh import buildable, stale
    from cetu.pipeline.progress import Progress
    from cetu.pipeline.reading import read_document, understand_file
else:
    __getattr__ = face(
        __name__,
        {
            "Built": "building",
            "Progress": "progress",
            "build": "building",
            "buildable": "fresh",
            "check": "checking",
            "engine": "engines",
            "read_document": "reading",
            "renew": "engines",
            "stale": "fresh",
            "understand_file": "reading",
        },
    )

__all__ = [
    "Built",
    "Progress",
    "build",
    "buildable",
    "check",
    "engine",
    "read_document",
    "renew",
    "stale",
    "understand_file",
]
