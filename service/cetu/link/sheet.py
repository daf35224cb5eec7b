"""The table in which a person decides: one line a proposal, the first column is theirs to fill."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Final

import pyoxigraph as ox

from cetu.errors import LinksInvalid
from cetu.model.link import RELATIONS, Proposal
from cetu.namespaces import ID

_COLUMNS: Final = tuple(field.name for field in fields(Proposal))
_YES: Final = frozenset({"y", "yes", "1", "true", "x", "ok", "是", "对", "√", "✓"})
_SAID: Final = ", ".join(RELATIONS)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def sheet(proposals: Iterable[Proposal]) -> str:
    """Return the proposals as CSV, with an empty column `accept` before them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("accept", *_COLUMNS))
    writer.writerows(("", *map(str, asdict(one).values())) for one in proposals)
    return out.getvalue()


def decided(text: str) -> list[Proposal]:
    """Return the proposals of a table whose column `accept` says yes.

    Raises:
        LinksInvalid: a column is missing, or an accepted line does not hold what it should; the
            error names the line.
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if missing := [name for name in ("accept", *_COLUMNS) if name not in (rows.fieldnames or ())]:
        raise LinksInvalid(
            f"The table lacks the column {missing[0]}.",
            f"表格缺少“{missing[0]}”列。",
            hint="`cetu link propose` writes the columns.",
            hint_zh="各列由 cetu link propose 写出。",
        )
    found = []
    for number, row in enumerate(rows, start=2):
        if (row["accept"] or "").strip().lower() in _YES:
            found.append(_proposal(row, number))
    return found


def _proposal(row: dict[str, str], line: int) -> Proposal:
    for wrong, en, zh in (
        (not row["ours"].startswith(str(ID)), "ours is no thing of this graph", "ours 不属本图谱"),
        (not _is_iri(row["theirs"]), "theirs is no http(s) IRI", "theirs 不是 http(s) 标识符"),
        (row["relation"] not in RELATIONS, f"relation is none of {_SAID}", f"应为 {_SAID}"),
        (not (row["source"] or "").strip(), "it has no source", "没有来源"),
        (not _DAY.fullmatch(row["retrieved"] or ""), "retrieved is no day", "retrieved 不是日期"),
    ):  # fmt: skip
        if wrong:
            raise LinksInvalid(f"Line {line}: {en}.", f"第 {line} 行：{zh}。")
    try:
        score = float(row["score"])
    except ValueError as error:
        raise LinksInvalid(
            f"Line {line}: score is no number.", f"第 {line} 行：score 不是数。"
        ) from error
    return Proposal(**{**{name: row[name] for name in _COLUMNS}, "score": score})  # type: ignore[arg-type]  # each is a text but the score


def _is_iri(text: str) -> bool:
    if not text.startswith(("http://", "https://")) or text.startswith(str(ID)):
        return False
    try:
        return bool(ox.NamedNode(text).value)
    except ValueError:
        return False
