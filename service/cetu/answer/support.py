"""What documents offer a class of enterprises: what, from whom, how much, in which words."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final, Literal

from cetu.answer.asking import Asks, ask, iri, values
from cetu.answer.evidence import Quote, placed, quote
from cetu.answer.naming import Thing, names
from cetu.answer.tasks import Line, tasks
from cetu.model.result import Term

Relation = Literal["same", "narrower", "wider"]
_ORDER: Final[dict[str, int]] = {"same": 0, "wider": 1, "narrower": 2}


@dataclass(frozen=True, slots=True)
class Mention:
    """How a task names the class, or one near it: the words, and where they stand.

    `relation`: whether `named` is the class asked for, one that it belongs to, or one that only
    some of its enterprises are in.
    """

    named: Thing
    relation: Relation
    words: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A task that names the class: with its bodies, instruments and the words of its limits.

    `listed`: its words make a white list, so being on it is what counts.
    """

    line: Line
    place: Thing | None
    mentions: tuple[Mention, ...]
    listed: bool

    @property
    def relation(self) -> Relation:
        """The closest way in which it names the class."""
        return min((m.relation for m in self.mentions), key=_ORDER.__getitem__)


_MENTIONS: Final = """SELECT DISTINCT ?mention ?task ?named ?finding WHERE {{
  {{ {one} skos:prefLabel ?any BIND({one} AS ?named) BIND("same" AS ?finding) }}
  UNION {{ {one} skos:broader+ ?named BIND("wider" AS ?finding) }}
  UNION {{ ?named skos:broader+ {one} BIND("narrower" AS ?finding) }}
  ?mention cetu:beneficiary ?named . ?task cetu:hasBeneficiaryMention ?mention
}}"""
_SAID: Final = """SELECT DISTINCT ?mention ?written ?list ?place ?evidence ?quote ?start ?end ?page
WHERE {{ {block}
  OPTIONAL {{ ?mention cetu:asWritten ?written }}
  OPTIONAL {{ ?mention cetu:beneficiary ?list . ?list a cetu:WhiteList }}
  OPTIONAL {{ ?task cetu:hasBeneficiaryMention ?mention . ?task cetu:inDocument ?document .
    ?document cetu:jurisdiction ?place }}
  {placed}
}}"""


def _mentions(engine: Asks, one: str) -> list[dict[str, Term]]:
    """The mentions of a class and those near it: first which, then what is said of each.

    Joined at once, with what may be missing, the engine looks through all evidence there is.
    """
    found: dict[str, list[dict[str, Term]]] = defaultdict(list)
    for row in ask(engine, _MENTIONS.format(one=one)):
        found[row["mention"].value].append(row)
    rows = [
        row | which
        for block in values("mention", found)
        for row in ask(engine, _SAID.format(block=block, placed=placed("?mention")))
        for which in found[row["mention"].value]
    ]

    def order(row: dict[str, Term]) -> tuple[str, int, str]:
        start = int(row["start"].value) if "start" in row else 0
        return row["task"].value, start, row["named"].value

    return sorted(rows, key=order)


def support(engine: Asks, beneficiary: str) -> tuple[Offer, ...]:
    """Return the tasks that name `beneficiary` (an IRI), the closest first, then by document.

    Raises:
        ThingUnknown: it is no IRI.
    """
    rows = _mentions(engine, iri(beneficiary))
    named = names(engine, {row[v].value for row in rows for v in ("named", "place") if v in row})
    quotes: dict[tuple[str, str, str, str], list[Quote]] = defaultdict(list)
    places: dict[str, Thing] = {}
    listed: set[str] = set()
    for row in rows:
        task = row["task"].value
        written = " ".join(row["written"].value.split()) if "written" in row else ""
        key = (task, row["named"].value, row["finding"].value, written)
        quotes[key] += [found] if (found := quote(row)) else []
        if "list" in row:
            listed.add(task)
        if "place" in row:
            places.setdefault(task, named(row["place"].value))
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for (task, about, relation, words), found_quotes in quotes.items():
        mentions[task].append(
            Mention(named(about), relation, words, tuple(dict.fromkeys(found_quotes)))  # type: ignore[arg-type] # the query gives these three
        )
    lines = [line for block in values("task", mentions) for line in tasks(engine, block)]
    offers = [
        Offer(
            line,
            places.get(line.thing.iri),
            tuple(sorted(mentions[line.thing.iri], key=lambda m: _ORDER[m.relation])),
            listed=line.thing.iri in listed,
        )
        for line in lines
    ]
    return tuple(
        sorted(
            offers,
            key=lambda o: (
                _ORDER[o.relation],
                o.line.document.iri if o.line.document else "",
                o.line.ordinal,
                o.line.thing.iri,
            ),
        )
    )
