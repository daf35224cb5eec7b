"""Everything the graph says about one thing: statements out and in, grouped by predicate."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cetu.answer.asking import Asks, ask, iri
from cetu.answer.naming import Names, Thing, names
from cetu.errors import ThingUnknown
from cetu.model.result import Term
from cetu.namespaces import GRAPH, PREFIXES

INFERRED: Final = str(GRAPH["inferred"])
_TYPE: Final = PREFIXES["rdf"] + "type"
_SHOWN: Final = 40
"""Statements shown of one predicate; the page says how many there are."""
_READ: Final = 5000


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement seen from the thing described: the other end, and the graphs that say it."""

    value: Term
    thing: Thing | None
    graphs: tuple[str, ...]

    @property
    def inferred(self) -> bool:
        """Only reasoning says so; no document, vocabulary or table does."""
        return set(self.graphs) == {INFERRED}


@dataclass(frozen=True, slots=True)
class Group:
    """Statements with the same predicate; `total` counts those not shown too."""

    predicate: Thing
    statements: tuple[Statement, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Description:
    """A thing, its classes (most specific first) and its statements."""

    thing: Thing
    classes: tuple[Thing, ...]
    ancestors: frozenset[str]
    outgoing: tuple[Group, ...]
    incoming: tuple[Group, ...]

    def of(self, predicate: str) -> tuple[Statement, ...]:
        """The outgoing statements of `predicate` (a full IRI)."""
        for group in self.outgoing:
            if group.predicate.iri == predicate:
                return group.statements
        return ()

    def text(self, predicate: str, language: str = "zh") -> str:
        """The value of `predicate` in `language`, else in no language, else in any."""
        terms = [s.value for s in self.of(predicate)]
        terms.sort(key=lambda t: (t.language != language, t.language is not None, t.value))
        return terms[0].value if terms else ""


def classes(engine: Asks, thing: str) -> dict[str, int]:
    """The classes of `thing` with those above them; the number is how many lie above each."""
    rows = ask(
        engine,
        f"""SELECT ?class (COUNT(DISTINCT ?above) AS ?depth) WHERE {{
          {iri(thing)} a/rdfs:subClassOf* ?class .
          ?class rdfs:subClassOf* ?above
          FILTER(ISIRI(?class) && ISIRI(?above))
        }} GROUP BY ?class""",
    )
    found = {row["class"].value: int(row["depth"].value) for row in rows}
    # A class no triple speaks of has no path to itself in some engines: add the stated types.
    for row in ask(engine, f"SELECT DISTINCT ?class WHERE {{ {iri(thing)} a ?class }}"):
        if row["class"].kind == "uri":
            found.setdefault(row["class"].value, 0)
    return found


def _groups(
    rows: Iterable[tuple[str, Term, str]], named: Names, *, totals: dict[str, int] | None = None
) -> tuple[Group, ...]:
    by_predicate: dict[str, dict[Term, list[str]]] = defaultdict(lambda: defaultdict(list))
    for predicate, term, graph in rows:
        by_predicate[predicate][term].append(graph)
    groups = []
    for predicate, terms in by_predicate.items():
        statements = [
            Statement(term, named(term.value) if term.kind == "uri" else None, tuple(graphs))
            for term, graphs in terms.items()
        ]
        statements.sort(key=lambda s: (s.inferred, s.value.language != "zh", s.value.value))
        total = (totals or {}).get(predicate, len(statements))
        groups.append(Group(named(predicate), tuple(statements[:_SHOWN]), total))
    return tuple(sorted(groups, key=lambda g: (g.predicate.iri != _TYPE, g.predicate.iri)))


def describe(engine: Asks, thing: str) -> Description:
    """Return what the graph says about `thing`.

    Raises:
        ThingUnknown: no statement has it as subject or object.
    """
    subject = iri(thing)
    out = [
        (row["p"].value, row["o"], row["g"].value)
        for row in ask(
            engine,
            f"SELECT ?p ?o ?g WHERE {{ GRAPH ?g {{ {subject} ?p ?o }} }}",
        )
    ]
    into = [
        (row["p"].value, row["s"], row["g"].value)
        for row in ask(
            engine,
            f"SELECT ?p ?s ?g WHERE {{ GRAPH ?g {{ ?s ?p {subject} }} }} "
            f"ORDER BY ?p ?s LIMIT {_READ}",
        )
    ]
    if not out and not into:
        raise ThingUnknown(
            f"Nothing in the graph is called {thing}.",
            f"图谱里没有 {thing}。",
            hint="Check the address, or search for a name.",
            hint_zh="请核对地址，或按名称搜索。",
        )
    totals = {
        row["p"].value: int(row["n"].value)
        for row in ask(
            engine,
            f"SELECT ?p (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s ?p {subject} }} GROUP BY ?p",
        )
        if "p" in row
    }
    depths = classes(engine, thing)
    wanted = {thing, *depths, *(p for p, _, _ in out), *(p for p, _, _ in into)}
    wanted.update(t.value for _, t, _ in (*out, *into) if t.kind == "uri")
    named = names(engine, wanted)
    own = sorted(
        (c for c in depths if c.startswith(PREFIXES["cetu"])), key=lambda c: (-depths[c], c)
    )
    return Description(
        named(thing),
        tuple(map(named, own or sorted(depths))),
        frozenset(depths),
        _groups(out, named),
        _groups(into, named, totals=totals),
    )
