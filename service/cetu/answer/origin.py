"""Where a statement that no rule gives comes from: the words of a document, a list, or a program.

The graph of a document version holds more than what was read in it: metadata from the list of
sources, figures and keys worked out by the program, our English names. Only what the words
themselves say is called read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cetu.answer.asking import Asks, ask, iri
from cetu.answer.naming import Thing
from cetu.model.result import Term
from cetu.model.said import QUOTED, READ
from cetu.namespaces import CETU, GRAPH, PREFIXES

_SHARED: Final = {
    str(GRAPH["ontology"]): ("载于本体", "stated in the ontology"),
    str(GRAPH["alignment"]): ("载于对齐表", "stated in the alignments"),
    str(GRAPH["vocabulary"]): ("载于词表", "stated in the vocabularies"),
    str(GRAPH["reference"]): ("载于参考数据", "stated in the reference data"),
}
_NOTHING: Final = Thing("")
_PROGRAM: Final = Thing("", "由程序得出", "worked out by the program")
_TAKEN: Final = Thing("", "由程序取自收到的文件", "taken by the program from the file as received")
_TRANSLATION: Final = ("我们的译名", "our translation")
_REGISTERED: Final = (
    "登记于来源清单（data/sources.csv）",
    "registered in the list of sources (data/sources.csv)",
)
_TRANSLATED: Final = {str(GRAPH["vocabulary"]), str(GRAPH["reference"])}
"""Shared graphs whose English is ours; the ontology is ours in both languages."""


def _terms(names: str) -> frozenset[str]:
    return frozenset(str(CETU[name]) for name in names.split())


_LISTED: Final = _terms(
    "annexOf hasAnnex documentKind documentNumber documentDate issuedBy jurisdiction "
    "metadataSource fileName received versionOf hasVersion revisionOf"
)
"""What the list of sources says of a document and its file."""

_CALLED: Final = {str(CETU["title"]), PREFIXES["rdfs"] + "label"}
_SOURCED: Final = _CALLED | _terms("documentNumber documentDate issuedBy")
"""What the metadata source of a document is the source of."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Whether words of a document say it; if not, `source` is a sentence that says who does."""

    read: bool
    source: Thing = _NOTHING


@dataclass(frozen=True, slots=True)
class Subject:
    """What decides where statements about a thing come from; `metadata` is its metadata source."""

    is_reading: bool
    is_quote: bool
    is_document: bool
    has_version: bool
    metadata: Thing


def subject(engine: Asks, thing: str) -> Subject:
    """Look up what `thing` is; a white list is read where the mention of it stands."""
    one = iri(thing)
    rows = ask(
        engine,
        f"""SELECT DISTINCT ?what ?note WHERE {{
          {{ {one} cetu:evidence ?any BIND("reading" AS ?what) }}
          UNION {{ ?any cetu:beneficiary {one} ; cetu:evidence ?quote . {one} a cetu:WhiteList
            BIND("reading" AS ?what) }}
          UNION {{ {one} cetu:exactQuote ?any BIND("quote" AS ?what) }}
          UNION {{ {one} cetu:title ?any BIND("title" AS ?what) }}
          UNION {{ ?any cetu:versionOf {one} BIND("version" AS ?what) }}
          UNION {{ {one} cetu:hasVersion ?any BIND("version" AS ?what) }}
          UNION {{ {one} cetu:metadataSource ?note BIND("metadata" AS ?what) }}
        }}""",
    )
    found = {row["what"].value for row in rows}
    notes = {row["note"].language: row["note"].value for row in rows if "note" in row}
    return Subject(
        "reading" in found,
        "quote" in found,
        "title" in found,
        "version" in found,
        Thing("", notes.get("zh", ""), notes.get("en", "")),
    )


def origin(about: Subject, predicate: str, value: Term, graph: str) -> Origin:
    """Return where the statement of `graph` with this predicate and value comes from."""
    translated = value.language == "en" and value.kind == "literal"
    if graph in _SHARED:
        ours = [_TRANSLATION] if translated and graph in _TRANSLATED else []
        return Origin(read=False, source=_sentence([*ours, _SHARED[graph]]))
    if (about.is_reading and predicate in READ) or (about.is_quote and predicate in QUOTED):
        return Origin(read=True)
    if translated:
        return Origin(read=False, source=_sentence([_TRANSLATION]))
    return Origin(read=False, source=_unread(about, predicate))


def _unread(about: Subject, predicate: str) -> Thing:
    """Who says what no words of the document say: the list of sources or the program."""
    names_it = predicate in _CALLED and about.is_document
    if names_it and about.has_version:
        return _TAKEN  # of a document not received, the list says the title
    if not names_it and predicate not in _LISTED:
        return _PROGRAM
    listed = _sentence([_REGISTERED])
    if predicate not in _SOURCED or not (about.metadata.zh or about.metadata.en):
        return listed
    zh, en = about.metadata.label("zh"), about.metadata.label("en")
    return Thing("", f"{listed.zh}：{zh}", f"{listed.en}: {en}")


def _sentence(parts: Iterable[tuple[str, str]]) -> Thing:
    zh, en = zip(*parts, strict=True)
    return Thing("", "，".join(zh), ", ".join(en))
