"""Metadata: what a document says of itself, with the words that say it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cetu.model.document import Metadata, Stated
from cetu.model.folding import fold
from cetu.model.layout import Layout
from cetu.model.number import NUMBER, number, written
from cetu.model.span import Span
from cetu.read.metadata import terms
from cetu.read.metadata.dates import DATE, iso
from cetu.read.metadata.issuers import headed, is_body, signed, titled
from cetu.read.metadata.kinds import kind
from cetu.read.metadata.lines import Line, lines, locate, texts, tidy
from cetu.read.metadata.places import narrowest, place, seat, told
from cetu.read.metadata.titles import Title, Titles, carried, titles

__all__ = ["metadata"]

_HEAD = 40
"""Lines about the title among which a number, a date and the head in red are looked for."""
_NEAR = 4
"""Lines under a title, or at the end, of which one may be a date alone."""
_SHORT = 60
"""Most characters of a line that says when, and no more."""
_FIRST = 5
"""Lines of which one may begin with the place of a text that has no title of a known kind."""
_UNDER = 80
"""Characters after a title in which a page of the web says when it was published."""
_TABLE = 1000
"""Characters of a page of the web, after its title, in which it may say when and by whom."""
_PRINTED = re.compile(rf"(?P<date>{DATE})\s*印发")
_PARENT = re.compile(
    r"《(?P<quoted>[^《》]+)》(?:的)?\s*附\s*[件表录]|附\s*[件表录]\s*[\d一二三四五六七八九十]*\s*[（(]《?(?P<named>[^《》（）()]+)》?[）)]"
)


@dataclass(frozen=True, slots=True)
class _Dates:
    written: Stated | None = None
    published: Stated | None = None
    issuers: tuple[Stated, ...] = ()


def metadata(layout: Layout) -> Metadata:
    """Return title, number, issuers, dates, kind, jurisdiction, parent and draft mark.

    A file that holds a covering notice and the text it carries has the title of the text; number,
    issuers and dates are the notice's, which give the text its force. What is not stated is None.
    """
    raw = layout.source.text
    found = lines(layout)
    named = titles(found, raw, web=layout.source.form == "html")
    head = raw[: _below(named)]
    dates = _dates(found, named, raw)
    issuers = _issuers(found, named, dates, raw)
    issued = dates.written or _labelled_date(head, "written")
    published = _labelled_date(head, "published") or dates.published or _printed(raw)
    title = named.title
    start = issued or published
    everything = tuple(texts(layout))
    in_force = terms.in_force(everything, raw, start.value if start else None)
    since = in_force or start
    return Metadata(
        title=Stated(title.value, title.span) if title else None,
        number=_number(found, named, raw),
        issuers=issuers,
        written=issued,
        published=published,
        in_force=in_force,
        expires=terms.expires(everything, raw, since.value if since else None),
        kind=_kind(title, raw),
        place=_place(named, issuers, found, raw),
        parent=_parent(found, title),
        draft=named.draft or _unsettled(in_force),
    )


def _unsettled(in_force: Stated | None) -> Span | None:
    """Return the words of a day that a draft leaves open: 9月X日."""
    if in_force and re.search(r"月\s*[XxＸ×]+\s*日", in_force.span.text):
        return in_force.span
    return None


def _below(named: Titles) -> int:
    """Return where the head of the file ends, in which a page of the web has its table."""
    anchor = _anchor(named)
    return (anchor.span.end if anchor else 0) + _TABLE


def _anchor(named: Titles) -> Title | None:
    return named.cover or named.title


def _dates(found: Sequence[Line], named: Titles, raw: str) -> _Dates:
    """Return the date signed with, and by whom; a date of the web under the title is published."""
    anchor = _anchor(named)
    begin = anchor.last + 1 if anchor else 0
    days = [i for i, line in enumerate(found) if i >= begin and line.sort == "date" and _day(line)]
    if not named.cover:
        days.reverse()  # a text without a notice is signed at its end
    published = _under_title(raw, named)
    for index in days:
        if bodies := signed(found, index, raw, begin):
            return _Dates(_day(found[index]), published, bodies)
    near = [i for i in days if i - begin < _NEAR or len(found) - i <= _NEAR]
    stated = next((_day(found[i]) for i in near), None)
    if stated and published and stated.span == published.span:
        return _Dates(None, published)
    return _Dates(stated, published)


def _day(line: Line) -> Stated | None:
    match = re.search(DATE, line.words)
    value = iso(match[0]) if match else None
    return Stated(value, _part(line, match.start(), match.end())) if match and value else None


def _under_title(raw: str, named: Titles) -> Stated | None:
    """Return a date as the web writes it (2024-09-05) on the lines under a title.

    It may stand in no block: pages of the web put it among what a reader passes over.
    """
    for title in (named.heading, named.cover, named.title):
        start = title.span.end if title else len(raw)
        for line in _raw_lines(raw, start, start + _UNDER):
            match = re.search(r"(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?!\d)", line.text)
            if match and len(line.text) <= _SHORT and (value := iso(match[0])):
                return Stated(value, _inside(line, *match.span()))
    return None


def _printed(raw: str) -> Stated | None:
    """Return the date of printing (…印发) at the foot of the document, which is in no block."""
    for line in reversed(list(_raw_lines(raw, 0, len(raw)))):
        match = _PRINTED.search(fold(line.text))
        if match and len(line.text) <= _SHORT and (value := iso(match["date"])):
            return Stated(value, _inside(line, *match.span("date")))
    return None


def _raw_lines(raw: str, start: int, stop: int) -> Iterator[Span]:
    for match in re.finditer(r"[^\n\t\f]+", raw[start:stop]):
        yield Span(start + match.start(), start + match.end(), match[0])


def _inside(line: Span, start: int, end: int) -> Span:
    return Span(line.start + start, line.start + end, line.text[start:end])


def _labelled_date(raw: str, field: str) -> Stated | None:
    for span in terms.labelled(raw, field):
        if value := iso(span.text):
            return Stated(value, span)
    return None


def _part(line: Line, start: int, end: int) -> Span:
    return Span(line.span.start + start, line.span.start + end, line.span.text[start:end])


def _issuers(found: Sequence[Line], named: Titles, dates: _Dates, raw: str) -> tuple[Stated, ...]:
    if dates.issuers:
        return dates.issuers
    anchor = _anchor(named)
    if anchor and (bodies := titled(anchor.span, anchor.value, raw)):
        return bodies
    if bodies := headed(found, anchor.first if anchor else _HEAD, raw):
        return bodies
    head = raw[: _below(named)]
    spans = (span for span in terms.labelled(head, "issuer") if is_body(tidy(span.text)))
    return tuple(Stated(tidy(span.text), span) for span in list(spans)[:1])


def _number(found: Sequence[Line], named: Titles, raw: str) -> Stated | None:
    """Return the document's own number: a line of its own about the title, else a labelled one."""
    anchor = _anchor(named)
    first, last = (anchor.first, anchor.last) if anchor else (0, 0)
    for line in found[max(first - _HEAD, 0) : last + 8]:
        words = line.words.strip(" （）()") if line.sort == "bracket" else line.words.strip()
        if line.sort in {"number", "bracket"} and (value := number(words)):
            start = line.words.index(words)
            return Stated(value, _part(line, start, start + len(words)))
    for span in terms.labelled(raw[: _below(named)], "number"):
        if match := NUMBER.match(span.text):
            return Stated(written(match), span)
    return None


def _kind(title: Title | None, raw: str) -> Stated | None:
    known = (kind(title.value) or kind(carried(title.value) or "")) if title else None
    if title is None or known is None:
        return None
    key, word = known
    start = title.span.start
    *_, last = [m.start() for m in re.finditer(re.escape(word[0]), title.span.text)] or [0]
    for offset in range(last, -1, -1):
        span = locate(raw, word, start + offset, title.span.end)
        if span and span.start == start + offset:
            return Stated(key, span)
    return Stated(key, title.span)


def _place(
    named: Titles, issuers: Sequence[Stated], found: Sequence[Line], raw: str
) -> Stated | None:
    """Return the jurisdiction: the place that issuers, else titles, begin with.

    A text without either is of the place it speaks of all through, else of the place that one of
    its first lines begins with: a title of an unusual kind, or one run into the text.
    """
    placed = [(name, one.span) for one in issuers if (name := seat(one.value))]
    placed += [(n, t.span) for t in (named.title, named.cover) if t and (n := place(t.value))]
    chosen = narrowest([name for name, _ in placed])
    if chosen is None:
        return told(raw) or next(_begun(found[:_FIRST], raw), None)
    span = next(span for name, span in placed if name == chosen)
    return Stated(chosen, locate(raw, chosen, span.start, span.end) or span)


def _begun(found: Sequence[Line], raw: str) -> Iterator[Stated]:
    """Yield the places that lines begin with; prose behind the first line does not count."""
    for index, line in enumerate(found):
        if line.sort != "title" and (index or line.sort != "prose"):
            continue
        head = tidy(line.words[:_SHORT])
        name = place(head)
        start = line.span.start
        if name and name != head and (span := locate(raw, name, start, start + _SHORT)):
            yield Stated(name, span)


def _parent(found: Sequence[Line], title: Title | None) -> Stated | None:
    """Return the title of the document that the lines before the title call this an annex of."""
    for line in found[max(title.first - 4, 0) : title.first] if title else ():
        if match := _PARENT.search(line.words):
            name = "quoted" if match["quoted"] else "named"
            return Stated(tidy(match[name]), _part(line, *match.span(name)))
    return None
