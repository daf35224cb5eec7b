"""Marking mentions in a text: spans become a tree, crossing spans are cut."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` up to `end` of a text are a mention of `kind`, linked to `iri`."""

    start: int
    end: int
    kind: str
    iri: str = ""


@dataclass(slots=True)
class Mark:
    """A marked stretch of text: plain strings and marks inside it, in order."""

    span: Span
    inside: "list[str | Mark]" = field(default_factory=list)

    @property
    def is_leaf(self) -> bool:
        """Whether no other mark lies inside (only then can its words be a link)."""
        return all(isinstance(part, str) for part in self.inside)


def _cut(spans: Iterable[Span], length: int) -> list[Span]:
    """Spans inside the text that nest: one that crosses another is cut at its border."""
    pending = sorted(
        {s for s in spans if 0 <= s.start < s.end <= length},
        key=lambda s: (s.start, -s.end, s.kind, s.iri),
        reverse=True,
    )
    kept: list[Span] = []
    open_ends: list[int] = []
    while pending:
        span = pending.pop()
        while open_ends and open_ends[-1] <= span.start:
            open_ends.pop()
        if open_ends and span.end > open_ends[-1]:
            border = open_ends[-1]
            rest = Span(border, span.end, span.kind, span.iri)
            span = Span(span.start, border, span.kind, span.iri)
            pending.append(rest)
            pending.sort(key=lambda s: (s.start, -s.end, s.kind, s.iri), reverse=True)
        kept.append(span)
        open_ends.append(span.end)
    return kept


def mark(text: str, spans: Iterable[Span]) -> list[str | Mark]:
    """Return `text` as strings and marks; the strings in order make up the text again.

    Spans outside the text are left out; the same stretch twice in one kind is one mark.
    """
    root: list[str | Mark] = []
    open_marks: list[Mark] = []
    at = 0

    def write(upto: int) -> None:
        nonlocal at
        if upto > at:
            (open_marks[-1].inside if open_marks else root).append(text[at:upto])
            at = upto

    for span in _cut(spans, len(text)):
        while open_marks and open_marks[-1].span.end <= span.start:
            write(open_marks[-1].span.end)
            open_marks.pop()
        write(span.start)
        new = Mark(span)
        (open_marks[-1].inside if open_marks else root).append(new)
        open_marks.append(new)
    while open_marks:
        write(open_marks[-1].span.end)
        open_marks.pop()
    write(len(text))
    return root
