"""The writing staircase: from the documents as received to a graph that was checked.

`build` is the way up: read → annotate → map → reason → write. `check` then holds what was written.
Each step is a floor below and knows only the nouns of `model`.
"""

from cetu.pipeline.build import Built, build
from cetu.pipeline.check import check
from cetu.pipeline.engines import engine, renew
from cetu.pipeline.fresh import buildable, stale
from cetu.pipeline.progress import Progress
from cetu.pipeline.reading import read_document, understand_file

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
