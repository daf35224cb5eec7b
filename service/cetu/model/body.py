"""A body: who acts, and the place where. Known from the reference data, or named by a rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

NameBasis = Literal["statedInDocument", "statedInList", "namingRule", "notChecked"]
"""On what a full name rests: local names of the individuals of `cetu:NameBasis`."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place: `code` is that of GB/T 2260 ("" for the nation and for areas the standard omits).

    `key` is the last part of its IRI, `level` province, city, county or "" and `within` the IRI of
    the place around it, "" where there is none.
    """

    iri: str
    code: str
    name: str
    within: str = ""
    level: str = ""

    @property
    def key(self) -> str:
        """What stands for it in the IRIs of its bodies."""
        return self.iri.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its IRI, full name ("" when no source gives one), its plates.

    `places` are its jurisdiction and all places that lie around it; `plates` maps the words of a
    name plate to its name node and its full form. `derived`: the reference data does not list it;
    the naming rule gave its name from the words in `short`, its class (local name, such as
    `MunicipalBureau`) in `kind` and its jurisdiction (IRI) in `place`. `later` is the name that
    took the place of `full_name`, and `until` the ISO date on which it did; "" where not known.
    """

    iri: str
    full_name: str
    places: frozenset[str]
    collective: bool
    plates: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    derived: bool = False
    short: str = ""
    kind: str = ""
    place: str = ""
    basis: NameBasis = "notChecked"
    later: str = ""
    until: str = ""
