"""A line of the log for people: when, what, then the rest as name=value."""

import re
from collections.abc import MutableMapping
from http import HTTPStatus
from typing import Any, Final

REQUEST: Final = "request"
"""The event of the line that every request has."""

_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_PLAIN: Final = re.compile(r"[^\s\"=]+")
_DIM, _RED, _YELLOW, _GREEN, _END = "\033[2m", "\033[31m", "\033[33m", "\033[32m", "\033[0m"
_LEVELS: Final = {"warning": _YELLOW, "error": _RED, "critical": _RED}
_NOTHING: Final = ("", None)
_KIB: Final = 1024


def line(event: MutableMapping[str, Any], *, colours: bool = False) -> str:
    """Return an event as text. No value can forge a line: further lines are indented."""
    time, level, said = event.pop("time", ""), event.pop("level", "info"), event.pop("event", "")
    trouble = event.pop("exception", "")
    text = event.pop("query", "")
    if said == REQUEST:
        words, colour = _request(event), _of_status(event.pop("status", 0))
    else:
        words, colour = str(said), _LEVELS.get(level, "")
        if colour:
            words = f"{level}: {words}"
    words = _safe(words).replace("\n", "\n    ")
    rest = " ".join(
        f"{name}={_value(value)}" for name, value in event.items() if value not in _NOTHING
    )
    if colours:
        time, rest = f"{_DIM}{time}{_END}", f"{_DIM}{rest}{_END}"
        words = f"{colour}{words}{_END}" if colour else words
    below = "".join(
        f"\n    {_safe(one)}" for part in (text, trouble) if part for one in part.split("\n")
    )
    return f"{time}  {words}  {rest}".rstrip() + below


def _request(event: MutableMapping[str, Any]) -> str:
    status = event.get("status", 0)
    where = f"{event.pop('method', '')} {event.pop('path', '')}"
    took = f"{event.pop('seconds', 0.0) * 1000:,.1f} ms"
    return f"{status} {where}  {took}  {_size(event.pop('bytes', 0))}"


def _size(count: int) -> str:
    if count < _KIB:
        return f"{count} B"
    return f"{count / _KIB:,.1f} KiB" if count < _KIB**2 else f"{count / _KIB**2:,.1f} MiB"


def _of_status(status: int) -> str:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _RED
    return _YELLOW if status >= HTTPStatus.BAD_REQUEST else _GREEN


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    said = _safe(str(value)).replace("\n", "\\n")
    return said if _PLAIN.fullmatch(said) else '"' + said.replace('"', '\\"') + '"'


def _safe(text: str) -> str:
    """Return `text` with what would move the cursor or turn the direction written as an escape."""
    if text.isprintable():  # by far the most
        return text
    return _CONTROL.sub(lambda match: ascii(match[0])[1:-1], text)
