"""Terms: from when a document is in force and until when, and the table over a page of the web."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cetu.model.document import Stated
from cetu.model.folding import fold
from cetu.model.span import Cell, Span
from cetu.read.metadata.dates import DATE, after, count, iso, later

_N: Final = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_FORCE: Final = r"\s*(?:起|开始)\s*(?:正式)?\s*(?:施行|实施|执行|试行|生效)"
_FROM: Final = re.compile(rf"(?:自|从|于)\s*(?P<date>{DATE}){_FORCE}")
_ISSUE: Final = re.compile(
    rf"自?\s*(?:印发|发布|公布|下发|发文)\s*之日\s*(?:起\s*(?:满\s*)?(?P<days>{_N})\s*(?:日|天)\s*[之以]?后)?"
    r"\s*(?:起|开始)?\s*(?:正式)?\s*(?:施行|实施|执行|试行|生效)"
)
_UNTIL: Final = re.compile(
    r"(?:有效期限?(?:\s*(?:自|从).{1,24}?)?\s*(?:统一)?\s*(?:调整|延长|延续|暂定)?\s*(?:为)?\s*(?:至|到)"
    r"|(?:执行|实施|施行)\s*(?:期限)?\s*(?:至|到))\s*"
    rf"(?P<date>{DATE})"
)
_YEARS: Final = re.compile(
    rf"(?:有效期限?|试行期限?|执行期限?|实施期限?)\s*(?:暂定)?\s*(?:为)?\s*(?P<years>{_N})\s*年"
)
LABELS: Final = {
    "number": "文号|发文字号|发文文号|发文号|文件编号|文件号",
    "issuer": "发布机构|发文机关|发文机构|发文单位|制发机关|发布单位|发布部门|印发机关|制定机关",
    "written": "成文日期|成文时间|生成日期|发文日期|发文时间|印发日期|印发时间",
    "published": "发布日期|发布时间|发表时间|公开日期|公布日期|公开时间",
}
_VALUE: Final = r"(?:\s*[:：]\s*|[ ]*\t\s*)(?!\S*[:：](?!\d))(?P<value>[^\s:：]+)"


def in_force(cells: Sequence[Cell], raw: str, issued: str | None) -> Stated | None:
    """Return from when the document is in force: what its last such clause says.

    `issued` is the ISO date from which 自印发之日起 counts; None, such a clause gives nothing.
    """
    found: Stated | None = None
    for cell, text in _folded(cells):
        for match in _FROM.finditer(text):
            value = iso(match["date"])
            if value and _of_this(text, match.start()):
                found = Stated(value, cell.span(*match.span(), raw))
        for match in _ISSUE.finditer(text):
            if issued and _of_this(text, match.start()):
                days = match["days"]
                value = after(issued, count(days)) if days else issued
                if value:
                    found = Stated(value, cell.span(*match.span(), raw))
    return found


def expires(cells: Sequence[Cell], raw: str, start: str | None) -> Stated | None:
    """Return until when the document holds; a span of years is counted from `start`, ISO."""
    found: Stated | None = None
    for cell, text in _folded(cells):
        for match in _UNTIL.finditer(text):
            if (value := iso(match["date"])) and _of_this(text, match.start()):
                found = Stated(value, cell.span(*match.span(), raw))
        for match in _YEARS.finditer(text):
            if start and _of_this(text, match.start()):
                value = later(start, count(match["years"]))
                found = Stated(value, cell.span(*match.span(), raw))
    return found


def _of_this(text: str, at: int) -> bool:
    """Tell whether the clause at `at` speaks of this document: 本办法自…, or opens a sentence."""
    sentence = re.split("[。；]", text[:at])[-1]
    clause = re.split("[，,]", sentence)[-1]
    if "》" in clause:  # the title of another document stands before it
        return False
    return (
        re.fullmatch(r"[\W\d一二三四五六七八九十第条]*", sentence) is not None
        or re.search(r"本[一-龥]{2}|重新(?:发布|印发|公布)|现予", sentence) is not None
    )


def _folded(cells: Sequence[Cell]) -> Iterator[tuple[Cell, str]]:
    for cell in cells:
        text = fold(cell.text)
        if re.search(r"行|执行|生效|实施|有效期|试行", text):
            yield cell, text


def labelled(raw: str, field: str) -> Iterator[Span]:
    """Yield what stands after the labels of a `field` (a key of `LABELS`) in the head of a page."""
    text = fold_lines(raw)
    for match in re.finditer(rf"(?<![一-龥])(?:{LABELS[field]}){_VALUE}", text):
        start, end = match.span("value")
        yield Span(start, end, raw[start:end])


def fold_lines(raw: str) -> str:
    """Return `raw` folded, line feeds and tabs kept."""
    return "".join(
        character if character in "\n\t" else plain
        for character, plain in zip(raw, fold(raw), strict=True)
    )
