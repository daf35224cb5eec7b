"""Elements of WordprocessingML, by their local names (ECMA-376 part 1, 17)."""

import re
from collections.abc import Iterator
from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement

Element = BaseOxmlElement

_SKIPPED: Final = frozenset(
    {"del", "moveFrom", "instrText", "delText", "Fallback", "rt", "pPr", "rPr", "txbxContent"}
)
"""What a paragraph holds that is not its text: deletions, fields' code, doubles, boxes."""
_OFF: Final = frozenset({"0", "false", "off", "none"})


def name(element: Element) -> str:
    """The local name of an element; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield the children with one of the local `names`, in order."""
    if element is not None:
        yield from (item for item in element if name(item) in names)


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first child at the end of a path of local names, None without one."""
    for step in path:
        element = next(children(element, step), None)
    return element


def value(element: Element | None, attribute: str = "val") -> str:
    """Return an attribute by its local name; empty without element or attribute."""
    if element is None:
        return ""
    return next((v for k, v in element.attrib.items() if _local(k) == attribute), "")


def number(element: Element | None, attribute: str = "val") -> int:
    """Return an attribute as a whole number, 0 where it is none."""
    word = value(element, attribute)
    return int(word) if re.fullmatch(r"-?[0-9]{1,9}", word) else 0


def on(element: Element | None) -> bool:
    """Whether a switch such as w:b is on: there, and not said to be off."""
    return element is not None and value(element) not in _OFF


def lines(paragraph: Element) -> list[str]:
    """Return the text of a paragraph, a string a line (w:br); never none.

    Deleted and moved text, hidden runs and code of fields are left out; a tab is a space.
    """
    parts: list[list[str]] = [[]]
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        kind = name(element)
        if kind in _SKIPPED or (kind == "r" and on(child(element, "rPr", "vanish"))):
            continue
        if kind == "t":
            parts[-1].append(element.text or "")
        elif kind in {"br", "cr"}:
            parts.append([])
        elif kind in {"tab", "ptab"}:
            parts[-1].append(" ")
        elif kind == "noBreakHyphen":
            parts[-1].append("-")
        else:
            stack.extend(reversed(element))
    return ["".join(part).replace("\n", " ").replace("\xa0", " ") for part in parts]


def boxes(paragraph: Element) -> Iterator[Element]:
    """Yield the contents of the text boxes that hang on a paragraph, each once."""
    for content in paragraph.iter("{*}txbxContent"):
        if not any(name(above) in {"Fallback", "del"} for above in content.iterancestors()):
            yield content


def _local(key: str | bytes) -> str:
    return str(key).rpartition("}")[2]
