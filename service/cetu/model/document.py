"""A document as read: its layout, what it orders, what it says of itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from cetu.model.layout import Doubt, Layout, Source
from cetu.model.span import Cell, Span

Role = Literal["lead", "support", "listed"]


@dataclass(frozen=True, slots=True)
class Record:
    """What `data/sources.csv` knows of a document: metadata the file itself need not state.

    `identifier` and `parent` are ASCII keys, `kind` and `parent_kind` keys of document kinds,
    `place` a place key, `date` and `received` ISO dates; a document with a parent is its annex.
    `title` is its title, by which others cite it; `published`, `in_force` and `expires` are ISO
    dates, as `date` is, that may lack the day or the month where the source does.
    `title_en` and `parent_title_en` are our translations, for labels only. `metadata_source` says
    where title, issuers and date were read, `address` where the file can be had: a URL, or
    repository@commit:path.
    `revision_of`: the first twelve hex digits of the SHA-256 of the version of the same document
    that this one revises; that version keeps its own line, above this one.
    """

    identifier: str
    file: str
    kind: str
    parent: str = ""
    parent_kind: str = ""
    parent_title: str = ""
    title_en: str = ""
    parent_title_en: str = ""
    issuers: tuple[str, ...] = ()
    place: str = ""
    date: str = ""
    number: str = ""
    received: str = ""
    metadata_source: str = ""
    title: str = ""
    published: str = ""
    in_force: str = ""
    expires: str = ""
    address: str = ""
    revision_of: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A value (an ISO date, a place or kind key, a title) and the words that state it."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; None or empty where it does not.

    `number` is its document number (发文字号). `written`, `published`, `in_force` and `expires`
    are ISO dates, as exact as the words: 2024, 2024-07 or 2024-07-03. `kind` is a key of document
    kinds, `place` the name of its jurisdiction as people write it (浙江省, 温州市; 国家 for the
    nation). `parent` is the title of the document it is annexed to. `draft`: the words that say it
    is one (征求意见稿).
    """

    title: Stated | None = None
    number: Stated | None = None
    issuers: tuple[Stated, ...] = ()
    written: Stated | None = None
    published: Stated | None = None
    in_force: Stated | None = None
    expires: Stated | None = None
    kind: Stated | None = None
    place: Stated | None = None
    parent: Stated | None = None
    draft: Span | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure (政策措施): the heading of a group of tasks. `spans` are all places it stands.

    A table that runs over a page repeats the heading; that is one measure with several spans. One
    without a number has its title for number. `key` stands for a title whose words are withheld.
    """

    number: str
    title: str
    spans: tuple[Span, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Units:
    """Words that list responsible units: a table cell, or what stands in a bracket.

    `role` is what the head of the column says (牵头单位, 配合单位), None where it says nothing and
    only the words themselves may. `rule`: words, anywhere in the document, by which the first unit
    leads here (列第一位的为牵头单位). `head`: the words of the head that states the role.
    """

    cell: Cell
    role: Role | None = None
    rule: Span | None = None
    head: Span | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A cell of goals, and the head of its column (2027年目标值)."""

    head: Span
    cell: Cell


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of the text that orders one task: a row of a table, or an item of prose.

    `ordinal` counts rows from 1 in the order of the text; `number` is None where it has none.
    `measure` is the number of its measure, None where it has none, and `title` that measure's
    title: two sections of a table may both begin with 一. `heading` is the short title of the task
    itself, part of `task` or a cell of its own. `deadline` is the cell of a deadline column.
    `incomplete`: the source breaks off before this row has its words and its units. `key` stands
    for the words of the task where they are withheld.
    """

    number: Span | None
    measure: str | None
    task: Cell = field(default_factory=Cell)
    units: tuple[Units, ...] = ()
    title: str = ""
    ordinal: int = 0
    heading: Cell = field(default_factory=Cell)
    deadline: Cell = field(default_factory=Cell)
    targets: tuple[Target, ...] = ()
    incomplete: bool = False
    key: str = ""

    @property
    def numeral(self) -> str:
        """Its number as written; its place in the order of the text where it has none."""
        return self.number.text if self.number else str(self.ordinal)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All its cells."""
        units = (units.cell for units in self.units)
        targets = (target.cell for target in self.targets)
        return (self.task, self.heading, self.deadline, *units, *targets)

    @property
    def place(self) -> Span | None:
        """Words that stand for the row: its number, else the first of its task."""
        return self.number or next(iter(self.task.pieces or self.heading.pieces), None)


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says, before any of it is understood."""

    layout: Layout
    metadata: Metadata = field(default_factory=Metadata)
    measures: tuple[Measure, ...] = ()
    rows: tuple[Row, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def source(self) -> Source:
        """The file it was read from."""
        return self.layout.source

    @property
    def title(self) -> Span | None:
        """Its title, where it states one."""
        return self.metadata.title.span if self.metadata.title else None

    def cells(self) -> Iterator[Cell]:
        """Return every paragraph and cell of its layout."""
        return self.layout.cells()
