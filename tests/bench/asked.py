"""What the engines are asked: the ten families, and the stored questions."""

from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from tests.bench.engines.server import EMPTY, JSON

from cetu import queries
from cetu.model.question import Question

LOOKUPS: Final = ("q01_point", "q02_body_instrument", "q06_shared", "q08_optional")
"""The families of the mix for the throughput."""

_FAMILIES: Final = Path(__file__).with_name("families")


@dataclass(frozen=True, slots=True)
class Asked:
    """One query; `group` is `way` (next to nothing to evaluate), `family` or `question`."""

    name: str
    group: str
    text: str
    graph: bool = False
    """It gives a graph, not rows."""


def load(root: Path, pattern: str = "*") -> list[Asked]:
    """Return the queries whose names fit `pattern`, those of the questions with their defaults."""
    found = [Asked("(way there and back)", "way", EMPTY)]
    for path in sorted(_FAMILIES.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        found.append(Asked(path.stem, "family", text, "CONSTRUCT" in text))
    for name, question in queries.load(root).items():
        found.append(Asked(name, "question", _text(question)))
    return [one for one in found if one.group == "way" or fnmatch(one.name, pattern)]


def accept(asked: Asked, graph: str) -> str:
    """Return the media type to ask for: that of rows, or `graph`."""
    return graph if asked.graph else JSON


def _text(question: Question) -> str:
    """Return the query with each parameter at its default, or else its example."""
    return queries.bind(
        question, {one.name: one.example for one in question.parameters if one.default is None}
    )
