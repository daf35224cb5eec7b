"""The facets of a search as a page offers them: each value with its count and where it leads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cetu.answer.facets import FACETS
from cetu.answer.naming import Thing
from cetu.namespaces import key
from cetu.search import KIND, Hits, Index

SHOWN: Final = 6
"""Values of a facet that are seen at once; the others are folded away."""
_MOST: Final = 60
"""Values of a facet that are offered at all: beyond, one types a word."""

Fields = dict[str, list[str]]
"""The query of an address: values by name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value: its name, how many hits it gives, whether it is chosen, the address of a click."""

    thing: Thing
    value: str
    count: int
    chosen: bool
    fields: Fields


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with the values of the hits: those seen at once, and the others."""

    name: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """Those that are chosen."""
        return tuple(one for one in (*self.first, *self.more) if one.chosen)


def facets(
    hits: Hits, index: Index, query: str, chosen: Mapping[str, Sequence[str]]
) -> tuple[Facet, ...]:
    """Return the facets of `hits` but for the kind; those without a value are left out."""
    return tuple(
        Facet(name, choices[:SHOWN], choices[SHOWN:_MOST])
        for name in FACETS
        if (choices := tuple(_choices(name, hits, index, query, chosen)))
    )


def kinds(hits: Hits, query: str, chosen: Mapping[str, Sequence[str]]) -> dict[str, Choice]:
    """Return the kinds of the hits as choices; choosing one leaves another."""
    rest = {facet: values for facet, values in chosen.items() if facet != KIND}
    return {
        kind: Choice(
            Thing(kind), kind, n, kind in chosen.get(KIND, ()), fields(query, rest, KIND, kind)
        )
        for kind, n in hits.of(KIND).items()
    }


def fields(
    query: str, chosen: Mapping[str, Sequence[str]], facet: str = "", value: str = ""
) -> Fields:
    """Return the query of the address of a search; with `value`, toggled, in `facet`."""
    given = {"q": [query]} if query else {}
    for name, values in chosen.items():
        given[name] = [key(one) for one in values]
    if facet:
        short, there = key(value), given.get(facet, [])
        given[facet] = [one for one in there if one != short] if short in there else [*there, short]
    return {name: values for name, values in given.items() if values}


def _choices(
    name: str, hits: Hits, index: Index, query: str, chosen: Mapping[str, Sequence[str]]
) -> Iterator[Choice]:
    counted, wanted = hits.of(name), chosen.get(name, ())
    # What is chosen is shown first, though nothing be found with it: it can be taken back.
    for value in (*wanted, *(one for one in counted if one not in wanted)):
        entry = index.named(value)
        thing = Thing(value, entry.zh, entry.en) if entry else Thing(value)
        yield Choice(
            thing, value, counted.get(value, 0), value in wanted, fields(query, chosen, name, value)
        )
