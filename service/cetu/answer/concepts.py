"""Concepts of the vocabularies: instruments, beneficiaries, verbs, kinds of bodies, units."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from cetu.answer.asking import Asks, ask, iri, values
from cetu.answer.evidence import Quote, placed, quote
from cetu.answer.naming import Thing, names
from cetu.answer.tasks import Line, tasks
from cetu.model.result import Term
from cetu.namespaces import ID, PREFIXES

INSTRUMENTS: Final = str(ID["scheme/instruments"])
BENEFICIARIES: Final = str(ID["scheme/beneficiaries"])
PROGRAMMES: Final = str(ID["scheme/programmes"])

_MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


@dataclass(frozen=True, slots=True)
class Node:
    """A concept in its tree. `tasks` counts its own tasks, `below` those of narrower ones too."""

    thing: Thing
    tasks: int
    below: int
    narrower: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Use:
    """How a task speaks of the concept or one below it (`about`), and where.

    The same words of the same concept in one task are one use.
    """

    task: Thing
    number: str
    about: Thing
    words: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: its words, its neighbours, its matches elsewhere, and where tasks speak of it.

    `uses` and `tasks` are those of the concepts below it too, as the trees count them.
    """

    thing: Thing
    definition: Thing
    also: tuple[str, ...]
    notation: str
    scheme: Thing | None
    broader: tuple[Thing, ...]
    narrower: tuple[Thing, ...]
    matches: tuple[tuple[str, Thing], ...]
    lists: tuple[Thing, ...]
    listed_by: tuple[Thing, ...]
    uses: tuple[Use, ...]
    tasks: tuple[Line, ...]


def tree(engine: Asks, scheme: str) -> tuple[Node, ...]:
    """Return the concepts of `scheme` as trees, with the number of tasks that speak of each."""
    rows = ask(
        engine,
        f"""SELECT DISTINCT ?x ?up WHERE {{
          ?x skos:inScheme {iri(scheme)}
          OPTIONAL {{ ?x skos:broader ?up . ?up skos:inScheme {iri(scheme)} }} }}""",
    )
    used = ask(
        engine,
        f"""SELECT DISTINCT ?x ?task WHERE {{
          ?x skos:inScheme {iri(scheme)} .
          {{ ?r cetu:instrument ?x . ?task cetu:hasInstrumentUse ?r }}
          UNION {{ ?r cetu:beneficiary ?x . ?task cetu:hasBeneficiaryMention ?r }}
          UNION {{ ?r cetu:programme ?x . ?task cetu:hasProgrammeMention ?r }}
          UNION {{ ?r cetu:verb ?x . ?task cetu:hasClause ?r }} }}""",
    )
    named = names(engine, {row["x"].value for row in rows})
    children: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        children[row["up"].value if "up" in row else ""].append(row["x"].value)
    own: dict[str, set[str]] = defaultdict(set)
    for row in used:
        own[row["x"].value].add(row["task"].value)

    def grow(one: str, above: frozenset[str]) -> tuple[Node, set[str]]:
        below = set(own[one])
        nodes = []
        for child in children[one]:
            if child not in above:
                node, theirs = grow(child, above | {child})
                nodes.append(node)
                below |= theirs
        nodes.sort(key=lambda n: (-n.below, n.thing.iri))
        return Node(named(one), len(own[one]), len(below), tuple(nodes)), below

    tops = [grow(top, frozenset({top}))[0] for top in children[""]]
    return tuple(sorted(tops, key=lambda n: (-n.below, n.thing.iri)))


def concept(engine: Asks, thing: str) -> Concept:
    """Return the concept called `thing`, with the tasks that speak of it or of one below it."""
    one, skos = iri(thing), PREFIXES["skos"]
    facts = ask(
        engine,
        f"""SELECT DISTINCT ?p ?o WHERE {{ {{ {one} ?p ?o FILTER(!ISBLANK(?o)) }}
          UNION {{ ?o skos:broader {one} BIND(skos:narrower AS ?p) }}
          UNION {{ ?o cetu:listsClass {one} BIND(cetu:listedBy AS ?p) }} }} ORDER BY ?p ?o""",
    )
    named = names(engine, {thing, *(r["o"].value for r in facts if r["o"].kind == "uri")})

    def things(predicate: str) -> tuple[Thing, ...]:
        found = (r["o"].value for r in facts if r["p"].value == predicate and r["o"].kind == "uri")
        return tuple(map(named, dict.fromkeys(found)))

    def words(*predicates: str) -> dict[str, str | None]:
        return {
            r["o"].value: r["o"].language
            for r in facts
            if r["p"].value in predicates and r["o"].kind == "literal"
        }

    definitions = {language: text for text, language in words(skos + "definition").items()}
    label = named(thing)
    also = words(skos + "altLabel")
    uses = _uses(engine, one)
    used = names(engine, {row[v].value for row in uses for v in ("task", "x")})
    quotes: dict[tuple[str, str, str, str], list[Quote]] = defaultdict(list)
    for row in uses:
        key = (
            row["task"].value,
            row["number"].value,
            row["x"].value,
            row["written"].value if "written" in row else "",
        )
        quotes[key] += [found] if (found := quote(row)) else []
    return Concept(
        label,
        Thing("", definitions.get("zh", ""), definitions.get("en", "")),
        tuple(text for text in also if text not in {label.zh, label.en}),
        next(iter(words(skos + "notation")), ""),
        next(iter(things(skos + "inScheme")), None),
        things(skos + "broader"),
        things(skos + "narrower"),
        tuple((m, thing) for m in _MATCHES for thing in things(skos + m)),
        lists=things(PREFIXES["cetu"] + "listsClass"),
        listed_by=things(PREFIXES["cetu"] + "listedBy"),
        uses=tuple(
            Use(used(task), number, used(about), words, tuple(found))
            for (task, number, about, words), found in quotes.items()
        ),
        tasks=tuple(
            line
            for block in values("task", dict.fromkeys(row["task"].value for row in uses))
            for line in tasks(engine, block)
        ),
    )


_READ: Final = """SELECT DISTINCT ?x ?reading ?task WHERE {{
  ?x skos:broader* {one} .
  ?reading cetu:instrument|cetu:beneficiary|cetu:verb|cetu:programme ?x .
  ?task cetu:hasInstrumentUse|cetu:hasBeneficiaryMention|cetu:hasClause|cetu:hasProgrammeMention
    ?reading
}}"""


def _uses(engine: Asks, one: str) -> list[dict[str, Term]]:
    """Where tasks speak of a concept or one below it, in the order of the documents.

    First the readings, then what is said of them: joined at once, with what may be missing, the
    engine looks through all evidence there is.
    """
    found = {
        (row["reading"].value, row["x"].value): row for row in ask(engine, _READ.format(one=one))
    }
    about: dict[str, list[str]] = defaultdict(list)
    for reading, concept in found:
        about[reading].append(concept)
    facts: dict[str, dict[str, Term]] = {}
    for block in values("task", dict.fromkeys(row["task"].value for row in found.values())):
        for row in ask(
            engine,
            f"""SELECT DISTINCT ?task ?number ?ordinal ?document WHERE {{ {block}
              ?task cetu:taskNumber ?number
              OPTIONAL {{ ?task cetu:taskOrdinal ?ordinal }}
              OPTIONAL {{ ?task cetu:inDocument ?document }} }}""",
        ):
            facts[row["task"].value] = row
    rows: list[dict[str, Term]] = []
    for block in values("reading", about):
        for row in ask(
            engine,
            f"""SELECT DISTINCT ?reading ?written ?evidence ?quote ?start ?end ?page WHERE {{
              {block} ?reading a ?class
              OPTIONAL {{ ?reading cetu:asWritten ?written }} {placed("?reading")} }}""",
        ):
            for concept in about[row["reading"].value]:
                which = found[row["reading"].value, concept]
                if which["task"].value in facts:
                    rows.append(row | which | facts[which["task"].value])

    def order(row: dict[str, Term]) -> tuple[str, float, str, int, str]:
        return (
            row["document"].value if "document" in row else "",
            float(row["ordinal"].value) if "ordinal" in row else 0,
            row["task"].value,
            int(row["start"].value) if "start" in row else 0,
            row["x"].value,
        )

    return sorted(rows, key=order)
