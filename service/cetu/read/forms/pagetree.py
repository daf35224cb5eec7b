"""The tree of a web page: which part of it is the document, and which is the site around it."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from selectolax.lexbor import LexborNode

from cetu.errors import SourceTooHeavy

DEPTH: Final = 1000
"""Elements may lie so deep in one another; pages made by people stay far below."""
DEAD: Final = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "svg",
        "canvas",
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "head",
        "title",
        "meta",
        "link",
        "img",
        "map",
        "audio",
        "video",
        "math",
    }
)
"""Elements that hold no words of a document."""
FRAME: Final = frozenset({"nav", "footer", "menu", "dialog"})
"""Elements that are never the document's, though the smallest part of a small page holds them."""
_SITE: Final = FRAME | {"aside"}
_SHARE: Final = 0.75
"""The part that holds this share of a page's words, links not counted, is the document."""
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def walk(
    root: LexborNode, whole: Callable[[LexborNode], bool] = lambda _: False
) -> Iterator[tuple[LexborNode, bool]]:
    """Yield the nodes under `root`: text once, elements on the way in (True) and out (False).

    Dead and hidden elements are left out with all that they hold; one that is to be taken `whole`
    comes once, and what it holds does not.

    Raises:
        SourceTooHeavy: elements lie deeper in one another than a document's do.
    """
    node, depth = root.first_child, 0
    while node is not None:
        if node.is_text_node:
            yield node, True
        elif not node.is_comment_node and not dead(node):
            yield node, True
            if node.first_child is not None and not whole(node):
                node, depth = node.first_child, depth + 1
                if depth > DEPTH:
                    raise _too_deep()
                continue
            yield node, False
        while node.next is None and depth:
            parent = node.parent
            if parent is None:
                return
            node, depth = parent, depth - 1
            yield node, False
        node = node.next


def dead(node: LexborNode) -> bool:
    """Whether an element holds no words that a reader sees."""
    if node.tag in DEAD or "hidden" in node.attributes:
        return True
    style = node.attributes.get("style")
    return bool(style and _HIDDEN.search(style))


def document(body: LexborNode) -> LexborNode:
    """Return the part of a page that is the document: the smallest with most of its words.

    Words in links and in the parts that HTML has for a site (nav, footer) do not count.
    """
    weights: dict[int, int] = {}
    sums = [0]
    linked = 0
    for node, entering in walk(body):
        if node.is_text_node:
            sums[-1] += 0 if linked else len((node.text_content or "").strip())
            continue
        if node.tag == "a" or node.tag in _SITE:
            linked += 1 if entering else -1
        if entering:
            sums.append(0)
        else:
            weights[node.mem_id] = sums.pop()
            sums[-1] += weights[node.mem_id]
    total = sums[0]
    part = body
    while True:
        heaviest = max(_elements(part), key=lambda n: weights.get(n.mem_id, 0), default=None)
        if heaviest is None or weights.get(heaviest.mem_id, 0) < _SHARE * total:
            return part
        if heaviest.tag in {"p", "table", "ul", "ol", "blockquote", "pre"}:
            return part
        part = heaviest


def site(node: LexborNode) -> bool:
    """Whether an element is a part that HTML has for the site around a document."""
    return node.tag in _SITE


def _elements(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        if not child.is_text_node and not child.is_comment_node and not dead(child):
            yield child
        child = child.next


def _too_deep() -> SourceTooHeavy:
    return SourceTooHeavy(
        f"elements lie more than {DEPTH} deep in one another.",
        f"元素嵌套超过 {DEPTH} 层。",
        hint="Save the document from the browser again, or as .docx.",
        hint_zh="请在浏览器中重新另存，或另存为 .docx。",
    )
