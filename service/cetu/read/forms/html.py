"""Web pages: the paragraphs and tables of the document that a page holds."""

import re
from pathlib import Path
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cetu.model.layout import Grid, Layout, Paragraph
from cetu.model.span import Cell
from cetu.read.forms.flow import one_title, opens, stops
from cetu.read.forms.pagetable import is_data, write
from cetu.read.forms.pagetext import BLOCKS, Words
from cetu.read.forms.pagetree import FRAME, document, site, walk
from cetu.read.forms.repeats import once
from cetu.read.forms.transcript import Transcript
from cetu.read.source import describe, words

_HEADING: Final = re.compile(r"h([1-6])")
_CENTRED: Final = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_SIZE: Final = re.compile(r"font-size\s*:\s*([\w.%-]+)", re.IGNORECASE)
_BOLD: Final = re.compile(
    r"font-weight\s*:\s*(?:bold|[6-9]00)|<(?:b|strong|h[1-6])\b", re.IGNORECASE
)
_STATED: Final = re.compile(
    r"(?:索引号|分类|主题分类|发布机构|发文机关|发文机构|制发机关|成文日期|发布日期|发文日期|发布时间|发表时间"
    r"|生成日期|文号|发文字号|文件编号|统一编号|名称|信息来源|来源|有效性|主题词|实施日期|失效日期)\s*[:：]"
)
"""What a page says of its document, beside it: kept, unlike the menus around it."""
_FEWEST: Final = 6
"""Characters that a heading or paragraph beside the document has at least: menus have fewer."""


class _Page:
    """The page being read: its transcript and the blocks so far."""

    def __init__(self, body: LexborNode) -> None:
        self.script = Transcript()
        self.blocks: list[Paragraph | Grid] = []
        self._main = document(body)
        self._around = _ancestors(self._main, body)
        self._inside = self._main.mem_id == body.mem_id
        self._words = Words()
        self._linked = 0
        self._links = 0
        self._framed = 0
        self._holders: list[LexborNode] = [body]
        self._title: str = ""

    def read(self, body: LexborNode) -> None:
        """Write every block of the page in order."""
        for node, entering in walk(body, is_data):
            if node.is_text_node:
                self._words.text(node.text_content or "")
                self._links += len((node.text_content or "").strip()) if self._linked else 0
                continue
            tag = node.tag or ""
            if tag == "a":
                self._linked += 1 if entering else -1
            elif tag == "br" and entering:
                self._words.end()
            elif tag in BLOCKS:
                self._flush()
            if node.mem_id == self._main.mem_id:
                self._inside = entering
            if tag in FRAME and self._inside:
                self._framed += 1 if entering else -1
            if is_data(node):
                if entering:
                    self._table(node)
            elif entering and tag in BLOCKS:
                self._holders.append(node)
                self._words.as_typed += tag == "pre"
            elif tag in BLOCKS:
                self._holders.pop()
                self._words.as_typed -= tag == "pre"
        self._flush()

    def _table(self, table: LexborNode) -> None:
        grid = write(table, self.script)
        words = "".join(cell.text for row in grid.rows for cell in row if cell)
        if (self._inside and not self._framed) or _STATED.search(words):
            self.blocks.append(grid)

    def _flush(self) -> None:
        """Write the lines since the last block began; those that go on make one paragraph."""
        lines, links = self._words.take(), self._links
        self._links = 0
        if not lines:
            return
        holder = self._holders[-1]
        kept = (self._inside and not self._framed) or self._beside(holder, "".join(lines), links)
        heading = _HEADING.fullmatch(holder.tag or "")
        paragraphs: list[list[Cell]] = []
        for last, line in zip(["", *lines], lines, strict=False):
            cell = self.script.cell([line])
            if last and not (opens(line) or stops(last) or line[:1] in "\u3000\xa0"):
                paragraphs[-1].append(cell)
            else:
                paragraphs.append([cell])
        if not kept:
            return
        look = _look(holder)
        for number, cells in enumerate(paragraphs):
            words = Cell(tuple(piece for cell in cells for piece in cell.pieces))
            last_block = self.blocks[-1] if self.blocks else None
            if (
                number == 0
                and look
                and look == self._title
                and isinstance(last_block, Paragraph)
                and one_title(last_block.words.text, words.text)
            ):
                whole = Cell((*last_block.words.pieces, *words.pieces))
                self.blocks[-1] = Paragraph(whole, last_block.level)
            else:
                self.blocks.append(Paragraph(words, int(heading[1]) if heading else 0))
        self._title = look

    def _beside(self, holder: LexborNode, words: str, links: int) -> bool:
        """Whether words outside the document's part of the page belong to it all the same."""
        if any(site(node) for node in self._holders) or 2 * links > len(words):
            return False
        if _STATED.match(words):
            return True
        near = holder.parent is not None and holder.parent.mem_id in self._around
        heading = bool(_HEADING.fullmatch(holder.tag or ""))
        return len(words) >= _FEWEST and (heading or (near and holder.tag == "p"))


def lay_out(path: Path, data: bytes, text: str) -> Layout:
    """Return the layout of the page in `text`, the characters of `data`, the file at `path`.

    Raises:
        SourceEmpty: the page shows no words.
        SourceTooHeavy: its elements lie too deep in one another.
    """
    tree = LexborHTMLParser(text)
    blocks: list[Paragraph | Grid] = []
    script = Transcript()
    if tree.body is not None:
        page = _Page(tree.body)
        page.read(tree.body)
        blocks, script = page.blocks, page.script
    source = describe(path, data, "text/html", "html", words(path, script.text))
    return Layout(source, tuple(once(blocks)))


def _ancestors(node: LexborNode, top: LexborNode) -> frozenset[int]:
    """The ids of the elements that `node` lies in, up to `top`."""
    found = {top.mem_id}
    above = node.parent
    while above is not None and above.mem_id != top.mem_id:
        found.add(above.mem_id)
        above = above.parent
    return frozenset(found)


def _look(holder: LexborNode) -> str:
    """How a centred paragraph is set (size, weight); empty where it is not centred or not large."""
    style = holder.attributes.get("style") or ""
    if not _CENTRED.search(style) and holder.attributes.get("align") != "center":
        return ""
    markup = (holder.html or "")[:1000]
    size = _SIZE.search(markup)
    bold = bool(_BOLD.search(markup))
    return f"{size[1] if size else ''} {'bold' if bold else ''}".strip()
