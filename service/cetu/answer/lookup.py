"""The rows of the text index, gathered from the graph: labels, other names and texts of things."""

import gc
import logging
import threading
from collections import defaultdict
from typing import Final

from cetu.answer.asking import Asks, ask
from cetu.answer.concepts import BENEFICIARIES, INSTRUMENTS, PROGRAMMES
from cetu.answer.facets import marked
from cetu.errors import CetuError
from cetu.namespaces import PREFIXES
from cetu.search import Entry, Index

_log = logging.getLogger(__name__)

_TRIES: Final = 3
"""How often the index is built for who waits, where the graph goes on changing meanwhile."""

KINDS: Final = (
    "task", "measure", "body", "instrument", "beneficiary", "programme", "document", "place",
    "limit", "term", "concept",
)  # fmt: skip
"""Kinds of things that can be found, in the order in which a page shows them."""

_PATTERNS: Final = {
    "task": "?x cetu:taskNumber ?any",
    "measure": "?x cetu:measureNumber ?any",
    "body": "{ ?x cetu:hasName ?any } UNION { ?any cetu:party ?x }",
    "instrument": f"?x skos:inScheme <{INSTRUMENTS}>",
    "beneficiary": f"?x skos:inScheme <{BENEFICIARIES}>",
    "programme": f"?x skos:inScheme <{PROGRAMMES}>",
    "document": "{ ?x cetu:hasVersion ?any } UNION { ?x cetu:title ?any }",
    "place": "?x a cetu:Place",
    "limit": "?x cetu:bound ?any",
    "term": f'?x rdfs:label ?any FILTER(STRSTARTS(STR(?x), "{PREFIXES["cetu"]}"))',
    "concept": "?x skos:inScheme ?any",
}

_TEXTS: Final = """SELECT DISTINCT ?x ?role ?text WHERE {
  VALUES (?p ?role) {
    (skos:prefLabel "label") (rdfs:label "label") (cetu:title "label") (cetu:measureTitle "label")
    (cetu:taskTitle "also") (cetu:citedTitle "text")
    (skos:altLabel "also") (skos:hiddenLabel "also")
    (cetu:taskText "text") (cetu:asWritten "text") (skos:definition "text")
    (cetu:incompletenessNote "text") }
  ?x ?p ?text FILTER(ISIRI(?x))
}"""

_NAMES: Final = """SELECT DISTINCT ?x ?text WHERE {
  { ?x cetu:hasName/cetu:nameText ?text } UNION { ?r cetu:party ?x ; cetu:asWritten ?text }
}"""


def entries(engine: Asks) -> tuple[Entry, ...]:
    """Return what can be found, each thing once, with its kind, labels, other names and texts."""
    kinds: dict[str, str] = {}
    for kind in KINDS:
        for row in ask(engine, f"SELECT DISTINCT ?x WHERE {{ {_PATTERNS[kind]} }}"):
            kinds.setdefault(row["x"].value, kind)
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for row in ask(engine, _TEXTS):
        one, role = row["x"].value, row["role"].value
        if one in kinds:
            language = row["text"].language or "zh"
            found[one][language if role == "label" else role][row["text"].value] = None
    for row in ask(engine, _NAMES):
        found[row["x"].value]["also"][row["text"].value] = None
    marks, order = marked(engine)
    return tuple(
        Entry(
            one,
            kind,
            next(iter(found[one]["zh"]), ""),
            next(iter(found[one]["en"]), ""),
            tuple(found[one]["also"]) + tuple(found[one]["zh"])[1:] + tuple(found[one]["en"])[1:],
            tuple(found[one]["text"]),
            rank=int(kind in {"term", "concept"}),  # words about the graph, not of the documents
            marks=marks.get(one, frozenset()),
        )
        for one, kind in sorted(
            kinds.items(), key=lambda each: order.get(each[0], ("", 0, each[0]))
        )
        if one in found
    )


def settle() -> None:
    """Take all that there is now out of the sight of the collection of garbage.

    The index stays until the graph changes; to look through its entries again and again took a
    tenth of a second of one request in twenty.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


class Finder:
    """The text index of the graph as it is now: one for every door, asked by any thread.

    It is built when first asked for after a change: whoever asks meanwhile waits for the same one.
    """

    def __init__(self, engine: Asks) -> None:
        """Ask nothing of `engine` yet."""
        self._engine = engine
        self._lock = threading.Lock()
        self._kept: tuple[str, Index] | None = None

    def index(self) -> Index:
        """Return the index of the snapshot that the engine answers from."""
        return self.current()[1]

    def current(self) -> tuple[str, Index]:
        """Return that snapshot's digest and its index."""
        with self._lock:
            for _ in range(_TRIES):
                digest = self._engine.digest
                if self._kept and self._kept[0] == digest:
                    break
                found = entries(self._engine)
                same = self._kept and self._kept[1].entries == found
                self._kept = (digest, self._kept[1] if self._kept and same else Index(found))
                settle()
            assert self._kept  # noqa: S101 - built in the first round at the latest
            return self._kept

    def warm(self) -> None:
        """Build the index in a thread of its own, so that nobody who asks has to wait for it."""
        threading.Thread(target=self._quietly, name="text index", daemon=True).start()

    def _quietly(self) -> None:
        try:
            self.index()
        except CetuError as error:  # whoever asks next tries again, and is told
            _log.warning("the text index was not built: %s", error)
