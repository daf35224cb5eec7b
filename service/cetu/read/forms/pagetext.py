"""The words of a web page, line by line: white space as a browser shows it."""

import re
from typing import Final

BLOCKS: Final = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
"""Elements that begin and end lines; all others stand within one."""
_SPACE: Final = re.compile(r"[ \t\r\n\f\v]+")
_WRAPPED: Final = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef]) *[\r\n]\s*(?=[\u2e80-\u9fff\uff00-\uffef])"
)
"""A line break in the markup between two Chinese characters: not a space of the text."""
_UNSEEN: Final = re.compile("[\u200b\u200c\u200d\u2060\ufeff\xad]")


class Words:
    """Lines being put together from the texts of a page."""

    def __init__(self) -> None:
        """Begin with no words. `as_typed` above 0: line breaks are meant (in <pre>)."""
        self._parts: list[str] = []
        self._lines: list[str] = []
        self.as_typed = 0

    def text(self, text: str) -> None:
        """Add a text node."""
        if not self.as_typed:
            self._parts.append(text)
            return
        first, *others = text.split("\n")
        self._parts.append(first)
        for line in others:
            self.end()
            self._parts.append(line)

    def end(self) -> None:
        """End the line."""
        raw = _UNSEEN.sub("", "".join(self._parts))
        line = _SPACE.sub(" ", _WRAPPED.sub("", raw)).strip(" ")
        words = line.lstrip()
        line = line[: len(line) - len(words)] + words.replace("\xa0", " ")
        self._parts.clear()
        if line.strip():
            self._lines.append(line)

    def take(self) -> list[str]:
        """End the line and return all lines with words since the last time."""
        self.end()
        lines, self._lines = self._lines, []
        return lines
