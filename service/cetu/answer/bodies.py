"""Bodies: who is asked to act, what they are called, and with whom they act."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from cetu.answer.asking import Asks, ask, iri
from cetu.answer.naming import NATION, Names, Thing, names
from cetu.answer.tasks import Line, tasks
from cetu.model.result import Table
from cetu.namespaces import CETU


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing and how many tasks concern it."""

    thing: Thing
    tasks: int


@dataclass(frozen=True, slots=True)
class KindOfBody:
    """A kind of body and the bodies of it, most tasks first."""

    kind: Thing
    bodies: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a body. `kind` is a local name: fullName; `basis` says in words how it is known."""

    thing: Thing
    text: str
    kind: str
    basis: Thing | None


@dataclass(frozen=True, slots=True)
class Body:
    """A body. `members_unknown`: it is a group and no source lists its members."""

    thing: Thing
    kind: Thing | None
    names: tuple[Name, ...]
    written: tuple[str, ...]
    place: Thing | None
    branch_of: Thing | None
    is_group: bool
    members_unknown: bool
    members: tuple[Thing, ...]
    groups: tuple[Thing, ...]
    tasks: tuple[Line, ...]
    alone: int
    partners: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class PlaceOfBodies:
    """A place, how many of its bodies tasks name, and those that most tasks name.

    Of bodies whose place is not stated `place` is None, and `first` holds them all.
    """

    place: Thing | None
    count: int
    first: tuple[Counted, ...]


_FIRST: Final = 5
"""Bodies of a place that are shown before it is chosen."""


def places(engine: Asks) -> tuple[PlaceOfBodies, ...]:
    """Return the places whose bodies tasks name: the nation, then by code, then those without."""
    rows = ask(
        engine,
        f"""SELECT ?place ?code ?body (COUNT(DISTINCT ?task) AS ?n) WHERE {{
          ?task cetu:hasResponsibility/cetu:party ?body
          OPTIONAL {{ ?body cetu:jurisdiction ?place
            OPTIONAL {{ ?place cetu:placeCode ?code }} }}
        }} GROUP BY ?place ?code ?body ORDER BY (COALESCE(?place != {NATION}, true))
          (!BOUND(?code)) ?code ?place DESC(?n) ?body""",
    )
    named = names(engine, {r[v].value for r in rows for v in ("place", "body") if v in r})
    found: dict[str, list[Counted]] = defaultdict(list)
    for row in rows:
        if "body" in row:
            place = row["place"].value if "place" in row else ""
            found[place].append(Counted(named(row["body"].value), int(row["n"].value)))
    unplaced = found.pop("", [])
    there = [
        PlaceOfBodies(named(place), len(counted), tuple(counted[:_FIRST]))
        for place, counted in found.items()
    ]
    if unplaced:
        there.append(PlaceOfBodies(None, len(unplaced), tuple(unplaced)))
    return tuple(there)


def bodies(engine: Asks, place: str = "") -> tuple[KindOfBody, ...]:
    """Return the bodies that tasks name, by kind: all, or those of one place (an IRI)."""
    there = f"?body cetu:jurisdiction {iri(place)} ." if place else ""
    rows = ask(
        engine,
        f"""SELECT ?body ?kind (COUNT(DISTINCT ?task) AS ?n) WHERE {{
          ?task cetu:hasResponsibility/cetu:party ?body . {there}
          OPTIONAL {{ ?body cetu:kind ?kind }}
        }} GROUP BY ?body ?kind ORDER BY DESC(?n) ?body""",
    )
    named = names(engine, {r[v].value for r in rows for v in ("body", "kind") if v in r})
    by_kind: dict[str, list[Counted]] = defaultdict(list)
    for row in rows:
        kind = row["kind"].value if "kind" in row else ""
        by_kind[kind].append(Counted(named(row["body"].value), int(row["n"].value)))
    return tuple(
        KindOfBody(named(kind), tuple(found))
        for kind, found in sorted(by_kind.items(), key=lambda k: -sum(c.tasks for c in k[1]))
    )


def _names(rows: Table, named: Names) -> tuple[Name, ...]:
    order = ["fullName", "shortName", "plateName"]
    found = {
        row["name"].value: Name(
            Thing(row["name"].value),
            row["text"].value,
            row["nameKind"].value.removeprefix(str(CETU)) if "nameKind" in row else "",
            named(row["basis"].value) if "basis" in row else None,
        )
        for row in rows
        if "text" in row
    }
    return tuple(
        sorted(
            found.values(),
            key=lambda n: (order.index(n.kind) if n.kind in order else len(order), n.thing.iri),
        )
    )


def body(engine: Asks, thing: str) -> Body:
    """Return what the graph knows of the body called `thing`."""
    one = iri(thing)
    about = ask(
        engine,
        f"""SELECT DISTINCT ?kind ?place ?branch ?knowledge ?member ?group WHERE {{
          {{ {one} cetu:kind ?kind }} UNION {{ {one} cetu:jurisdiction ?place }}
          UNION {{ {one} cetu:branchOf ?branch }} UNION {{ {one} cetu:memberKnowledge ?knowledge }}
          UNION {{ ?member cetu:memberOf {one} }} UNION {{ {one} cetu:hasMember ?member }}
          UNION {{ {one} cetu:memberOf ?group }} UNION {{ ?group cetu:hasMember {one} }}
        }}""",
    )
    called = ask(
        engine,
        f"""SELECT DISTINCT ?name ?text ?nameKind ?basis WHERE {{
          {{ {one} cetu:hasName ?name }} UNION {{ ?name cetu:nameOf {one} }}
          ?name cetu:nameText ?text
          OPTIONAL {{ ?name cetu:nameKind ?nameKind }}
          OPTIONAL {{ ?name cetu:nameBasis ?basis }}
        }}""",
    )
    written = ask(
        engine,
        f"""SELECT DISTINCT ?written WHERE {{
          ?r cetu:party {one} ; cetu:asWritten ?written }} ORDER BY ?written""",
    )
    together = ask(
        engine,
        f"""SELECT ?other (COUNT(DISTINCT ?task) AS ?n) WHERE {{
          ?task cetu:hasResponsibility/cetu:party {one}, ?other FILTER(?other != {one})
        }} GROUP BY ?other ORDER BY DESC(?n) ?other""",
    )
    named = names(
        engine,
        {
            thing,
            *(t.value for r in (*about, *together, *called) for t in r.values() if t.kind == "uri"),
        },
    )

    def every(variable: str) -> tuple[Thing, ...]:
        return tuple(
            named(i) for i in dict.fromkeys(r[variable].value for r in about if variable in r)
        )

    def one_of(variable: str) -> Thing | None:
        return next(iter(every(variable)), None)

    kinds = every("kind")
    knowledge = {t.iri for t in every("knowledge")}
    lines = tasks(engine, f"?task cetu:hasResponsibility/cetu:party {one} .")
    return Body(
        named(thing),
        next(iter(kinds), None),
        _names(called, named),
        tuple(row["written"].value for row in written),
        one_of("place"),
        one_of("branch"),
        is_group=bool(knowledge) or any(k.iri.endswith("/body-group") for k in kinds),
        members_unknown=str(CETU["membersUnknown"]) in knowledge,
        members=every("member"),
        groups=every("group"),
        tasks=lines,
        alone=sum(len(line.bodies) == 1 for line in lines),
        partners=tuple(
            Counted(named(r["other"].value), int(r["n"].value)) for r in together if "other" in r
        ),
    )
