"""What things can be chosen by in a search: place, document, year, body, instrument, and so on.

A task has the marks of all that is read in it, a limit those of its task; a measure and a document
have a document, a year and a place, a body its place. So every value of a facet that is chosen
holds of the one thing that is found, never of two things that merely share a document.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from cetu.answer.asking import Asks, ask
from cetu.answer.closure import reached
from cetu.namespaces import whole
from cetu.search import KIND, Mark

FACETS: Final = ("place", "body", "instrument", "beneficiary", "document", "year", "verb")
"""The facets, in the order in which a page shows them."""

WAYS: Final = {
    "body": "cetu:hasResponsibility/cetu:party",
    "instrument": "cetu:hasInstrumentUse/cetu:instrument",
    "beneficiary": "cetu:hasBeneficiaryMention/cetu:beneficiary",
    "verb": "cetu:hasClause/cetu:verb",
}
"""How a task leads to what is read in it."""

_PLAIN: Final = (KIND, "year")
"""Facets whose values are words, not IRIs."""

_WIDER: Final = {
    "instrument": "skos:broader",
    "beneficiary": "skos:broader",
    "place": "cetu:within",
}
"""What has a value has those above it too: a task with 支农再贷款 is one with 再贷款."""

_DOCUMENTS: Final = """SELECT DISTINCT ?x ?date ?period ?place WHERE {
  { ?x cetu:hasVersion ?any } UNION { ?any cetu:inDocument ?x }
  OPTIONAL { ?x cetu:documentDate ?date } OPTIONAL { ?x cetu:documentPeriod ?period }
  OPTIONAL { ?x cetu:jurisdiction ?place } }"""
_PARTS: Final = """SELECT DISTINCT ?x ?document ?ordinal WHERE {
  { ?x cetu:taskNumber ?any } UNION { ?x cetu:measureNumber ?any }
  ?x cetu:inDocument ?document
  OPTIONAL { ?x cetu:taskOrdinal ?ordinal } OPTIONAL { ?x cetu:measureOrdinal ?ordinal } }"""
_BODIES: Final = (
    "SELECT DISTINCT ?x ?place WHERE { ?r cetu:party ?x . ?x cetu:jurisdiction ?place }"
)
_LIMITS: Final = "SELECT DISTINCT ?x ?task WHERE { ?task cetu:hasLimit ?x }"

Order = tuple[str, float, str]
"""Where a thing comes in a list: its document, its number there, its IRI."""


def chosen(given: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return what the fields of an address choose, by facet, each value once.

    A value is an IRI or the key of one (`place/441900`); a kind and a year are words. Other fields,
    and empty ones, choose nothing.
    """
    found: dict[str, dict[str, None]] = {name: {} for name in (KIND, *FACETS)}
    for name, value in given:
        if name in found and value:
            found[name][value if name in _PLAIN else whole(value)] = None
    return {name: tuple(values) for name, values in found.items() if values}


def marked(engine: Asks) -> tuple[dict[str, frozenset[Mark]], dict[str, Order]]:
    """Return the marks of each thing that has any, and the places of those that have an order."""
    above = {facet: _above(engine, way) for facet, way in _WIDER.items()}

    def each(facet: str, value: str) -> Iterable[Mark]:
        return ((facet, one) for one in (value, *above.get(facet, {}).get(value, ())))

    marks: dict[str, set[Mark]] = defaultdict(set)
    for row in ask(engine, _DOCUMENTS):
        one = marks[row["x"].value]
        one.add(("document", row["x"].value))
        dated = next((row[name].value[:4] for name in ("date", "period") if name in row), "")
        if dated.isdigit():
            one.add(("year", dated))
        if "place" in row:
            one.update(each("place", row["place"].value))
    order: dict[str, Order] = {}
    for row in ask(engine, _PARTS):
        part, document = row["x"].value, row["document"].value
        marks[part] |= marks[document]
        number = float(row["ordinal"].value) if "ordinal" in row else 0
        order[part] = (document, number, part)
    for facet, way in WAYS.items():
        for row in ask(engine, f"SELECT DISTINCT ?x ?v WHERE {{ ?x {way} ?v }}"):
            marks[row["x"].value].update(each(facet, row["v"].value))
    for row in ask(engine, _BODIES):
        marks[row["x"].value].update(each("place", row["place"].value))
    for row in ask(engine, _LIMITS):
        task, limit = row["task"].value, row["x"].value
        marks[limit] |= marks[task]
        order[limit] = (*order.get(task, ("", 0))[:2], limit)
    return {thing: frozenset(found) for thing, found in marks.items()}, order


def _above(engine: Asks, way: str) -> dict[str, set[str]]:
    """Return, of each thing, all that lies above it along the property `way`."""
    next_up: dict[str, set[str]] = defaultdict(set)
    for row in ask(engine, f"SELECT DISTINCT ?x ?up WHERE {{ ?x {way} ?up }}"):
        next_up[row["x"].value].add(row["up"].value)
    return {one: {*reached(one, next_up)} - {one} for one in next_up}
