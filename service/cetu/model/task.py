"""A task as understood: every finding keeps its words and their place."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from cetu.model.body import Body
from cetu.model.document import Role, Row
from cetu.model.span import Span

BoundKind = Literal["max", "min", "exact", "increase"]


@dataclass(frozen=True, slots=True)
class Party:
    """A responsible unit (责任单位) as written, and the body it resolves to.

    `body` is None where neither the reference data nor a naming rule has this name here;
    `candidates` are then bodies (IRIs) it might be. `acts_under` is the IRI of the name plate it
    acts under here, `name_plate` the plate as written or in full. `collective`: a group, whose
    members a source may not list. `words` are the name alone, where a page number stands
    inside it in the source ("": they are the words of the span). `elided`: its words lack what a
    neighbour has for both (杭州市、宁波市人民政府). `role_span`: the words that state the role
    (…牵头).
    """

    span: Span
    position: int
    role: Role = "listed"
    body: Body | None = None
    full_name: str = ""
    name_plate: str = ""
    acts_under: str | None = None
    collective: bool = False
    elided: bool = False
    role_span: Span | None = None
    candidates: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name known concepts (their IRIs), or none that we know.

    `type` is the notation of an instrument's top concept, such as `loan_product`. `lists` are those
    of a beneficiary's concepts that say the others are on a list (白名单). `words`: see Deadline.
    """

    span: Span
    concepts: tuple[str, ...] = ()
    type: str = ""
    lists: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A numeric limit or target: value in `unit` (a unit IRI), and its bound.

    `base` is what it is a share of or measured against, `limited` what it limits, both in the
    document's words, "" where it does not say. `written_unit` is the unit as the document has it,
    `per` what it is counted for (年, 地; "" where it is not said); `equivalent`: the amount is a
    currency equivalent (等值); `instrument`: the IRI of the instrument it limits, where the words
    say so. `words`: see Deadline.
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
    per: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """Words that say by when; `until`: the last day (ISO date), "" where it goes on (持续推进).

    `words` are the deadline alone, where a page break stands inside it in the source ("": they are
    the words of the span).
    """

    span: Span
    until: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that is named: 《title》, its number (发文字号) where it stands there.

    `documents` are the IRIs of the documents it is known to mean; empty, it is unresolved. `words`:
    see Deadline.
    """

    span: Span
    title: str
    number: str = ""
    documents: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that look like an instrument by their form (…贷, …险, …券) and are in no vocabulary.

    `words`: see Deadline.
    """

    span: Span
    head: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the policy verb (IRI) that governs it."""

    span: Span
    verb: str
    verb_span: Span
    position: int


@dataclass(frozen=True, slots=True)
class Task:
    """One task: its row, and everything found in its words, in the order of the text."""

    row: Row
    parties: tuple[Party, ...] = ()
    instruments: tuple[Mention, ...] = ()
    beneficiaries: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    clauses: tuple[Clause, ...] = ()
    citations: tuple[Citation, ...] = ()
    programmes: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    candidates: tuple[Candidate, ...] = ()
