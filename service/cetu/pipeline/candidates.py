"""Instruments that no vocabulary has: words that look like one by their form."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cetu.annotate.accept import accept
from cetu.model.result import Term
from cetu.pipeline.engines import engine
from cetu.settings import Settings

__all__ = ["Context", "Found", "accept", "candidates"]

_AROUND: Final = 20
_QUERY: Final = """
PREFIX cetu: <https://w3id.org/cetu/ontology#>

SELECT DISTINCT ?words ?head ?document ?title ?task ?number ?start ?end ?text
WHERE {
  ?task cetu:hasInstrumentCandidate ?candidate ; cetu:taskNumber ?number .
  ?candidate cetu:asWritten ?words ; cetu:headWord ?head ; cetu:inDocument ?document ;
    cetu:evidence ?evidence .
  ?evidence cetu:startOffset ?start ; cetu:endOffset ?end .
  OPTIONAL { ?document cetu:title ?title }
  OPTIONAL { ?task cetu:taskText ?text }
}
ORDER BY ?words ?document ?start
"""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a candidate stands: document (IRI, title), task number, characters, words around it.

    `words` is "" where only the facts of the document are kept.
    """

    document: str
    title: str
    task: str
    start: int
    end: int
    words: str


@dataclass(slots=True)
class Found:
    """A candidate: its words, the word of its form at the end, and everywhere it stands."""

    surface: str
    head: str
    contexts: list[Context] = field(default_factory=list)


def candidates(root: Path) -> tuple[Found, ...]:
    """Return the candidates in the published graph, the most frequent first.

    Raises:
        GraphMissing: nothing has been built.
    """
    found: dict[str, Found] = {}
    with engine(Settings(root=root, workers=1)) as running:
        for row in running.select(_QUERY):
            words = row["words"].value
            one = found.setdefault(words, Found(words, row["head"].value))
            one.contexts.append(
                Context(
                    row["document"].value,
                    _value(row.get("title")),
                    row["number"].value,
                    int(row["start"].value),
                    int(row["end"].value),
                    _around(words, _value(row.get("text"))),
                )
            )
    return tuple(sorted(found.values(), key=lambda one: (-len(one.contexts), one.surface)))


def _value(term: Term | None) -> str:
    return term.value if term else ""


def _around(words: str, text: str) -> str:
    at = text.find(words)
    if at < 0:
        return ""
    start, end = max(0, at - _AROUND), at + len(words) + _AROUND
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
