"""A transport that counts what it sends, and closes so that a client still sending gets the answer.

Closing a socket with bytes unread makes the system reset the connection, and the reset destroys the
answer on its way (https://www.rfc-editor.org/rfc/rfc9112#section-9.6, last paragraphs): so our side
ends first, and what still comes is thrown away for a short time.
"""

import asyncio
import contextlib
import fcntl
import struct
import termios
from collections.abc import Callable
from typing import Any, Final

_LINGER_S: Final = 2.0
_LINGER_BYTES: Final = 16 << 20
_HELD_BYTES: Final = 32 << 10


class Lingering:
    """Stands for a connection's transport."""

    def __init__(
        self,
        transport: asyncio.Transport,
        loop: asyncio.AbstractEventLoop,
        unread: Callable[[], bool],
    ) -> None:
        """Stand for `transport`; `unread` tells whether its client is still sending."""
        self._transport = transport
        self._loop = loop
        self._unread = unread
        self._room = _LINGER_BYTES
        self._written = 0
        self._held: list[bytes] = []  # written in this turn of the loop, and not sent yet
        self._holding = 0
        self.ending = False
        """Whether our side has ended and what comes is thrown away."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the transport has
        """Return what the transport has."""
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send, at the latest with what else is written in this turn of the loop.

        The server writes head and body apart: sent apart, a client would wake for each.
        """
        if self.is_closing() or not data:  # an answer may be made for who has gone meanwhile
            return
        self._written += len(data)
        self._holding += len(data)
        self._held.append(data)
        if self._holding > _HELD_BYTES:
            self.send()  # so that who writes much is told to pause
        elif len(self._held) == 1:
            self._loop.call_soon(self.send)

    def send(self) -> None:
        """Send what is written and held."""
        if self._held:
            data = b"".join(self._held)
            self._held.clear()
            self._holding = 0
            if not self._transport.is_closing():
                self._transport.write(data)

    def is_closing(self) -> bool:
        """Whether nothing more is sent."""
        return self.ending or self._transport.is_closing()

    def close(self) -> None:
        """Close; if its client is still sending, only when that ends, or after two seconds."""
        if self.is_closing():
            return
        self.send()
        if not self._unread():
            self._transport.close()
            return
        self.ending = True
        self._transport.write_eof()
        self._transport.resume_reading()
        self._loop.call_later(_LINGER_S, self._transport.abort)

    def discard(self, count: int) -> None:
        """Throw away `count` bytes that came after the end."""
        self._room -= count
        if self._room < 0:
            self._transport.abort()

    def underway(self) -> bool:
        """Whether something is written that the system has not even taken yet."""
        return bool(self._holding or self._transport.get_write_buffer_size())

    def delivered(self) -> int:
        """Return how many bytes of all that was written the client's system has acknowledged."""
        waiting = self._holding + self._transport.get_write_buffer_size()
        connection = self._transport.get_extra_info("socket")
        with contextlib.suppress(OSError):
            (queued,) = struct.unpack("i", fcntl.ioctl(connection, termios.TIOCOUTQ, b"\0" * 4))
            waiting += queued
        return self._written - waiting
