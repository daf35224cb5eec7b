"""What a worker complains of, turned into an error with a sentence."""

from __future__ import annotations

import re
import signal
from typing import TYPE_CHECKING

from cetu.errors import (
    CetuError,
    EngineBusy,
    NotAcceptable,
    QueryExhausted,
    QueryMalformed,
    QueryRefused,
    QueryTimeout,
)

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from cetu.engine.gate import Scan
    from cetu.settings import Settings

_PLACE = re.compile(r"error at (\d+):(\d+)(?:: expected (?:one of )?(.*))?", re.DOTALL)
_PLAIN = re.compile(r"\"[^\"\\]{1,3}\"|[A-Z]{2,}(?: [A-Z]+)*|[A-Z][a-zA-Z]+(?: [a-zA-Z]+)+")
"""Of what the parser expected: signs, keywords and sentences; not its character classes."""
_SHOWN = 8
_OF_MEMORY = {signal.SIGABRT, signal.SIGKILL}
"""The engine aborts where it gets no memory; the system kills where it has none left."""
_WORTH_SAYING = 0.05
"""Seconds of waiting that a reader wants to know of."""


def error(kind: str, message: str, scan: Scan, settings: Settings) -> CetuError:
    """The error for a complaint: `malformed`, `exhausted` (rows, bytes, memory) or `failed`."""
    if kind == "malformed":
        return _malformed(message, scan)
    if kind == "exhausted":
        return _exhausted(message, settings)
    return QueryRefused(
        f"The query cannot be evaluated: {message}.",
        f"查询无法执行：{message}。",
    )


def died(died_of: int, ran: float, settings: Settings) -> QueryExhausted:
    """The error when a worker died of a query after some seconds, by a signal or without (0).

    By far mostly it is of memory, seldom of its stack.
    """
    error = _stopped(signal.Signals(died_of).name if died_of else "exit", settings)
    error.ran = ran
    error.crashed = died_of not in _OF_MEMORY
    return error


def _stopped(how: str, settings: Settings) -> QueryExhausted:
    mebibytes = settings.worker_memory_bytes >> 20
    return QueryExhausted(
        f"The query needed more than its {mebibytes} MiB of memory or too deep a stack, and was "
        f"stopped ({how}).",
        f"查询所需的内存超过 {mebibytes} MiB 或嵌套过深，已被终止（{how}）。",
        hint="Sort, group or concatenate less; write it flatter.",
        hint_zh="请减少排序、分组或拼接的数据量，并减少嵌套。",
    )


def too_long(waited: float, ran: float) -> QueryTimeout:
    """The error when a query's time was up: seconds it waited for a worker, and then ran."""
    en = zh = ""
    if waited >= _WORTH_SAYING:
        en, zh = f"waited {waited:.1f} s for a worker and ", f"等待空闲进程 {waited:.1f} 秒，"
    error = QueryTimeout(
        f"The query {en}ran {ran:.3g} s, and was stopped: its time was up.",
        f"查询{zh}运行 {ran:.3g} 秒，时限已到，已被终止。",
        hint="Ask for less: narrower patterns, LIMIT, no product of unrelated patterns.",
        hint_zh="请缩小范围：更具体的模式、LIMIT，避免互不相关的模式相乘。",
    )
    error.waited, error.ran = waited, ran
    return error


def no_room(reason: str) -> EngineBusy:
    """The error when the disk has no room for a large answer on its way."""
    return EngineBusy(
        f"There is no room for so large an answer now ({reason}).",
        f"目前没有空间存放这么大的结果（{reason}）。",
        hint="Ask for less, or again later.",
        hint_zh="请缩小范围，或稍后再试。",
    )


def not_acceptable(form: str) -> NotAcceptable:
    """The error when the caller takes no format of what a query of this form gives."""
    form = form.upper() or "SELECT"
    return NotAcceptable(
        f"The answer to {form} has none of the formats the request accepts.",
        f"{form} 的结果没有请求所接受的格式。",
        hint="SELECT and ASK give JSON, XML, CSV, TSV; CONSTRUCT and DESCRIBE give Turtle, "
        "N-Triples, RDF/XML, JSON-LD, N-Quads, TriG.",
        hint_zh="SELECT、ASK 可给出 JSON、XML、CSV、TSV；CONSTRUCT、DESCRIBE 可给出 Turtle、"
        "N-Triples、RDF/XML、JSON-LD、N-Quads、TriG。",
    )


def _exhausted(what: str, settings: Settings) -> QueryExhausted:
    limits = {
        "rows": (f"{settings.max_rows:,} rows", f"{settings.max_rows:,} 行"),
        "bytes": (f"{settings.max_result_bytes:,} bytes", f"{settings.max_result_bytes:,} 字节"),
    }
    if what not in limits:
        return _stopped("memory", settings)
    en, zh = limits[what]
    return QueryExhausted(
        f"The answer has more than {en}; nothing was sent, rather than a part of it.",
        f"结果超过 {zh}；为免残缺，未返回任何内容。",
        hint="Ask in pages with ORDER BY, LIMIT and OFFSET.",
        hint_zh="请用 ORDER BY、LIMIT、OFFSET 分页查询。",
    )


def _malformed(message: str, scan: Scan) -> QueryMalformed:
    place = _PLACE.search(message)
    if not place:
        return QueryMalformed(f"The query cannot be read: {message}.", f"查询无法解析：{message}。")
    line, column, wanted = place.groups()
    expected = list(dict.fromkeys(_PLAIN.findall(wanted or "")))[:_SHOWN]
    after = f"; expected {', '.join(expected)}" if expected else ""
    after_zh = f"；此处应为 {'、'.join(expected)}" if expected else ""
    hint = hint_zh = ""
    if scan.undeclared:  # by far the likelier reason, which the parser does not say
        after = after_zh = ""
        names = ", ".join(f"{prefix}:" for prefix in scan.undeclared)
        hint = f"Declare the prefix {names} with PREFIX."
        hint_zh = f"请用 PREFIX 声明前缀 {names}。"
    return QueryMalformed(
        f"The query cannot be read at line {line}, column {column}{after}.",
        f"查询第 {line} 行第 {column} 列无法解析{after_zh}。",
        hint=hint,
        hint_zh=hint_zh,
    )
