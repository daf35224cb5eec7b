"""A task as understood: every finding keeps its words and their place."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from cetu.model.document import Row
from cetu.model.span import Span

Role = Literal["lead", "support", "listed"]
BoundKind = Literal["max", "min", "exact", "increase"]


@dataclass(frozen=True, slots=True)
class Party:
    """A responsible unit (责任单位) as written, and the body it resolves to.

    `body` is None where nothing in the reference data has this name. `acts_under` is the IRI of the
    name plate it acts under here. `collective`: a group, whose members a source may not list.
    `role_span`: the words that state the role (…牵头), where there are some.
    """

    span: Span
    position: int
    role: Role = "listed"
    body: str | None = None
    full_name: str = ""
    name_plate: str = ""
    acts_under: str | None = None
    collective: bool = False
    role_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name known concepts (their IRIs), or none that we know.

    `type` is the notation of an instrument's top concept, such as `loan_product`. `lists` are those
    of a beneficiary's concepts that say the others are on a list (白名单).
    """

    span: Span
    concepts: tuple[str, ...] = ()
    type: str = ""
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A numeric limit: value in `unit` (a unit IRI), and its bound.

    `base` is what it is a share of or measured against, `limited` what it limits, both in the
    document's words, "" where it does not say. `written_unit` is the unit as the document has it;
    `equivalent`: the amount is a currency equivalent (等值); `instrument`: the IRI of the
    instrument it limits, where the words say so.
    """

    span: Span
    value: Decimal
    unit: str
    written_unit: str
    bound: BoundKind
    base: str
    limited: str = ""
    equivalent: bool = False
    instrument: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the policy verb (IRI) that governs it."""

    span: Span
    verb: str
    verb_span: Span
    position: int


@dataclass(frozen=True, slots=True)
class Task:
    """One numbered task: its row, and everything found in its words, in the order of the text."""

    row: Row
    parties: tuple[Party, ...] = ()
    instruments: tuple[Mention, ...] = ()
    beneficiaries: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    clauses: tuple[Clause, ...] = ()
    citations: tuple[Mention, ...] = ()
    programmes: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
