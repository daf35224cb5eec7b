"""The home page's figures, the documents, and the measures of one with their tasks."""

from dataclasses import dataclass

from cetu.answer.asking import Asks, ask
from cetu.answer.naming import NATION, Thing, names
from cetu.answer.tasks import Line, tasks


@dataclass(frozen=True, slots=True)
class Figures:
    """How much there is; `leads` counts the responsibilities whose document names a lead."""

    documents: int
    measures: int
    tasks: int
    incomplete: int
    bodies: int
    instruments: int
    limits: int
    leads: int
    quotes: int
    statements: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with its tasks."""

    thing: Thing
    number: str
    title: str
    document: Thing | None
    tasks: tuple[Line, ...]


_COUNTS = {
    "documents": "?x cetu:hasVersion ?v",
    "measures": "?x cetu:measureNumber ?n",
    "tasks": "?x cetu:taskNumber ?n",
    "incomplete": "?x cetu:taskNumber ?n ; cetu:completeness cetu:incompleteInSource",
    "bodies": "?r cetu:party ?x",
    "instruments": "?r cetu:instrument ?x",
    "limits": "?x cetu:bound ?b",
    "leads": "?x cetu:role cetu:lead",
    "quotes": "?x cetu:exactQuote ?q",
}


def figures(engine: Asks) -> Figures:
    """Count what the graph holds (bodies and instruments: those that tasks name)."""
    parts = " UNION ".join(
        f'{{ SELECT ("{name}" AS ?what) (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }} }}'
        for name, pattern in _COUNTS.items()
    )
    parts += ' UNION { SELECT ("statements" AS ?what) (COUNT(*) AS ?n) WHERE { ?s ?p ?o } }'
    rows = ask(engine, f"SELECT ?what ?n WHERE {{ {parts} }}")
    return Figures(**{row["what"].value: int(row["n"].value) for row in rows})


def measures(engine: Asks) -> tuple[Measure, ...]:
    """Return every measure with its tasks, in the order of the documents.

    For graphs of one document: every task is in it.
    """
    rows = ask(
        engine,
        """SELECT DISTINCT ?measure ?number ?title ?ordinal ?document WHERE {
          ?measure cetu:measureNumber ?number
          OPTIONAL { ?measure cetu:measureTitle ?title }
          OPTIONAL { ?measure cetu:measureOrdinal ?ordinal }
          OPTIONAL { ?measure cetu:inDocument ?document }
        } ORDER BY ?document ?ordinal ?measure""",
    )
    named = names(engine, {r[v].value for r in rows for v in ("measure", "document") if v in r})
    lines = tasks(engine)
    found: dict[str, Measure] = {}
    for row in rows:
        one = row["measure"].value
        found.setdefault(
            one,
            Measure(
                named(one),
                row["number"].value,
                row["title"].value if "title" in row else named(one).zh,
                named(row["document"].value) if "document" in row else None,
                tuple(t for t in lines if t.measure and t.measure.iri == one),
            ),
        )
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Held:
    """A document of which a version was read: number, ISO date ("" where not stated), tasks."""

    thing: Thing
    number: str
    date: str
    tasks: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of one place (None: not stated), the newest first."""

    place: Thing | None
    documents: tuple[Held, ...]


def shelves(engine: Asks) -> tuple[Shelf, ...]:
    """Return the documents of which a version was read, by place: the nation, by code, the rest."""
    rows = ask(
        engine,
        f"""SELECT DISTINCT ?document ?place ?code ?number ?date ?tasks WHERE {{
          ?document cetu:hasVersion ?version
          OPTIONAL {{ ?document cetu:jurisdiction ?place
            OPTIONAL {{ ?place cetu:placeCode ?code }} }}
          OPTIONAL {{ ?document cetu:documentNumber ?number }}
          OPTIONAL {{ ?document cetu:documentDate ?date }}
          OPTIONAL {{ {{ SELECT ?document (COUNT(DISTINCT ?task) AS ?tasks) WHERE {{
            ?task a cetu:Task ; cetu:inDocument ?document }} GROUP BY ?document }} }}
        }} ORDER BY (COALESCE(?place != {NATION}, true)) (!BOUND(?code)) ?code ?place
          DESC(?date) ?document""",
    )
    named = names(engine, {r[v].value for r in rows for v in ("document", "place") if v in r})
    found: dict[str, dict[str, Held]] = {}
    for row in rows:
        text = {name: term.value for name, term in row.items()}
        found.setdefault(text.get("place", ""), {}).setdefault(
            text["document"],
            Held(
                named(text["document"]),
                text.get("number", ""),
                text.get("date", "")[:10],
                int(text.get("tasks", "0")),
            ),
        )
    return tuple(
        Shelf(named(place) if place else None, tuple(held.values()))
        for place, held in found.items()
    )
