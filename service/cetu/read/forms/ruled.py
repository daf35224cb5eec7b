"""Tables whose cells are ruled by lines on a page."""

from collections.abc import Iterator
from typing import Any, Final

from pdfplumber.page import Page
from pdfplumber.table import (
    Table,
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)
from pdfplumber.utils.geometry import curve_to_edges, line_to_edge, rect_to_edges

from cetu.model.layout import Grid
from cetu.model.span import Cell
from cetu.read.forms.lines import Char, lines
from cetu.read.forms.transcript import Transcript

Box = tuple[float, float, float, float]
Edge = dict[str, Any]

_NEAR: Final = 3.0
"""Points within which two rules count as one, or as meeting."""
_SLACK: Final = 1.0
"""Points by which a character may stand over the line of its cell."""
_OPEN: Final = 3
"""So many rules that end at one place, with others crossing them, make a side left open."""
_WHOLE: Final = 0.9
"""A side of which this share is drawn is not open."""
_AXES: Final = {"h": ("x0", "x1"), "v": ("top", "bottom")}
"""Where a level rule begins and ends, and an upright one."""


class Ruled:
    """A table found on a page and the characters that stand in its cells."""

    def __init__(self, table: Table, chars: list[Char]) -> None:
        """Take from `chars` those that stand in the table; the others stay in `rest`."""
        left, self.top, right, self.bottom = table.bbox
        self._rows: list[list[Box | None]] = [list(row.cells) for row in table.rows]
        _fill(self._rows, table)
        boxes = [box for row in self._rows for box in row if box is not None]
        self._chars: dict[Box, list[Char]] = {box: [] for box in boxes}
        self.rest: list[Char] = []
        for char in chars:
            x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
            within = left <= x <= right and self.top - _SLACK <= y <= self.bottom + _SLACK
            box = next((b for b in boxes if _holds(b, x, y)), None) if within else None
            if box is None:
                self.rest.append(char)
            else:
                self._chars[box].append(char)

    def write(self, script: Transcript) -> Grid:
        """Write the cells, row by row, to `script`; return the grid they make."""
        rows: list[tuple[Cell | None, ...]] = []
        for row in self._rows:
            cells: list[Cell | None] = []
            for box in row:
                if box is None:
                    cells.append(None)
                    continue
                words = [line.text for line in lines(self._chars[box], whole=True)]
                cells.append(script.cell(words, end="\t"))
            script.cell([])
            rows.append(tuple(cells))
        return Grid(tuple(rows))


def find(page: Page, chars: list[Char]) -> tuple[list[Ruled], list[Char]]:
    """Return the tables of a page from the top down, and the characters that stand in none.

    Lines that cross nowhere are no table, nor is a single box, or boxes in a single column: what
    stands in them is read as text.
    """
    if not (page.rects or page.lines or page.curves):
        return [], chars
    edges = merge_edges(list(_edges(page)), _NEAR, _NEAR, _NEAR, _NEAR)
    edges = [edge for edge in edges if _length(edge) > _NEAR]
    edges.extend(list(_closing(edges)))
    cells = intersections_to_cells(edges_to_intersections(edges, _NEAR, _NEAR))
    found: list[Ruled] = []
    for table in (Table(page, group) for group in cells_to_tables(cells)):
        if any(sum(box is not None for box in row.cells) > 1 for row in table.rows):
            ruled = Ruled(table, chars)
            if len(ruled.rest) < len(chars):
                chars = ruled.rest
                found.append(ruled)
    return sorted(found, key=lambda ruled: ruled.top), chars


def _edges(page: Page) -> Iterator[Edge]:
    """Yield the rules drawn on a page; an area that is only filled is a background, not a box."""
    for rect in page.rects:
        if rect["stroke"] or min(rect["width"], rect["height"]) <= _NEAR:
            yield from rect_to_edges(rect)
    for line in page.lines:
        if min(line["width"], line["height"]) <= _NEAR:
            yield line_to_edge(line)
    for curve in page.curves:
        if curve["stroke"]:
            yield from curve_to_edges(curve)


def _closing(edges: list[Edge]) -> Iterator[Edge]:
    """Yield the rules that tables with open sides lack, or with ends cut off by a page break.

    Rules of one kind that begin and end together, with others that cross or meet them, make a
    table; at both of their ends one of the other kind must stand.
    """
    flat = [edge for edge in edges if edge["orientation"] == "h"]
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    for kind, rules, others in (("v", flat, upright), ("h", upright, flat)):
        (start, end), (first, last) = _AXES["h" if kind == "v" else "v"], _AXES[kind]
        for group in _groups(rules, start, end):
            near, far = group[0][first], group[-1][first]
            ends = (group[0][start], group[0][end])
            meet = [other for other in others if other[last] > near and other[first] < far]
            if len(group) < _OPEN or not any(_within(ends, other[start]) for other in meet):
                continue
            for place in ends:
                there = [other for other in meet if abs(other[start] - place) <= 2 * _NEAR]
                drawn = sum(min(o[last], far) - max(o[first], near) for o in there)
                if drawn < _WHOLE * (far - near):
                    at = there[0][start] if there else place
                    yield {"orientation": kind, start: at, end: at, first: near, last: far}


def _groups(rules: list[Edge], start: str, end: str) -> list[list[Edge]]:
    """Return rules by where they begin and end, each group in order across them."""
    groups: list[list[Edge]] = []
    across = "top" if start == "x0" else "x0"
    for rule in sorted(rules, key=lambda rule: rule[across]):
        for group in groups:
            if abs(group[0][start] - rule[start]) <= _NEAR >= abs(group[0][end] - rule[end]):
                group.append(rule)
                break
        else:
            groups.append([rule])
    return groups


def _within(ends: tuple[float, float], place: float) -> bool:
    return ends[0] - _NEAR <= place <= ends[1] + _NEAR


def _length(edge: Edge) -> float:
    first, last = _AXES[edge["orientation"]]
    length: float = edge[last] - edge[first]
    return length


def _fill(rows: list[list[Box | None]], table: Table) -> None:
    """Put boxes where a table has none and nothing covers the place: a rule was left out there."""
    boxes = [box for row in rows for box in row if box is not None]
    lefts = sorted({box[0] for box in boxes})
    tops = sorted({box[1] for box in boxes})
    columns = list(zip(lefts, [*lefts[1:], table.bbox[2]], strict=True))
    heights = list(zip(tops, [*tops[1:], table.bbox[3]], strict=True))
    for index, (left, right) in enumerate(columns):
        opened: int | None = None
        for row, (top, bottom) in zip(range(len(rows)), heights, strict=True):
            x, y = (left + right) / 2, (top + bottom) / 2
            if any(_holds(box, x, y) for box in boxes):
                opened = None
            elif opened is None:
                opened = row
                rows[row][index] = (left, top, right, bottom)
            elif (above := rows[opened][index]) is not None:
                rows[opened][index] = (*above[:3], bottom)


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] - _SLACK <= y <= box[3] + _SLACK
