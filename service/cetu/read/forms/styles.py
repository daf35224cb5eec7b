"""What the styles of a Word document say of a paragraph: heading, list, how a title is set."""

import re
from collections.abc import Iterator
from typing import Final

from cetu.read.forms.word import Element, child, children, name, number, on, value

_HEADING: Final = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_BODY: Final = 9
"""The outline level that says: no heading."""
_TITLE: Final = 32
"""Half points from which centred letters are a title: 16 pt is the largest text of documents."""
_DEEPEST: Final = 20
"""Styles are based on one another; a ring of them must end somewhere."""


class Styles:
    """The styles of a document, each with those it is based on."""

    def __init__(self, root: Element) -> None:
        """Read the part `styles.xml`."""
        self._styles = {value(style, "styleId"): style for style in children(root, "style")}
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if value(style, "type") == "paragraph" and value(style, "default") in {"1", "true"}
            ),
            "",
        )

    def level(self, paragraph: Element) -> int:
        """Return the level of a heading, from 1; 0 for other paragraphs."""
        for properties in self._properties(paragraph):
            outline = child(properties, "outlineLvl")
            if outline is not None:
                level = number(outline)
                return level + 1 if level < _BODY else 0
            style = properties.getparent()
            if style is not None and name(style) == "style":
                named = _HEADING.match(value(child(style, "name")))
                if named:
                    return int(named[1])
        return 0

    def list_of(self, paragraph: Element) -> tuple[str, int]:
        """Return the list that a paragraph is an item of, and its level there; empty for none."""
        instance, level = "", -1
        for properties in self._properties(paragraph):
            listed = child(properties, "numPr")
            if listed is None:
                continue
            at = child(listed, "ilvl")
            level = number(at) if level < 0 and at is not None else level
            instance = instance or value(child(listed, "numId"))
            if instance:
                break
        return ("", 0) if instance in {"", "0"} else (instance, max(level, 0))

    def look(self, paragraph: Element) -> str:
        """Return how a centred, large paragraph is set; empty for others."""
        aligned = next(
            (jc for p in self._properties(paragraph) if (jc := child(p, "jc")) is not None), None
        )
        if value(aligned) != "center":
            return ""
        sizes = [number(child(run, "rPr", "sz")) for run in children(paragraph, "r")]
        bold = any(on(child(run, "rPr", "b")) for run in children(paragraph, "r"))
        style = value(child(paragraph, "pPr", "pStyle"))
        size = max(sizes, default=0)
        return f"{style} {size} {bold}" if size > _TITLE or style or bold else ""

    def _properties(self, paragraph: Element) -> Iterator[Element]:
        """Yield the properties of a paragraph: its own, then those of its styles."""
        own = child(paragraph, "pPr")
        if own is not None:
            yield own
        key = value(child(own, "pStyle")) or self._default
        for _ in range(_DEEPEST):
            style = self._styles.get(key)
            if style is None:
                return
            properties = child(style, "pPr")
            yield properties if properties is not None else _bare(style)
            key = value(child(style, "basedOn"))


def _bare(style: Element) -> Element:
    """Stand in for the properties of a style that has none: its name."""
    found = child(style, "name")
    return style if found is None else found
