"""Facts without text: what was read in a document, with its places, and none of its running words.

Names, numbers, short titles, figures and dates are facts. Sentences are not: they are withheld, and
only their places are kept. The file is JSON with sorted keys, a task a line: the same reading gives
the same bytes.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final, TypeVar

import cetu
from cetu.errors import SourceDamaged
from cetu.model.body import Body
from cetu.model.document import Document, Measure, Metadata, Record, Row, Stated, Units
from cetu.model.key import measure_key, task_key
from cetu.model.layout import Doubt, Layout
from cetu.model.plain import noun, plain
from cetu.model.span import Cell, Span
from cetu.model.task import Candidate, Citation, Deadline, Mention, Party, Quantity, Task
from cetu.model.wording import wording

_FORMAT: Final = "cetu-facts/1"
_PHRASE: Final = 30
_HEADING: Final = 60
_NAME: Final = 200
_FULL_STOP: Final = "。"
_PAGE_END: Final = "\f"
_NAMES: Final = frozenset(
    {"title", "parent_title", "title_en", "parent_title_en", "name", "address"}
)
"""Fields that hold the title of a document, the name or address of a file: long as they are."""


F = TypeVar("F", Candidate, Citation, Deadline, Mention, Party, Quantity)


def dump(
    document: Document, tasks: tuple[Task, ...], record: Record, cited: tuple[Citation, ...] = ()
) -> bytes:
    """Return the facts of a document as JSON.

    `tasks` were read in it, `record` says what is known of it, `cited` are the documents that it
    names outside its tasks.

    Raises:
        ValueError: words would get through that are longer than a fact is.
    """
    head = {
        "format": _FORMAT,
        "reader": cetu.__version__,
        "record": plain(replace(record, metadata_source="")),
        "document": plain(_document(document)),
        "cited": plain(tuple(_citation(_said(one, document.cells(), _NAME)) for one in cited)),
    }
    lines = [plain(_task(task)) for task in tasks]
    for place, words, named in _words([head, *lines]):
        if _FULL_STOP in words or len(words) > (_NAME if named else _HEADING):
            raise ValueError(f"the facts would hold running text at {place}")
    text = _json(head)[:-1] + ',"tasks":[\n' + ",\n".join(map(_json, lines)) + "\n]}\n"
    return text.encode()


def load(path: Path) -> tuple[Document, tuple[Task, ...], tuple[Citation, ...]]:
    """Return the document whose facts are at `path`, its tasks, and what it cites outside them.

    They are the nouns that reading gives, with words withheld.

    Raises:
        SourceDamaged: the file does not hold the facts of a document.
    """
    given = _given(path)
    try:
        document = noun(Document, given["document"])
        tasks = noun(tuple[Task, ...], given["tasks"])
        cited = noun(tuple[Citation, ...], given["cited"])
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise _damaged(path) from error
    return replace(document, rows=tuple(task.row for task in tasks)), tasks, cited


def record(path: Path) -> Record:
    """Return what was known of the document whose facts are at `path`.

    Raises:
        SourceDamaged: the file does not hold the facts of a document.
    """
    try:
        return noun(Record, _given(path)["record"])
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path) from error


def _given(path: Path) -> dict[str, Any]:
    try:
        given = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(path) from error
    if not isinstance(given, dict) or given.get("format") != _FORMAT:
        raise _damaged(path)
    return given


def _damaged(path: Path) -> SourceDamaged:
    return SourceDamaged(
        f"{path.name} does not hold the facts of a document ({_FORMAT}).",
        f"{path.name} 不是文件事实（{_FORMAT}）。",
        hint="Make it again from the document.",
        hint_zh="请用原文件重新生成。",
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _words(value: object, at: str = "", *, named: bool = False) -> Iterator[tuple[str, str, bool]]:
    """Yield every string of words with its place, and whether titles and names stand there.

    What is plain ASCII is a key, a digest or an address.
    """
    if isinstance(value, str):
        if not value.isascii():
            yield at, value, named
    elif isinstance(value, dict):
        for key, item in value.items():
            inside = named or key in _NAMES or key in {"cited", "citations"}
            yield from _words(item, f"{at}/{key}", named=inside)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _words(item, f"{at}/{index}", named=named)


def _document(document: Document) -> Document:
    """What may be told of a document: its blocks hold its text, its rows are those of its tasks."""
    source = document.source
    count = source.characters or len(source.text)
    layout = Layout(replace(source, text="", characters=count), (), document.layout.pages)
    doubts = tuple(
        Doubt(doubt.kind, "", "", _bare(doubt.span), doubt.page) for doubt in document.doubts
    )
    measures = tuple(map(_measure, document.measures))
    return Document(layout, _metadata(document.metadata), measures, (), doubts)


def _metadata(about: Metadata) -> Metadata:
    kept: dict[str, Any] = {}
    for field in fields(about):
        match getattr(about, field.name):
            case Stated() as stated:
                kept[field.name] = _stated(stated)
            case Span() as span:
                kept[field.name] = _short(span)
            case tuple() as several:
                kept[field.name] = tuple(map(_stated, several))
    return Metadata(**kept)


def _stated(stated: Stated) -> Stated:
    value = stated.value.split(_FULL_STOP)[0][:_NAME]
    return Stated(value, _short(stated.span, _HEADING))


def _measure(found: Measure) -> Measure:
    title = _heading(found.title)
    return Measure(
        _heading(found.number),
        title,
        tuple(_short(span, _HEADING) for span in found.spans),
        measure_key(found) if title != found.title else found.key,
    )


def _heading(words: str) -> str:
    """The words of a heading; of one that is a paragraph, those that stand for it."""
    first = words.split(_FULL_STOP, maxsplit=1)[0]
    return first if len(first) <= _HEADING else f"{first[: _HEADING - 1]}…"


def _row(row: Row) -> Row:
    measure = _heading(row.measure) if row.measure is not None else None
    short = len(row.heading.text) <= _PHRASE and _FULL_STOP not in row.heading.text
    return Row(
        _short(row.number) if row.number else None,
        measure,
        _withheld(row.task),
        tuple(map(_units, row.units)),
        _heading(row.title),
        row.ordinal,
        row.heading if short else _withheld(row.heading),
        _withheld(row.deadline),
        incomplete=row.incomplete,
        key=task_key(row),
    )


def _units(units: Units) -> Units:
    head = _short(units.head) if units.head else None
    return Units(_withheld(units.cell), units.role, _bare(units.rule), head)


def _task(task: Task) -> Task:
    cells = task.row.cells

    def said(found: Iterable[F]) -> tuple[F, ...]:
        return tuple(_said(one, cells) for one in found)

    return Task(
        row=_row(task.row),
        parties=tuple(_party(_said(party, cells, _HEADING)) for party in task.parties),
        instruments=said(task.instruments),
        beneficiaries=tuple(replace(m, span=_bare_span(m.span)) for m in task.beneficiaries),
        quantities=tuple(map(_quantity, said(task.quantities))),
        citations=tuple(_citation(_said(cited, cells, _NAME)) for cited in task.citations),
        programmes=said(task.programmes),
        places=said(task.places),
        deadlines=said(task.deadlines),
        candidates=said(task.candidates),
    )


def _said(found: F, cells: Iterable[Cell], most: int = _PHRASE) -> F:
    """Return a finding with its words, if they are short enough for a fact, else without them.

    Where more than white space breaks them in the source (the number of a page, a running head),
    the words are kept and what breaks them is not.
    """
    clean = wording(found, cells)
    if len(clean) > most or _FULL_STOP in clean:
        return replace(found, span=_bare_span(found.span), words="")
    raw = found.span.text
    whole = "".join(raw.split()) == "".join(clean.split())
    return replace(
        found,
        span=found.span if whole else _bare_span(found.span),
        words="" if raw == clean else clean,
    )


def _party(party: Party) -> Party:
    body = party.body
    if body and not body.derived:
        body = Body(body.iri, body.full_name, frozenset(), body.collective)
    elif body:
        body = replace(body, places=frozenset())
    role_span = _short(party.role_span) if party.role_span else None
    return replace(party, role_span=role_span, body=body)


def _quantity(found: Quantity) -> Quantity:
    return replace(
        found,
        base=_phrase(found.base),
        limited=_phrase(found.limited),
        per=_phrase(found.per),
    )


def _citation(cited: Citation) -> Citation:
    title = cited.title.split(_FULL_STOP)[0][:_NAME]
    return replace(cited, title=title)


def _phrase(words: str) -> str:
    return words if len(words) <= _PHRASE and _FULL_STOP not in words else ""


def _short(span: Span, most: int = _PHRASE) -> Span:
    """Return a span with its words if they are short enough for a fact, else without them."""
    short = span.end - span.start <= most and _FULL_STOP not in span.text
    return span if short and _PAGE_END not in span.text else _bare_span(span)


def _bare_span(span: Span) -> Span:
    return Span(span.start, span.end, "")


def _bare(span: Span | None) -> Span | None:
    return _bare_span(span) if span else None


def _withheld(cell: Cell) -> Cell:
    return Cell(tuple(map(_bare_span, cell.pieces)))
