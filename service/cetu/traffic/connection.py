"""One connection over HTTP, read by the server's own protocol and watched while it is."""

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, cast

import httptools
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from cetu.traffic.lingering import Lingering
from cetu.traffic.peers import plain, site
from cetu.traffic.rules import Unsound
from cetu.traffic.upgrade import declined

if TYPE_CHECKING:
    from cetu.traffic.connections import Connections

_PIPELINED: Final = 100
_URL_BYTES: Final = 65_535
"""What the parser of addresses can count."""
_UNASKED_BYTES: Final = 256 << 10
"""Of a body that is not read, so much is thrown away to keep the connection; of more, it ends."""
_QUIET_S: Final = 2.0
"""Who has sent nothing for so long has nothing on its way that would hit the end of its answer."""
_SLOWEST: Final = 500.0
"""Bytes a second that a body, or the reading of an answer, must have beyond the time to stall."""


class Connection(HttpToolsProtocol):
    """One connection; the sweep has a look at it now and then."""

    def __init__(
        self,
        among: "Connections",
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        """Begin, as the server does."""
        super().__init__(config, server_state, app_state, _loop)
        self._among = among
        self.host = self.site = ""
        self._since = self._heard = self._looked = self.loop.time()
        self._declined = b""  # the head of a request that offers another protocol, without that
        self._asked = False  # a head has been read whole
        self._heading = False  # a head has begun and not ended
        self._sending = False  # a body has begun and not ended
        self._head = self._parsed = self._body = self._unasked = 0  # bytes
        self._delivered = self._before = 0  # bytes of answers, at the last look and when it began
        self._taking = self._taken = 0.0  # since when an answer is read, and when some of it was

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as the server's
        """Take it in, unless there are too many."""
        lingering = Lingering(transport, self.loop, lambda: self._heading or self._sending)
        super().connection_made(cast("asyncio.Transport", lingering))
        self._lingering = lingering
        self.host = plain(self.client[0]) if self.client else ""
        self.site = site(self.host)
        if not self._among.enter(self):
            self._refuse(Unsound(503, "Too many connections are open.", "打开的连接过多。"), "many")

    def connection_lost(self, exc: Exception | None) -> None:
        """Let it go."""
        super().connection_lost(exc)
        self._among.leave(self)

    def data_received(self, data: bytes) -> None:
        """Read what has come, unless it is not wanted any more."""
        if self._lingering.is_closing():
            self._lingering.discard(len(data))
            return
        self._heard = self.loop.time()
        self._unset_keepalive_if_required()
        try:
            if self._heading and self._head > self._among.rules.head_bytes:
                raise _too_long()
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            self._read_anew(data[upgrade.args[0] :])
            return
        except httptools.HttpParserCallbackError as error:
            cause = error.__context__
            self._refuse(cause if isinstance(cause, Unsound) else Unsound(), "head")
        except httptools.HttpParserError:
            self._refuse(Unsound(), "head")
        except Unsound as unsound:
            self._refuse(unsound, "head")
        if self._heading:
            self._head += len(data)

    def _read_anew(self, rest: bytes) -> None:
        """Read a request again without its offer of another protocol, and what came after it."""
        head, self._declined = self._declined, b""
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as the server's own
        self.data_received(head + rest)

    def on_message_begin(self) -> None:
        """Note that a head begins."""
        super().on_message_begin()
        self._heading = True
        self._since = self.loop.time()
        self._head = self._parsed = 0

    def on_url(self, url: bytes) -> None:
        """Take a piece of the address."""
        self._parsed += len(url)
        if self._parsed > _URL_BYTES:
            raise Unsound(
                HTTPStatus.REQUEST_URI_TOO_LONG,
                f"The address has more than {_URL_BYTES:,} bytes; send a long query by POST.",
                f"地址超过 {_URL_BYTES:,} 字节；较长的查询请用 POST 发送。",
            )
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header, or one after the body, which counts as much."""
        self._parsed += len(name) + len(value)
        rules = self._among.rules
        if self._parsed > rules.head_bytes or len(self.headers) >= rules.head_fields:
            raise _too_long()
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Note that the head has ended."""
        if self.parser.should_upgrade():
            method = self.parser.get_method()
            if method == b"CONNECT":
                raise Unsound(HTTPStatus.NOT_IMPLEMENTED, "This is no proxy.", "本服务不是代理。")
            version = self.parser.get_http_version()
            self._declined = declined(method, self.url, version, self.headers)
            return
        if len(self.pipeline) >= _PIPELINED:
            raise Unsound(
                HTTPStatus.TOO_MANY_REQUESTS,
                f"More than {_PIPELINED} requests were sent without waiting for an answer.",
                f"未等应答即发送了超过 {_PIPELINED} 个请求。",
            )
        self._heading, self._sending = False, True
        self._since, self._body, self._unasked = self.loop.time(), 0, 0
        super().on_headers_complete()
        self._asked = True
        if self._among.stopping:
            self.cycle.keep_alive = False

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        self._body += len(body)
        super().on_body(body)
        if self.cycle.response_complete:  # answered without being read, such as for want of a key
            self._unasked += len(body)
            if self._unasked > _UNASKED_BYTES:
                self._lingering.close()

    def on_message_complete(self) -> None:
        """Note that the request is whole."""
        if self._declined:
            return
        self._sending = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Send the end of the answer, and note that the next request may come."""
        self._lingering.send()
        if not self._heading:
            self._since = self.loop.time()
        super().on_response_complete()

    def shutdown(self) -> None:
        """Begin to end; a request that is on its way already is still answered."""
        if self._answering():
            self.cycle.keep_alive = False

    def look(self, now: float) -> None:
        """End the connection if its client stalls."""
        since_last, self._looked = now - self._looked, now
        if self._lingering.ending:
            return
        stall = self._among.stall_s
        if self._unread(now, stall):
            self._end("answer")
            return
        if self._sending:
            if self.flow.read_paused:  # it is we who are slow
                self._since += since_last
                self._heard = now
            elif now - max(self._heard, self._since) > stall or self._trickles(now, stall):
                self._refuse(_late(), "body")
        elif self._answering():
            return
        elif self._heading:
            if now - self._since > stall:
                self._refuse(_late(), "head")
        elif now - self._since > self._patience(stall):
            self._end("idle")

    def _patience(self, stall: float) -> float:
        """Return the seconds that the client may let pass between requests."""
        return self._among.rules.idle_s if self._asked and not self._among.stopping else stall

    def _answering(self) -> bool:
        return self._asked and not self.cycle.response_complete

    def _trickles(self, now: float, stall: float) -> bool:
        return now > self._since + stall + self._body / _SLOWEST

    def _unread(self, now: float, stall: float) -> bool:
        """Whether the client does not read what it is sent, or hardly."""
        if not self._lingering.underway():
            self._taking = 0.0
            return False
        delivered = self._lingering.delivered()
        if not self._taking:
            self._taking = self._taken = now
            self._before = delivered
        elif delivered > self._delivered:
            self._taken = now
        self._delivered = delivered
        least = self._taking + stall + (delivered - self._before) / _SLOWEST
        return now - self._taken > stall or now > least

    def _refuse(self, unsound: Unsound, reason: str) -> None:
        """Say what is wrong, where no answer has begun, and end."""
        if self._answering() and self.cycle.response_started:
            self._end(reason)
            return
        self._among.tell(reason, self.host)
        self._lingering.write(self._among.complain(unsound))
        if reason == "many" or self.loop.time() - self._heard > _QUIET_S:
            self._heading = self._sending = False  # so that it does not linger
        if self._asked:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self._lingering.close()

    def _end(self, reason: str) -> None:
        self._among.tell(reason, self.host)
        self._lingering.abort()


def _too_long() -> Unsound:
    return Unsound(
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
        "The request has too many headers, or too long ones.",
        "请求头过多或过长。",
    )


def _late() -> Unsound:
    return Unsound(
        HTTPStatus.REQUEST_TIMEOUT,
        "The rest of the request did not come in time.",
        "请求的其余部分未及时到达。",
    )
