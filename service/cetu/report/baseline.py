"""The list of findings that are known and accepted: a TOML file that a person can read and edit.

One table `[[accepted]]` a finding, in the order in which they were accepted, each with a reason and
a date; `until` is the last day on which it counts. `told` repeats what the finding said, for
whoever reads the list; the `finding` alone decides. What stands in the file besides, such as
comments, stays as it is when findings are added.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final
from unicodedata import category

from cetu.errors import BaselineInvalid
from cetu.model.finding import Acceptance, Finding, Report
from cetu.report.words import ONE, short

HEAD: Final = """\
# 已知并接受的检查结果 · Findings that are known and accepted.
# 由 `cetu check --baseline 本文件 --accept --reason "理由"` 追加；也可以手工编辑。
# finding 是检查结果的标识；until 是有效的最后一天，可以不写；told 只供阅读。
# `cetu check --baseline FILE --accept --reason "…"` appends to it; it may be edited by hand, too.
# finding is the identity; until is the last day on which it counts, and may be left out; told is
# for the reader only.
"""
_TABLE: Final = "accepted"
_BEGINS: Final = re.compile(r"(?m)^[ \t]*\[\[[ \t]*accepted[ \t]*\]\][ \t\r]*(?:#.*)?$")
_IDENTITY: Final = re.compile(r"[0-9a-f]{16}")
_KEYS: Final = ("finding", "reason", "date", "until", "rule", "thing", "told")
_DEMANDED: Final = _KEYS[:3]
_TOLD: Final = 200
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def load(text: str) -> tuple[Acceptance, ...]:
    """Return what a list of accepted findings says, in its order.

    Raises:
        BaselineInvalid: it is no TOML, has other keys than a list has, lacks a finding, a reason or
            a date, or names a finding twice. The error says where.
    """
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _invalid(str(error), str(error)) from error
    if unknown := sorted(content.keys() - {_TABLE}):
        raise _invalid(
            f"there is no “{unknown[0]}” in such a list, only tables [[accepted]]",
            f"其中不应有「{unknown[0]}」，只应有 [[accepted]]",
        )
    entries = content.get(_TABLE, [])
    if not isinstance(entries, list):
        raise _invalid(
            "[accepted] must be [[accepted]], one for each finding",
            "[accepted] 应写作 [[accepted]]，每项一个",
        )
    found = tuple(_acceptance(number, one) for number, one in enumerate(entries, start=1))
    seen: set[str] = set()
    for number, one in enumerate(found, start=1):
        if one.identity in seen:
            raise _invalid(
                f"entry {number} names the finding {one.identity} a second time",
                f"第 {number} 项重复了 {one.identity}",
            )
        seen.add(one.identity)
    return found


def _acceptance(number: int, entry: Any) -> Acceptance:  # noqa: ANN401 - TOML holds anything
    if not isinstance(entry, dict):
        raise _invalid(f"entry {number} is no table", f"第 {number} 项不是一个表")
    if unknown := sorted(entry.keys() - set(_KEYS)):
        raise _invalid(
            f"entry {number} has the unknown key “{unknown[0]}”",
            f"第 {number} 项有无法识别的「{unknown[0]}」",
        )
    for key in _DEMANDED:
        if key not in entry:
            raise _invalid(f"entry {number} has no “{key}”", f"第 {number} 项缺少「{key}」")
    words = {key: entry[key] for key in ("finding", "reason")}
    for key, said in words.items():
        if not isinstance(said, str) or not said.strip():
            raise _invalid(
                f"“{key}” of entry {number} must be words in quotation marks",
                f"第 {number} 项的「{key}」应为引号中的文字",
            )
    if not _IDENTITY.fullmatch(words["finding"]):
        raise _invalid(
            f"“finding” of entry {number} is no identity of a finding (16 hexadecimal digits)",
            f"第 {number} 项的「finding」不是检查结果的标识（16 位十六进制数字）",
        )
    return Acceptance(
        words["finding"],
        words["reason"],
        _day(number, "date", entry["date"]),
        _day(number, "until", entry["until"]) if "until" in entry else "",
    )


def _day(number: int, key: str, value: Any) -> str:  # noqa: ANN401 - TOML holds anything
    """Return a day as ISO writes it; TOML has days of its own, and people put them in quotes."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    try:
        if isinstance(value, str) and len(value) == len("2026-01-01"):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise _invalid(
        f"“{key}” of entry {number} must be a day such as 2026-07-31",
        f"第 {number} 项的「{key}」应为日期，如 2026-07-31",
    )


def _invalid(reason: str, reason_zh: str) -> BaselineInvalid:
    return BaselineInvalid(
        f"The list of accepted findings cannot be read: {reason}.",
        f"已接受结果的清单无法读取：{reason_zh}。",
        hint="docs/check.md says how it is written.",
        hint_zh="写法见 docs/check.md。",
    )


def _unfit() -> BaselineInvalid:
    return _invalid(
        "it can only be added to where each entry begins with a line [[accepted]]",
        "只有每项都以单独一行 [[accepted]] 开头时才能追加",
    )


def mark(report: Report, known: Sequence[Acceptance], today: date) -> Report:
    """Return the report with what of `known` is found, and what is found no more.

    What was accepted until a day before `today` is accepted no more.
    """
    found = {one.identity for one in report.findings}
    present = [one for one in known if one.identity in found]
    return replace(
        report,
        accepted=tuple(one for one in present if not one.until or one.until >= today.isoformat()),
        gone=tuple(one for one in known if one.identity not in found),
    )


def add(
    text: str, findings: Iterable[Finding], reason: str, today: date, until: date | None = None
) -> str:
    """Return the list `text` ("" for a new one) with `findings` accepted for `reason`.

    What stands there stays, but for an entry of one of these findings (which has run out): the new
    one takes its place at the end.

    Raises:
        BaselineInvalid: `text` is no such list, or cannot be added to as it is written.
    """
    fresh = {one.identity: one for one in findings}
    before = load(text)
    head, *blocks = _blocks(text or HEAD)
    if len(blocks) != len(before):
        raise _unfit()
    kept = [block for block, one in zip(blocks, before, strict=True) if one.identity not in fresh]
    new = [_written(one, reason, today, until) for one in fresh.values()]
    whole = "".join([head, *kept])
    if not new:
        return text
    added = "\n".join([whole.rstrip("\n") + "\n", *new])
    wanted = [one.identity for one in before if one.identity not in fresh] + [*fresh]
    if [one.identity for one in load(added)] != wanted:
        raise _unfit()
    return added


def _blocks(text: str) -> list[str]:
    """What stands before the first entry, then each entry with what follows it."""
    starts = [found.start() for found in _BEGINS.finditer(text)]
    ends = [*starts, len(text)]
    return [text[: ends[0]], *(text[a:b] for a, b in zip(starts, ends[1:], strict=True))]


def _written(one: Finding, reason: str, today: date, until: date | None) -> str:
    said = f"{ONE[one.severity][0]}：{one.zh}"
    lines = [
        "[[accepted]]",
        f"finding = {_quoted(one.identity)}",
        f"reason = {_quoted(reason)}",
        f"date = {today.isoformat()}",
        *([f"until = {until.isoformat()}"] if until else []),
        f"rule = {_quoted(short(one.rule))}",
        f"thing = {_quoted(short(one.thing))}",
        f"told = {_quoted(said if len(said) <= _TOLD else said[:_TOLD] + '……')}",
    ]
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    """Return a basic string (https://toml.io/en/v1.0.0#string)."""
    return f'"{"".join(map(_letter, words))}"'


def _letter(one: str) -> str:
    if one.isprintable() and one not in _ESCAPES:
        return one
    if category(one) == "Cs":  # half a character, which no text in UTF-8 can hold
        return "?"
    return _ESCAPES.get(one) or f"\\U{ord(one):08X}"
