"""Deadlines: by when a task is to be done."""

import calendar
import re
from collections.abc import Iterator
from datetime import date

from cetu.annotate.numbers import halfwidth
from cetu.model.document import Row
from cetu.model.span import Cell
from cetu.model.task import Deadline

_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = r"(?P<year>(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})\s*年度?"
_PART = (
    r"(?P<part>上半年|下半年|第?[一二三四1-4]季度|(?P<month>1[0-2]|0?[1-9])\s*月份?"
    r"(?:\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*日|(?P<third>上旬|中旬|下旬))?)"
)
_BEFORE = r"(?:之前|以前|前)"
_SAID = re.compile(
    rf"(?:到|至|于|在)?\s*(?:{_YEAR}|(?P<near>今年|明年|当年|每年|本年))?\s*{_PART}?\s*"
    rf"(?P<end>年?底|末)?\s*(?P<before>{_BEFORE})?"
)
_CERTAIN = re.compile(
    rf"(?:(?<![达得提高增调设送报转推延展])(?:到|至)\s*)?"
    rf"(?:{_YEAR}|(?P<near>今年|明年|当年|每年|本年))?\s*{_PART}?\s*(?P<end>年?底|末)?\s*"
    rf"(?P<before>{_BEFORE})?"
)
_DONE = re.compile(r"\s*(?:完成|建成|实现|出台|启动|投入|上线|形成)")
_SCOPE_BEFORE = re.compile(r"(?:[对自从于截以日]|截至|截止|有效期|调整|延长)\s*$")
_SCOPE_AFTER = re.compile(
    r"\s*(?:已|到期|出生|参保|毕业|注册|登记|成立|设立|取得|购置|签订|发放|入库|存量|以后|起|止|的"
    r"|(?:建成|完成|投产|竣工|开工|实施)的)"
)
_HEAD_YEAR = re.compile(r"(?:19|20)\d\d\s*年?")
_NOTHING = re.compile(r"[\s/／\-—–－无]*")
_DATED = re.compile(r"[\d今明当本每]|二[〇○零]|[上下]半年|第?[一二三四]季度|年?底")
_ENDS = {"上半年": 6, "下半年": 12, "一": 3, "二": 6, "三": 9, "四": 12}


def deadlines(row: Row, raw: str, year: int | None) -> tuple[Deadline, ...]:
    """Return the deadlines of a row: in its words, then of its target columns, then of its cell.

    The last is the one that governs the row: what a column of deadlines says goes before what the
    words say of a part of the task. `year` is that of the document, which 12月 leaves out; without
    it such a deadline has no last day.
    """
    found = list(_in_words(row.task, raw, year))
    for target in row.targets:
        if target.cell and (head := _HEAD_YEAR.search(target.head.text)):
            span = target.head
            place = Cell((span,)).span(head.start(), head.end(), raw)
            found.append(Deadline(place, f"{head[0][:4]}-12-31"))
    words = row.deadline.text
    if not _NOTHING.fullmatch(words):
        until = _last_day(_SAID.search(halfwidth(words), _start(words)), year)
        found.append(_deadline(row.deadline, (0, len(words)), raw, until))
    return tuple(found)


def _start(words: str) -> int:
    """Return where the first date of a deadline cell may begin."""
    dated = re.search(
        r"[\d今明当本每]|二[〇○零]|[上下]半年|第?[一二三四]季度|年?底", halfwidth(words)
    )
    return dated.start() if dated else len(words)


def _in_words(cell: Cell, raw: str, year: int | None) -> Iterator[Deadline]:
    """Yield what the words say: 到2027年底, 5月底前, 2027年6月建成.

    A day that says which things are meant (对9月30日前到期的贷款) is none, nor is one in a title or
    the length of a step (14个工作日内).
    """
    text = halfwidth(cell.text)
    titles = [match.span() for match in re.finditer(r"《[^《》]*》|〔[^〔〕]*〕", text)]
    for match in _CERTAIN.finditer(text):
        if not match[0].strip() or any(a < match.start() < b for a, b in titles):
            continue
        if not _is_deadline(text, match):
            continue
        end = match.start() + len(match[0].rstrip())
        yield _deadline(cell, (match.start(), end), raw, _last_day(match, year))


def _deadline(cell: Cell, place: tuple[int, int], raw: str, until: str) -> Deadline:
    """Return the deadline at `place` of `cell`, with its own words where the source breaks them."""
    start, end = place
    span, words = cell.span(start, end, raw), cell.text[start:end]
    whole = "".join(span.text.split()) == "".join(words.split())
    return Deadline(span, until, "" if whole else words)


def _is_deadline(text: str, match: re.Match[str]) -> bool:
    dated = match["year"] or match["near"]
    if not (dated or match["part"] or match["end"]):
        return False
    if _SCOPE_BEFORE.search(text, max(0, match.start() - 6), match.start()) or _SCOPE_AFTER.match(
        text, match.end()
    ):
        return False
    led = match[0].startswith(("到", "至"))
    if led and not (match["year"] or match["near"] or match["end"] or match["before"]):
        return False
    if match["end"] in {"底", "末"} and not (dated or match["part"]):
        return False
    ended = match["before"] or (match["end"] and (dated or match["part"] or led))
    done = match["year"] and match["month"] and _DONE.match(text, match.end())
    return bool(ended or done or (led and match["year"]))


def _last_day(match: re.Match[str] | None, year: int | None) -> str:
    """Return the last day (ISO date) of what is said, "" where no year is known."""
    if match is None or not match[0].strip() or match["near"] == "每年":
        return ""
    if match["year"]:
        year = int(match["year"].translate(_CHINESE_DIGITS))
    elif year is not None and match["near"] == "明年":
        year += 1
    if year is None or not (match["year"] or match["near"] or match["part"] or match["end"]):
        return ""
    month = _month(match)
    last = calendar.monthrange(year, month)[1]
    day = int(match["day"]) if match["day"] else {"上旬": 10, "中旬": 20}.get(match["third"], last)
    return date(year, month, min(day, last)).isoformat()


def _month(match: re.Match[str]) -> int:
    if match["month"]:
        return int(match["month"])
    part = match["part"] or ""
    if part.endswith("季度"):
        quarter = part.removeprefix("第")[0]
        return int(quarter) * 3 if quarter.isdigit() else _ENDS[quarter]
    return _ENDS.get(part, 12)
