"""Asking the endpoints that the operator allows, and their rows as VALUES blocks.

An endpoint is another's: it may be slow, silent, endless or wrong. So each call has limits of time
and size, follows no redirect, and believes nothing but the SPARQL 1.1 Query Results JSON Format
(https://www.w3.org/TR/sparql11-results-json/), term by term.
"""

import json
import re
import socket
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import cetu
from cetu.answer.asking import iri, literal
from cetu.errors import CetuError, EngineBusy, RemoteFailed

MOST_BYTES: Final = 8 << 20
"""Bytes an endpoint's answer may have."""
MOST_ROWS: Final = 10_000
"""Rows it may have."""
MOST_CALLS: Final = 4
"""Endpoints that may be waited for at once, by all requests together."""

_JSON: Final = "application/sparql-results+json"
_VARIABLE: Final = re.compile(r"\w+")
_LANGUAGE: Final = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_A_READ: Final = 1 << 16
_MALFORMED: Final = (AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What taking apart an answer of any other form comes to."""


class Federation:
    """Asks endpoints, a few at a time. Any thread may call."""

    def __init__(self) -> None:
        """Nobody is asked yet."""
        self._free = threading.BoundedSemaphore(MOST_CALLS)

    def values(self, endpoint: str, query: str, deadline: float) -> str:
        """Return the rows of a SELECT at `endpoint` as a VALUES block, by `deadline` (monotonic).

        A blank node of the answer is named by an IRI of its own, `urn:uuid:…`, the same for the
        same node of the same answer: VALUES holds no blank nodes.

        Raises:
            RemoteFailed: it did not answer in time, or not as the format says, or with too much.
            EngineBusy: too many endpoints are waited for already.
        """
        if not self._free.acquire(timeout=max(0.0, deadline - time.monotonic())):
            raise EngineBusy(
                "The service is busy: too many endpoints are waited for already.",
                "服务繁忙：正在等待的外部端点过多。",
                hint="Ask again in a second.",
                hint_zh="请稍后再试。",
            )
        try:
            body = _ask(endpoint, query, deadline)
        finally:
            self._free.release()
        try:
            return _values(json.loads(body), f"{endpoint}\n{query}")
        except (
            AttributeError,
            KeyError,
            RecursionError,
            TypeError,
            ValueError,
            CetuError,
        ) as error:
            if isinstance(error, RemoteFailed):
                raise
            raise _failed(f"its answer is not in {_JSON}", f"结果不是 {_JSON} 格式") from error


def _ask(endpoint: str, query: str, deadline: float) -> bytes:
    """Send a query and return the body of the answer."""
    parts = urlsplit(endpoint)
    connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    timeout = max(0.1, deadline - time.monotonic())
    connection = connect(parts.hostname or "", parts.port, timeout=timeout)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {
        "Accept": _JSON,
        "Content-Type": "application/x-www-form-urlencoded",
        "User-Agent": f"cetu/{cetu.__version__}",
    }
    try:
        connection.connect()
        with _ends(connection.sock, deadline):
            connection.request("POST", target, urlencode({"query": query}), headers)
            answer = connection.getresponse()
            if answer.status != HTTPStatus.OK:
                raise _failed(f"it answered {answer.status}", f"返回 {answer.status}")
            body = bytearray()
            while chunk := answer.read1(_A_READ):
                body += chunk
                if len(body) > MOST_BYTES:
                    raise _failed(
                        f"it answered more than {MOST_BYTES >> 20} MiB",
                        f"结果超过 {MOST_BYTES >> 20} MiB",
                    )
    except (OSError, HTTPException, ValueError) as error:
        if time.monotonic() < deadline:
            raise _failed(f"{error}", f"{error}") from error
    finally:
        connection.close()
    if time.monotonic() >= deadline:
        raise _failed("it took too long", "超时")
    if answer.length:
        raise _failed("its answer was cut off", "结果中断")
    return bytes(body)


@contextmanager
def _ends(connected: socket.socket, deadline: float) -> Iterator[None]:
    """Break the connection off at `deadline`, however slowly the other side goes on sending."""
    timer = threading.Timer(max(0.0, deadline - time.monotonic()), _break_off, [connected])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _break_off(connected: socket.socket) -> None:
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:  # the other side was quicker
        return


def _values(result: Mapping[str, Any], origin: str) -> str:
    names, rows = result["head"]["vars"], result["results"]["bindings"]
    if not all(_VARIABLE.fullmatch(name) for name in names) or len(set(names)) != len(names):
        raise ValueError("a name of a variable")
    if len(rows) > MOST_ROWS:
        raise _failed(f"it gave more than {MOST_ROWS:,} rows", f"结果超过 {MOST_ROWS:,} 行")
    head = " ".join(f"?{name}" for name in names)
    cells = (
        " ".join(_term(row[name], origin) if name in row else "UNDEF" for name in names)
        for row in rows
    )
    return f"VALUES ({head}) {{ {' '.join(f'({row})' for row in cells)} }}"


def _term(cell: Mapping[str, str], origin: str) -> str:
    """Write a term as SPARQL; every part of it is checked or escaped."""
    kind, value = cell["type"], cell["value"]
    if kind == "uri":
        return iri(value)
    if kind == "bnode":
        name = uuid.uuid5(uuid.NAMESPACE_URL, origin + "\n" + value)
        return f"<{name.urn}>"
    if kind not in {"literal", "typed-literal"}:
        raise ValueError(kind)
    value.encode()  # half a surrogate pair is no character
    if language := cell.get("xml:lang"):
        if not _LANGUAGE.fullmatch(language):
            raise ValueError(language)
        return f"{literal(value)}@{language}"
    datatype = cell.get("datatype", _STRING)
    return literal(value) if datatype == _STRING else f"{literal(value)}^^{iri(datatype)}"


def _failed(reason: str, reason_zh: str) -> RemoteFailed:
    return RemoteFailed(
        f"An endpoint named by SERVICE failed: {reason}.",
        f"SERVICE 所指的端点出错：{reason_zh}。",
        hint="Try again later, or write SERVICE SILENT to go on without it.",
        hint_zh="请稍后再试，或写作 SERVICE SILENT 以忽略其错误。",
    )
