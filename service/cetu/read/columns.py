"""Which column of a table holds what, known by its header."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from cetu.errors import HeaderUnknown
from cetu.model.span import Cell

NEEDED = frozenset({"number", "task", "parties"})


def known(root: Path) -> Mapping[str, str]:
    """Return the headers of `data/reference/columns.csv`: header words → role of the column."""
    with (root / "data" / "reference" / "columns.csv").open(encoding="utf-8", newline="") as file:
        return {row["header"]: row["role"] for row in csv.DictReader(file)}


def roles(cells: Iterable[Cell], headers: Mapping[str, str]) -> tuple[str, ...]:
    """Return the roles of the columns, left to right, from the first cells of a table.

    The header ends at the first cell that is not a known header.

    Raises:
        HeaderUnknown: the first cells do not name a number, a task and a responsible unit.
    """
    found: list[str] = []
    first: list[str] = []
    for cell in cells:
        role = headers.get("".join(cell.text.split()))  # 责任 单位, as copied tables have it
        if len(first) < len(NEEDED) + 1:
            first.append(cell.text or "∅")
        if role is None or role in found:
            break
        found.append(role)
    if not set(found) >= NEEDED:
        seen = "｜".join(first) or "∅"
        raise HeaderUnknown(
            f"No task table with a known header was found (first cells: {seen}).",
            f"未找到表头可识别的任务分工表（开头单元格：{seen}）。",
            hint="Known headers are listed in data/reference/columns.csv; add the new one there.",
            hint_zh="可识别的表头见 data/reference/columns.csv；请在其中补充新表头。",
        )
    return tuple(found)
