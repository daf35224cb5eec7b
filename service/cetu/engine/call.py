"""One request to a remote server: bounded in time and bytes, and to be cut off at any moment."""

import http.client
import re
import socket
import threading
import time
import unicodedata
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, Protocol

from cetu.engine.address import Address
from cetu.errors import (
    CetuError,
    EngineBusy,
    NotOffered,
    QueryMalformed,
    QueryTimeout,
    RemoteFailed,
)

_CHUNK: Final = 1 << 16
_WORDS: Final = 300
"""Characters of a server's own words that a message repeats."""
_ERROR_BYTES: Final = 1 << 14
_ECHO: Final = re.compile(r"SPARQL query:.*", re.DOTALL)
"""Where Virtuoso begins to repeat the query, which the reader has."""
_TIMED_OUT: Final = re.compile(
    r"\bS1T[A0]|\bHY008\b|time[ -]?d? ?out|deadline|cancelled", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Received:
    """A whole answer: its headers (by lower-case name), its media type, its body."""

    headers: dict[str, str]
    media_type: str
    body: bytes


class Overflow(Exception):
    """The answer has more bytes than allowed."""


class Response(Protocol):
    """What `urllib` gives for a request that succeeded."""

    headers: Any

    def read1(self, amount: int, /) -> bytes:
        """Some bytes; none at the end."""
        ...

    def close(self) -> None:
        """Give the connection up."""
        ...


class Call:
    """One request, which any thread may cut off; then whoever waits for it is told so.

    It goes to the address it is given and nowhere else: no redirect is followed, no proxy asked.
    """

    def __init__(self, address: Address, seconds: float) -> None:
        """Allow it `seconds` from now."""
        self._address = address
        self._deadline = time.monotonic() + seconds
        self._allowed = seconds
        self._sockets: list[socket.socket] = []
        self._cut = False

    @property
    def remaining(self) -> float:
        """Seconds left; never quite none, which a socket would take for no limit."""
        return max(0.001, self._deadline - time.monotonic())

    def cut(self) -> None:
        """End it now, wherever it is."""
        self._cut = True
        for sock in self._sockets:
            with suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)  # past TLS, which would wait

    def opener(self) -> urllib.request.OpenerDirector:
        """What opens connections for this call."""
        opener = urllib.request.OpenerDirector()
        handlers: list[urllib.request.BaseHandler] = [
            _Plain(self._keep),
            _Secure(self._keep),
            urllib.request.HTTPErrorProcessor(),
            urllib.request.HTTPDefaultErrorHandler(),
        ]
        if self._address.user:
            passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            passwords.add_password(
                None, self._address.url, self._address.user, self._address.password
            )
            handlers += [
                urllib.request.HTTPBasicAuthHandler(passwords),
                urllib.request.HTTPDigestAuthHandler(passwords),
            ]
        for handler in handlers:
            opener.add_handler(handler)
        return opener

    def run(self, send: Callable[[], Response], cap: int) -> Received:
        """Send a request through `opener` and read the whole answer, at most `cap` bytes.

        Raises:
            Overflow: there are more.
            QueryMalformed: the server says so (400).
            QueryTimeout: the time was up, here or there.
            EngineBusy: the server is, or the call was cut.
            RemoteFailed: anything else that is no answer.
        """
        timer = threading.Timer(self.remaining, self.cut)
        timer.daemon = True
        timer.start()
        try:
            found = _whole(send(), cap)
        except urllib.error.HTTPError as error:
            raise self._refused(error) from None
        except (OSError, http.client.HTTPException) as error:
            raise self._broken(error) from None
        finally:
            timer.cancel()
        if self._cut:  # where nothing more is heard, headers may seem to end well
            raise self._broken(ConnectionAbortedError())
        return found

    def _keep(self, sock: socket.socket) -> None:
        self._sockets.append(sock)
        if self._cut:
            self.cut()

    def _broken(self, error: Exception) -> CetuError:
        reason = getattr(error, "reason", error)
        if time.monotonic() >= self._deadline or isinstance(reason, TimeoutError):
            return _too_long(self._allowed)
        if self._cut:
            return EngineBusy("The query was given up.", "查询已被放弃。")
        why = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
        return failed(self._address, f"it cannot be reached, or broke off ({why})", why)

    def _refused(self, error: urllib.error.HTTPError) -> CetuError:
        with suppress(OSError, http.client.HTTPException):
            said = words(error.read(_ERROR_BYTES), error.headers.get("Content-Type", ""))
            error.close()
            return refusal(self._address, error.code, said)
        return refusal(self._address, error.code, "")


class _Plain(urllib.request.HTTPHandler):
    """Opens connections, and tells of each socket."""

    def __init__(self, keep: Callable[[socket.socket], None]) -> None:
        super().__init__()
        self._told = keep

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        keep = self._told

        class Kept(http.client.HTTPConnection):
            def connect(self) -> None:
                super().connect()
                keep(self.sock)

        return self.do_open(Kept, req)


class _Secure(urllib.request.HTTPSHandler):
    """The same over TLS; certificates are verified."""

    def __init__(self, keep: Callable[[socket.socket], None]) -> None:
        super().__init__()
        self._told = keep

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        keep = self._told

        class Kept(http.client.HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                keep(self.sock)

        return self.do_open(Kept, req)


def _whole(response: Response, cap: int) -> Received:
    body = bytearray()
    try:
        while chunk := response.read1(_CHUNK):
            body += chunk
            if len(body) > cap:
                raise Overflow
        headers = {name.lower(): value for name, value in response.headers.items()}
        declared = headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > len(body):  # `read1` does not tell
            raise http.client.IncompleteRead(bytes(body), int(declared) - len(body))
    finally:
        response.close()
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    return Received(headers, media_type, bytes(body))


def words(body: bytes, kind: str) -> str:
    """What a server said of an error: in one line, without the query and without control signs."""
    if "html" in kind:  # a page for people, of which no sentence can be told
        return ""
    text = _ECHO.sub("", body.decode("utf-8", "replace"))
    plain = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in text)
    short = " ".join(plain.split())
    return short if len(short) <= _WORDS else short[:_WORDS] + "…"


def refusal(address: Address, status: int, said: str) -> CetuError:
    """The error for an answer whose status is none of success."""
    if status == HTTPStatus.BAD_REQUEST:
        return QueryMalformed(
            f"The SPARQL server cannot read the query: {said or 'it does not say why'}",
            f"SPARQL 服务器无法解析查询：{said or '未说明原因'}",
        )
    if status in {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.GATEWAY_TIMEOUT} or (
        status >= HTTPStatus.INTERNAL_SERVER_ERROR and _TIMED_OUT.search(said)
    ):
        return QueryTimeout(
            f"The SPARQL server stopped the query: {said or status}",
            f"SPARQL 服务器终止了查询：{said or status}",
            hint="Ask for less: narrower patterns, LIMIT.",
            hint_zh="请缩小范围：更具体的模式、LIMIT。",
        )
    if status in {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS}:
        return EngineBusy(
            f"The SPARQL server is busy: {said or status}",
            f"SPARQL 服务器繁忙：{said or status}",
            hint="Ask again in a second.",
            hint_zh="请稍后再试。",
        )
    if status == HTTPStatus.NOT_IMPLEMENTED:
        return NotOffered(
            f"The SPARQL server does not offer that: {said or status}",
            f"SPARQL 服务器不提供此功能：{said or status}",
        )
    what = f"it answered {status}{': ' if said else ''}{said}"
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        what = f"it answered {status}, and a redirect is never followed"
    return failed(address, what, what)


def failed(address: Address, en: str, zh: str) -> RemoteFailed:
    """The error when a server does not do what the protocol says."""
    return RemoteFailed(
        f"The SPARQL server at {address.url} failed: {en}.",
        f"SPARQL 服务器 {address.url} 出错：{zh}。",
        hint="Look at CETU_ENGINE, and at that server; docs/engines.md says what it must do.",
        hint_zh="请检查 CETU_ENGINE 与该服务器；要求见 docs/engines.md。",
    )


def _too_long(seconds: float) -> QueryTimeout:
    return QueryTimeout(
        f"The SPARQL server did not answer in {seconds:.3g} s, and was given up.",
        f"SPARQL 服务器在 {seconds:.3g} 秒内没有答复，已放弃。",
        hint="Ask for less: narrower patterns, LIMIT, no product of unrelated patterns.",
        hint_zh="请缩小范围：更具体的模式、LIMIT，避免互不相关的模式相乘。",
    )
