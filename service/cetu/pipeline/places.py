"""Where the words behind findings stand: in a document as received, or in a file of the graph."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from cetu import store
from cetu.model.document import Record
from cetu.model.finding import Finding
from cetu.model.place import Place, Stretch
from cetu.namespaces import ID, PROLOGUE
from cetu.pipeline import fresh
from cetu.read.records import records
from cetu.report.about import documents

_DOCUMENT: Final = f"{ID}document/"
_TEXT: Final = frozenset({".txt", ".csv", ".html", ".htm"})
"""Files whose characters are the ones that offsets count, if the words stand there."""
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_AT_A_TIME: Final = 200
_COLUMNS: Final = ("thing", "start", "end", "quote")
_EVIDENCE: Final = f"""{PROLOGUE}SELECT ?thing ?start ?end ?quote WHERE {{
  VALUES ?thing {{ %s }}
  ?thing (cetu:evidence|cetu:doubtAt|^cetu:inPart)? ?evidence .
  ?evidence cetu:startOffset ?start ; cetu:endOffset ?end ; cetu:exactQuote ?quote .
}}"""


def places(root: Path, findings: Iterable[Finding]) -> dict[str, Place]:
    """Return, by the identity of findings, where their words stand.

    A finding about a thing of a document stands where the words of its evidence do: in the file as
    received, if it is kept and is text, in the file of the graph otherwise. One about a term or a
    body stands in the file that describes it. Of others nothing is known.

    Raises:
        SourcesInvalid: `data/sources.csv` cannot be understood.
        GraphMissing: nothing has been built.
    """
    stems: dict[str, list[tuple[str, Record]]] = defaultdict(list)
    for stem, record in fresh.stems(records(root)).items():
        stems[record.identifier].append((stem, record))
    by_document: dict[str, list[Finding]] = defaultdict(list)
    shared: list[Finding] = []
    for one in findings:
        key = next(iter(documents(one)), "").removeprefix(_DOCUMENT)
        (by_document[key] if key in stems else shared).append(one)
    found: dict[str, Place] = {}
    for key, about in sorted(by_document.items()):
        found |= _of_document(root, stems[key], about)
    return found | _of_terms(root, shared)


def _of_document(
    root: Path, versions: list[tuple[str, Record]], findings: list[Finding]
) -> Iterator[tuple[str, Place]]:
    """Yield where the findings about one document stand, looked for in its versions."""
    built = [path for stem, _ in versions if (path := fresh.file(root, stem)).is_file()]
    quotes = _quotes(built, {one.thing for one in findings})
    texts = {record.file: _text(root / "data" / record.file) for _, record in versions}
    lines = {path: path.read_text("utf-8") for path in built}
    for one in findings:
        place = _in_source(texts, quotes.get(one.thing, []), one.quote) or _in_graph(lines, one)
        if place:
            yield one.identity, place


def _quotes(built: list[Path], things: set[str]) -> dict[str, list[tuple[int, int, str]]]:
    """The quotes that things are or have as evidence: where they begin and end, and their words."""
    union = store.union(built)
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    named = sorted(str(ox.NamedNode(thing)) for thing in things if _is_iri(thing))
    for start in range(0, len(named), _AT_A_TIME):
        rows = union.query(_EVIDENCE % " ".join(named[start : start + _AT_A_TIME]))
        assert isinstance(rows, ox.QuerySolutions)  # noqa: S101 - it is a SELECT
        for row in rows:
            thing, first, last, quote = (row[name].value for name in _COLUMNS)
            found[thing].append((int(first), int(last), quote))
    return found


def _in_source(
    texts: Mapping[str, str], quotes: list[tuple[int, int, str]], words: str
) -> Place | None:
    """Where the longest quote, or the one with these words, stands in a file as received."""
    best = sorted(quotes, key=lambda one: (one[2] != words, one[0] - one[1], one))
    for start, end, quote in best:
        for file, text in sorted(texts.items()):
            if quote and text[start:end] == quote:
                return Place(f"data/{file}", Stretch.of(text, start, end))
    return None


def _in_graph(lines: Mapping[Path, str], one: Finding) -> Place | None:
    """Where a thing is described in a file of the graph."""
    for path, text in lines.items():
        name = f"<{one.thing}>"
        if (at := text.find(f"\t{name} ") + 1) > 0:
            return Place(f"data/graph/{path.name}", Stretch.of(text, at, at + len(name)))
    return next((Place(f"data/graph/{path.name}") for path in lines), None)


def _text(path: Path) -> str:
    """The characters of a file as received; "" where it is no text or is not kept."""
    if path.suffix.lower() not in _TEXT or not path.is_file():
        return ""
    content = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _of_terms(root: Path, findings: list[Finding]) -> dict[str, Place]:
    """Where terms, bodies and other things that documents share are described."""
    wanted = {one.thing for one in findings}
    files: dict[str, Path] = {}
    for file in store.snapshot(root).files if wanted else ():
        if file.graph is not None:
            for quad in ox.parse(path=file.path):
                subject = quad.subject
                if isinstance(subject, ox.NamedNode) and subject.value in wanted:
                    files.setdefault(subject.value, file.path)
    return {
        one.identity: Place(files[one.thing].relative_to(root).as_posix())
        for one in findings
        if one.thing in files
    }


def _is_iri(text: str) -> bool:
    try:
        return bool(ox.NamedNode(text).value)
    except ValueError:
        return False
