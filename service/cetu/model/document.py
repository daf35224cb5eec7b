"""A document as read: its source, what its table says, what is known of it from elsewhere."""

from dataclasses import dataclass, field

from cetu.model.span import Cell, Span


@dataclass(frozen=True, slots=True)
class Source:
    """A file as received. `text` is its characters, unchanged; all offsets count in it."""

    name: str
    digest: str
    size: int
    media_type: str
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """What `data/sources.csv` knows of a document: metadata the file itself need not state.

    `identifier` and `parent` are ASCII keys, `kind` and `parent_kind` keys of document kinds,
    `place` a place key, `date` and `received` ISO dates; a document with a parent is its annex.
    `title_en` and `parent_title_en` are our translations, for labels only. `metadata_source` says
    where title, issuers and date were read.
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


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure (政策措施): the heading of a group of tasks. `spans` are all places it stands.

    A table that runs over a page repeats the heading; that is one measure with several spans.
    """

    number: str
    title: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the task table.

    `measure` is the number of its measure, None where it has none, and `title` that measure's
    title: two sections of a table may both begin with 一.
    """

    number: Span
    measure: str | None
    task: Cell = field(default_factory=Cell)
    parties: Cell = field(default_factory=Cell)
    title: str = ""

    @property
    def incomplete(self) -> bool:
        """Whether the source breaks off before this row has its words and its bodies."""
        return not (self.task and self.parties)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the reader noticed (a gap, a cut row): sentences in zh and en, and where."""

    kind: str
    zh: str
    en: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says, before any of it is understood."""

    source: Source
    title: Span | None
    measures: tuple[Measure, ...]
    rows: tuple[Row, ...]
    doubts: tuple[Doubt, ...] = ()
