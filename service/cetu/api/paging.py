"""Pages of the rows of a SELECT: slices of one result, of one snapshot.

`?page=` and `?per-page=` ask for a page; the links of an answer lead to the others, and name the
snapshot they are of. So pages that are followed neither miss nor repeat a row: once the graph has
changed, the next page is refused, and says to begin again.
"""

import json
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

import pyoxigraph as ox

from cetu.api.operation import Fields, one
from cetu.api.problem import Refusal
from cetu.errors import ParameterInvalid
from cetu.model.result import Answer

DEFAULT_SIZE: Final = 100
MAX_SIZE: Final = 10_000
MAX_NUMBER: Final = 999_999_999
FIELDS: Final = ("page", "per-page", "snapshot")
"""The fields that ask for a page."""

_NAMED: Final = 16
"""Digits of a snapshot's digest that name it in a link."""
_NUMBER: Final = re.compile(r"[0-9]{1,9}")
_SNAPSHOT: Final = re.compile(r"[0-9a-f]{8,64}")
_FORMATS: Final = {
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}


@dataclass(frozen=True, slots=True)
class Page:
    """The page asked for: its number (from 1), its rows, the snapshot it is of ("": any)."""

    number: int
    size: int
    snapshot: str = ""


def asked(given: Fields) -> Page | None:
    """Read the page that a request asks for; None where it wants the whole answer.

    Raises:
        ParameterInvalid: a field is no number, or out of range.
    """
    if not given:
        return None
    number, size, snapshot = (one(given, name) for name in FIELDS)
    if snapshot is not None and not _SNAPSHOT.fullmatch(snapshot):
        raise _invalid("snapshot", snapshot, "what a link of ours gives", "本服务链接中的值")
    if number is None and size is None:
        return None
    return Page(
        1 if number is None else _within("page", number, MAX_NUMBER),
        DEFAULT_SIZE if size is None else _within("per-page", size, MAX_SIZE),
        snapshot or "",
    )


def hold(page: Page, digest: str) -> None:
    """Hold a page against the snapshot that there is.

    Raises:
        Refusal: 409, the snapshot of the page is gone.
    """
    if not digest.startswith(page.snapshot):
        raise Refusal(
            HTTPStatus.CONFLICT,
            f"The graph has changed since the first page: it is no longer {page.snapshot}.",
            f"自第一页之后图谱已更新，不再是 {page.snapshot}。",
            hint="Begin again with page=1, without snapshot=.",
            hint_zh="请去掉 snapshot=，从 page=1 重新开始。",
        )


def cut(whole: Answer, page: Page, media_type: str, *, ordered: bool) -> tuple[Answer, int]:
    """Return a page of the rows of `whole` (SPARQL results in JSON), and how many rows there are.

    Rows of a query that orders none (`ordered` is false) are put in an order of ours first, so that
    they are in the same order each time.
    """
    result: dict[str, Any] = json.loads(whole.body)
    rows = result["results"]["bindings"]
    if not ordered:
        rows.sort(key=lambda row: json.dumps(row, sort_keys=True))
    begin = (page.number - 1) * page.size
    result["results"]["bindings"] = rows[begin : begin + page.size]
    sliced = json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode()
    if media_type in _FORMATS:
        solutions = ox.parse_query_results(sliced, format=ox.QueryResultsFormat.JSON)
        sliced = solutions.serialize(format=_FORMATS[media_type]) or b""
    return Answer("bindings", media_type, sliced, whole.digest), len(rows)


def links(path: str, given: Fields, page: Page, rows: int, digest: str) -> str:
    """Return the members of a Link header that lead to the other pages of `rows` rows."""
    rest = [(name, value) for name, value in given if name not in FIELDS]
    last = max(1, -(-rows // page.size))
    others = {"first": 1, "prev": page.number - 1, "next": page.number + 1, "last": last}

    def link(relation: str, number: int) -> str:
        where = {"page": number, "per-page": page.size, "snapshot": digest[:_NAMED]}
        return f'<{path}?{urlencode([*rest, *where.items()])}>; rel="{relation}"'

    return ", ".join(link(name, to) for name, to in others.items() if 1 <= to <= last)


def orders(query: str) -> bool:
    """Whether a query may say ORDER BY (one that only seems to is left in the engine's order)."""
    return "order" in query.casefold()


def _within(name: str, value: str, most: int) -> int:
    if not _NUMBER.fullmatch(value) or not 1 <= int(value) <= most:
        raise _invalid(name, value, f"a number from 1 to {most:,}", f"1 至 {most:,} 的整数")
    return int(value)


def _invalid(name: str, value: str, en: str, zh: str) -> ParameterInvalid:
    return ParameterInvalid(
        f"“{name}” cannot be “{value}”: it takes {en}.",
        f"参数“{name}”不能是“{value}”：应为{zh}。",
    )
