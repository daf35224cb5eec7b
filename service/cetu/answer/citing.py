"""Tasks as a program quotes them: what, who, with what, up to where, and in which words of what."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cetu.answer.asking import Asks, ask, values
from cetu.answer.naming import Thing
from cetu.answer.tasks import Line, tasks

_MOST_WORDS: Final = 8
_EVIDENCE: Final = """SELECT DISTINCT ?task ?own ?row ?words ?page ?start WHERE {
  %s
  { ?task cetu:evidence ?e BIND(true AS ?own) } UNION { ?task cetu:hasReading/cetu:evidence ?e }
  OPTIONAL { ?e cetu:inPart/cetu:rowNumber ?row }
  OPTIONAL { ?e cetu:exactQuote ?words }
  OPTIONAL { ?e cetu:page ?page }
  OPTIONAL { ?e cetu:startOffset ?start }
} ORDER BY ?task ?start ?words"""


@dataclass(frozen=True, slots=True)
class Cited:
    """A task and where it stands: its row as printed, its page (0: none), words of the document."""

    line: Line
    row: str
    page: int
    words: tuple[str, ...]

    @property
    def document(self) -> Thing | None:
        """The document that says so."""
        return self.line.document


def cited(engine: Asks, iris: Iterable[str]) -> tuple[Cited, ...]:
    """Return the tasks with these IRIs, with their places; what is no task is left out."""
    wanted = list(dict.fromkeys(iris))
    lines = [line for block in values("task", wanted) for line in tasks(engine, block)]
    rows: dict[str, str] = {}
    pages: dict[str, int] = {}
    words: dict[str, dict[str, None]] = defaultdict(dict)
    for block in values("task", [line.thing.iri for line in lines]):
        for row in ask(engine, _EVIDENCE % block):
            one = row["task"].value
            if "own" in row and "row" in row:
                rows.setdefault(one, row["row"].value)
            if "page" in row:
                pages.setdefault(one, int(row["page"].value))
            if "words" in row:
                words[one][" ".join(row["words"].value.split())] = None
    order = {iri: place for place, iri in enumerate(wanted)}
    found = [
        Cited(
            line,
            rows.get(line.thing.iri, ""),
            pages.get(line.thing.iri, 0),
            _longest(tuple(words[line.thing.iri])),
        )
        for line in lines
    ]
    return tuple(sorted(found, key=lambda one: order[one.line.thing.iri]))


def _longest(words: Sequence[str]) -> tuple[str, ...]:
    """The quotes that are not part of another, in their order, a few of them."""
    said = [one for one in words if not one.isdigit()]  # a task's number is told apart
    kept = [one for one in said if not any(one != other and one in other for other in said)]
    return tuple(kept[:_MOST_WORDS])
