"""The document, the version received, and what it says of itself, as RDF."""

from collections.abc import Iterator, Mapping
from typing import Final

from cetu.mapping import iris
from cetu.mapping.evidence import Witness
from cetu.mapping.sheet import Sheet, count, instant, own
from cetu.model.document import Document, Metadata, Record, Stated
from cetu.model.layout import Doubt
from cetu.model.wording import words
from cetu.namespaces import ID

_ID: Final = str(ID)
_WHOLE_DATE: Final = len("2024-07-03")


def name(document: Document, record: Record) -> str:
    """Return the title of a document: of the record, else its own, else its key."""
    return record.title or _value(document.metadata.title) or record.identifier


def metadata(sheet: Sheet, document: Document, record: Record, issuers: Mapping[str, str]) -> None:
    """Write the document and its parent.

    What `record` has goes before what the document says. `issuers` maps the names of issuing bodies
    to their IRIs; a name it lacks is kept as written.
    """
    node, about = iris.document(record.identifier), document.metadata
    annex = bool(record.parent)
    title = name(document, record)
    sheet.kind(node, "Annex" if annex else "PolicyDocument")
    sheet.label(node, title, record.title_en)
    sheet.say(node, "title", title)
    if kind := record.kind or _value(about.kind):
        sheet.link(node, "documentKind", f"{_ID}document-kind/{kind}")
    _issued(sheet, node, record, (about, issuers))
    if record.metadata_source:
        sheet.note(node, own("metadataSource"), record.metadata_source)
    if annex:
        parent = iris.document(record.parent)
        sheet.kind(parent, "PolicyDocument")
        sheet.label(parent, record.parent_title, record.parent_title_en)
        sheet.say(parent, "title", record.parent_title)
        if record.parent_kind:
            sheet.link(parent, "documentKind", f"{_ID}document-kind/{record.parent_kind}")
        sheet.link(node, "annexOf", parent)
        _issued(sheet, parent, record, (Metadata(), issuers))
    elif about.parent:
        sheet.say(node, "parentTitle", about.parent.value)
    _dates(sheet, node, record, about)
    if about.draft:
        sheet.say(node, "draft", True)


def version(sheet: Sheet, document: Document, record: Record) -> None:
    """Write the version received: its bytes, where they came from, what it replaces."""
    source = document.source
    node = iris.version(record, source)
    title = name(document, record)
    sheet.kind(node, "DocumentVersion")
    digest = source.digest[:12]
    sheet.label(node, f"{title}（收到版本 {digest}）", f"version received, {digest}")
    sheet.link(node, "versionOf", iris.document(record.identifier))
    sheet.say(node, "fileName", source.name)
    sheet.say(node, "contentDigest", source.digest)
    sheet.say(node, "byteCount", source.size)
    sheet.say(node, "characterCount", source.characters or len(source.text))
    sheet.say(node, "mediaType", source.media_type)
    if document.layout.pages:
        sheet.say(node, "pageCount", count(len(document.layout.pages)))
    if record.received:
        sheet.say(node, "received", instant(record.received))
    if record.address:
        sheet.say(node, "sourceAddress", record.address)
    if source.recognised:
        sheet.say(node, "recognised", True)
    if source.withheld:
        sheet.say(node, "textWithheld", True)
    if record.revision_of:
        older = f"{_ID}version/{record.identifier}/{record.revision_of}"
        sheet.link(node, "revisionOf", older)


def statements(witness: Witness, about: Metadata, record: Record) -> None:
    """Write where the document says what it says of itself: a reading a statement."""
    document = iris.document(record.identifier)
    for index, (field, stated) in enumerate(_stated(about), start=1):
        sheet = witness.sheet
        node = f"{_ID}metadata-reading/{record.identifier}/{field}-{index}"
        sheet.kind(node, "MetadataReading")
        sheet.link(node, "inDocument", document)
        sheet.say(node, "metadataField", field)
        if said := words(stated.span, witness.layout.cells()):
            sheet.say(node, "asWritten", said)
        sheet.link(node, "evidence", witness.evidence(stated.span))


def doubts(witness: Witness, found: tuple[Doubt, ...]) -> None:
    """Write what the reader noticed, each with its sentences, as far as they are kept."""
    for index, doubt in enumerate(found, start=1):
        sheet = witness.sheet
        node = f"{_ID}doubt/{witness.path}/{index}"
        sheet.kind(node, "ReadingDoubt")
        sheet.link(node, "doubtOf", witness.version)
        sheet.say(node, "doubtKind", doubt.kind)
        sheet.note(node, own("doubtNote"), doubt.zh, doubt.en)
        if doubt.page:
            sheet.say(node, "page", count(doubt.page))
        if doubt.span and doubt.span.end > doubt.span.start:
            sheet.link(node, "doubtAt", witness.evidence(doubt.span))


def _issued(
    sheet: Sheet, node: str, record: Record, known: tuple[Metadata, Mapping[str, str]]
) -> None:
    about, issuers = known
    for name in record.issuers or tuple(stated.value for stated in about.issuers):
        if name in issuers:
            sheet.link(node, "issuedBy", str(issuers[name]))
        else:
            sheet.say(node, "issuerAsWritten", name)
    if record.place:
        sheet.link(node, "jurisdiction", f"{_ID}place/{record.place}")
    _date(sheet, node, "documentDate", record.date or _value(about.written))
    if number := record.number or _value(about.number):
        sheet.say(node, "documentNumber", number)


def _dates(sheet: Sheet, node: str, record: Record, about: Metadata) -> None:
    _date(sheet, node, "publishedOn", record.published or _value(about.published))
    _date(sheet, node, "inForceFrom", record.in_force or _value(about.in_force))
    _date(sheet, node, "expiresOn", record.expires or _value(about.expires))


def _date(sheet: Sheet, node: str, relation: str, date: str) -> None:
    """Write a date; one that is only a month or a year stays what it is and names no day."""
    if len(date) == _WHOLE_DATE:
        sheet.say(node, relation, instant(date))
    elif date and relation == "documentDate":
        sheet.say(node, "documentPeriod", date)


def _value(stated: Stated | None) -> str:
    return stated.value if stated else ""


def _stated(about: Metadata) -> Iterator[tuple[str, Stated]]:
    """Yield what the document states, with the name of its field."""
    single = {
        "title": about.title,
        "number": about.number,
        "written": about.written,
        "published": about.published,
        "in-force": about.in_force,
        "expires": about.expires,
        "kind": about.kind,
        "place": about.place,
        "parent": about.parent,
        "draft": Stated("", about.draft) if about.draft else None,
    }
    for field, stated in single.items():
        if stated:
            yield field, stated
    for stated in about.issuers:
        yield "issuer", stated
