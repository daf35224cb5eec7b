"""A document as received, as far as the graph has its words, with what was read in them.

The graph quotes headings, cells and paragraphs whole; those quotes in their order are the document,
but for what stands between them: rules of a table, page numbers, texts that no task is in.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from cetu.answer.asking import Asks, ask, iri
from cetu.answer.evidence import Quote, quote
from cetu.answer.naming import Names, Thing, names
from cetu.answer.task import READINGS, Kind
from cetu.model.result import Table


@dataclass(frozen=True, slots=True)
class Said:
    """A reading of the words `quote`: what kind, what they are about, in which task."""

    kind: Kind
    reading: str
    about: Thing | None
    quote: Quote
    task: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together, and what was read in them; `task` where they are its own."""

    quote: Quote
    said: tuple[Said, ...]
    task: Thing | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A row, a heading or a paragraph (None: not told apart): its pieces in their order."""

    thing: Thing | None
    heading: bool
    pieces: tuple[Piece, ...]


_QUOTES: Final = """SELECT DISTINCT ?evidence ?quote ?start ?end ?page ?part ?task ?measure WHERE {{
  ?version cetu:versionOf {one} FILTER NOT EXISTS {{ ?newer cetu:revisionOf ?version }}
  ?evidence cetu:fromVersion ?version ; cetu:exactQuote ?quote ;
    cetu:startOffset ?start ; cetu:endOffset ?end
  OPTIONAL {{ ?evidence cetu:page ?page }} OPTIONAL {{ ?evidence cetu:inPart ?part }}
  OPTIONAL {{ ?task cetu:taskNumber ?number ; cetu:evidence ?evidence }}
  OPTIONAL {{ ?measure cetu:measureNumber ?ordinal ; cetu:evidence ?evidence }}
}} ORDER BY ?start DESC(?end) ?evidence"""


def original(engine: Asks, document: str) -> tuple[Part, ...]:
    """Return the parts of the newest version of `document` (an IRI); empty without its words.

    Raises:
        ThingUnknown: it is no IRI.
    """
    one = iri(document)
    rows = ask(engine, _QUOTES.format(one=one))
    readings = [
        (how, kind, ask(engine, _readings(one, how, about)))
        for how, (kind, about) in READINGS.items()
    ]
    wanted = {row[v].value for row in rows for v in ("part", "task") if v in row}
    wanted |= {
        row["about"].value
        for _, _, table in readings
        for row in table
        if "about" in row and row["about"].kind == "uri"
    }
    named = names(engine, wanted)
    said = sorted(
        (found for _, kind, table in readings for found in _said(kind, table, named)),
        key=lambda x: (x.quote.start, -x.quote.end, x.kind, x.reading),
    )
    return tuple(_parts(_pieces(rows, said, named), rows, named))


def _readings(document: str, how: str, about: str) -> str:
    return f"""SELECT DISTINCT ?task ?reading ?about ?evidence ?quote ?start ?end WHERE {{
      ?task cetu:inDocument {document} ; cetu:{how} ?reading . ?reading cetu:evidence ?evidence
      OPTIONAL {{ ?reading cetu:{about} ?about }}
      ?evidence cetu:startOffset ?start ; cetu:endOffset ?end ; cetu:exactQuote ?quote }}"""


def _said(kind: Kind, table: Table, named: Names) -> Iterator[Said]:
    for row in table:
        if found := quote(row):
            about = row.get("about")
            yield Said(
                kind,
                row["reading"].value,
                named(about.value) if about and about.kind == "uri" else None,
                found,
                row["task"].value,
            )


def _pieces(rows: Table, said: list[Said], named: Names) -> list[tuple[str, Piece]]:
    """Each quote that no other holds, with its part and what was read inside it."""
    outer: list[tuple[str, Quote, str]] = []
    own: dict[str, str] = {
        row["evidence"].value: row["task"].value for row in rows if "task" in row
    }
    for row in rows:
        found = quote(row)
        # One inside another, or one that crosses it, is not a piece of its own.
        if found is None or (outer and found.start < outer[-1][1].end):
            continue
        part = row["part"].value if "part" in row else ""
        outer.append((part, found, own.get(found.iri, "")))
    inside: dict[str, list[Said]] = defaultdict(list)
    at = 0
    for one in said:
        while at < len(outer) and outer[at][1].end <= one.quote.start:
            at += 1
        if at < len(outer) and outer[at][1].start <= one.quote.start:
            inside[outer[at][1].iri].append(one)
    return [
        (part, Piece(found, tuple(inside[found.iri]), named(task) if task else None))
        for part, found, task in outer
    ]


def _parts(pieces: list[tuple[str, Piece]], rows: Table, named: Names) -> Iterator[Part]:
    headings = {row["part"].value for row in rows if "part" in row and "measure" in row}
    for part, group in groupby(pieces, key=lambda each: each[0]):
        yield Part(
            named(part) if part else None,
            part in headings,
            tuple(piece for _, piece in group),
        )
