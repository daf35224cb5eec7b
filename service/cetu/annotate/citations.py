"""Citations: documents that a text names, by title and by number."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from cetu.annotate.lexicon import Hit, Lexicon
from cetu.annotate.titles import bare
from cetu.model.document import Document
from cetu.model.folding import fold
from cetu.model.number import NUMBER, written
from cetu.model.span import Cell
from cetu.model.task import Citation

_LONGEST: Final = 150
"""Most characters of a title; more means that its closing mark is missing."""
_SHORTEST: Final = 2
_AFTER: Final = re.compile(r"\s*[（(]\s*(?P<inner>[^（）()《》]{4,60}?号)")
_SHORT: Final = re.compile(r"简称\s*(?:为|[:：])?\s*[“\"]?$")
_NEAR: Final = 12
"""Characters before a title in which 以下简称 stands."""
_CALLED: Final = re.compile(r"简称\s*(?:为|[:：])?\s*[“\"《]+([^“”\"《》]{2,40})[”\"》]")
_LEADING: Final = re.compile(
    r".*(?:根据|按照|依据|依照|落实|执行|参照|贯彻|通知|文件|意见|办法|规定|详见|[和与及或见的])"
)
_ISSUED: Final = re.compile(
    r"\s*(?:印发|转发|已经?[^。；]{0,40}(?:同意|通过|批准)[^。；]{0,12}(?:印发|发布))"
)
"""What follows a title that the notice itself carries."""
_CARD: Final = re.compile(r"证(?:书|明)?$")
"""How names of certificates end, which stand in the same marks as titles."""
_PLOT: Final = re.compile(r"政(?:工|储|挂|商|住)+出$")
"""How the word of a plot of land that is for sale ends: it is numbered as documents are."""
_ASIDE: Final = re.compile(r"\s*[【\[].*|.*解读\s*")


def citations(cell: Cell, raw: str, lexicon: Lexicon, hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """Return cited documents: 《…》 and numbers, known or not, and known titles without marks.

    A number in brackets after a title is that title's. What a title is shortened to (以下简称《…》)
    cites nothing more.
    """
    text = fold(cell.text)
    known = {(hit.start, hit.end): hit.concepts for hit in lexicon.choose(hits, "documents")}
    found: list[tuple[int, int, str, str, tuple[str, ...]]] = []
    for start, end in _titles(text):
        if _SHORT.search(text, max(0, start - _NEAR), start):
            continue
        title = _tidy(text[start + 1 : end - 1])
        after, number = _number_after(text, end)
        documents = known.get((start + 1, end - 1)) or lexicon.titles.documents(title, number)
        found.append((start, after, title, number, documents))
    taken = {at for start, end, *_ in found for at in range(start, end)}
    for start, end, number in _numbers(text):
        if start not in taken:
            found.append((start, end, "", number, lexicon.titles.documents("", number)))
    for (start, end), iris in known.items():
        if start not in taken:
            found.append((start, end, cell.text[start:end], "", iris))
    return tuple(
        Citation(cell.span(start, end, raw), title, number, documents)
        for start, end, title, number, documents in sorted(found)
    )


def cited(document: Document, lexicon: Lexicon) -> tuple[Citation, ...]:
    """Return the documents that a document cites outside its tasks, in the order of the text.

    What its covering notice carries is no citation; nor is what a title is shortened to, nor links
    of a web page to what explains it (解读), nor the name of a certificate.
    """
    raw = document.source.text
    tasks = [piece for row in document.rows for piece in (*row.task.pieces, *row.heading.pieces)]
    starts = {piece.start for piece in tasks}
    ends = sorted((piece.start, piece.end) for piece in tasks)
    whole = fold(raw)
    names = {bare(match[1]) for match in _CALLED.finditer(whole)}
    if document.metadata.title:
        names.add(bare(document.metadata.title.value))
    found: list[Citation] = []
    for cell in document.cells():
        if _ASIDE.fullmatch(cell.text) or any(piece.start in starts for piece in cell.pieces):
            continue
        for one in citations(cell, raw, lexicon, lexicon.find(cell.text)):
            named = bare(one.title) in names or _CARD.search(one.title)
            if named or _is_own_number(document, one) or _ISSUED.match(whole, one.span.end):
                continue
            before = bisect_right(ends, (one.span.start, len(raw))) - 1
            if before < 0 or one.span.start >= ends[before][1]:  # no task's own words
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.span))


def _is_own_number(document: Document, one: Citation) -> bool:
    own = document.metadata.number
    return own is not None and own.value == one.number and not one.title


def _titles(text: str) -> Iterator[tuple[int, int]]:
    """Yield where 《…》 begin and end; of nested ones, the outermost."""
    depth, start = 0, 0
    for match in re.finditer("[《》]", text):
        if match[0] == "《":
            if depth and match.start() - start > _LONGEST:
                depth = 0  # the one before was never closed
            start = start if depth else match.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and _SHORTEST <= match.start() - start - 1 <= _LONGEST:
                yield start, match.end()


def _number_after(text: str, end: int) -> tuple[int, str]:
    """Return where the citation ends and its number: that in a bracket just after `end`."""
    match = _AFTER.match(text, end)
    number = NUMBER.search(match["inner"]) if match else None
    if match is None or number is None:
        return end, ""
    closed = match.end()
    if text[closed : closed + 1] in {"）", ")"}:
        closed += 1
    return closed, written(number)


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where numbers stand in running words, without the words that lead to them."""
    for match in NUMBER.finditer(text):
        leading = _LEADING.match(match["word"])
        start = match.start() + (leading.end() if leading else 0)
        number = NUMBER.fullmatch(text, start, match.end())
        if number and not _PLOT.search(number["word"]):
            yield start, match.end(), written(number)


def _tidy(title: str) -> str:
    """Return a title without the spaces of layout; one between two words of letters stays."""
    return re.sub(r"(?<![A-Za-z]) +| +(?![A-Za-z])", "", title)
