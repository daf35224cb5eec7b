"""How lines of the log are written: ours by structlog, those of libraries by the same rules."""

import logging
import time
from collections.abc import MutableMapping
from functools import lru_cache
from logging import LogRecord
from typing import Any, Final, Literal, TextIO, cast

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from cetu.traffic.identity import CURRENT
from cetu.traffic.sink import Sink
from cetu.traffic.text import line

_QUIET: Final = ("uvicorn", "asyncio")
"""Libraries of which warnings are enough: they tell of every start and stop."""


def configure(form: Literal["text", "json"], stream: Sink) -> None:
    """Write every line of the log, from now on, to `stream`.

    JSON: an object a line, with `time`, `level`, `event`, and `request_id` where one is served.
    """
    colours = stream.isatty()
    shared: list[Processor] = [
        structlog.processors.add_log_level,
        _request,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time")
        if form == "json"
        else _time,
        structlog.processors.format_exc_info,
    ]
    render: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else lambda _logger, _name, event: line(event, colours=colours)
    )
    structlog.configure(
        processors=[*shared, render],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=cast("TextIO", stream)),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, _named],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _time(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Add the time, as the clock on the wall here shows it."""
    event["time"] = _written(int(time.time()))
    return event


@lru_cache(maxsize=1)  # a busy service writes many lines in a second
def _written(second: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(second))


def _request(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Add the name of the request that is being served."""
    seen = CURRENT.get()
    if seen is not None and "request_id" not in event:
        event["request_id"] = seen.request_id
        if seen.trace:
            event["trace"] = seen.trace
    return event


def _named(_logger: WrappedLogger, _name: str, event: MutableMapping[str, Any]) -> EventDict:
    """Add the name of the logger of a library."""
    record = event.get("_record")
    if isinstance(record, LogRecord):
        event["logger"] = record.name
    return event
