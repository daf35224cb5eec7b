"""Messages between processes: a JSON head and a body of bytes, each with its length in front."""

import json
import socket
import struct
import time
from collections.abc import Mapping
from typing import Any, Final

from cetu.model.spool import Spool

ORDER: Final = struct.Struct("!cq")
"""To the host: what to do, and the process to end before it (0: none).

`r` and `s` fork a reader or a scratch process, whose socket comes with the order; `e` only ends
one; `a` applies the difference in the message that follows, and is answered by a message.
"""
READER, SCRATCH, END, APPLY = b"r", b"s", b"e", b"a"
REPLY: Final = struct.Struct("!qq")
"""From the host: the new process (0: none), and the wait status of the one ended."""

_LENGTHS: Final = struct.Struct("!IQ")


_PIECE: Final = 64 << 10
_SPOOLED: Final = 1 << 20
"""Bytes above which a body is not kept in memory, where its reader would have it so."""


class NoRoom(Exception):
    """The disk has no room for a large body."""


class Incoming:
    """A message that comes in piece by piece: `head` and `body` once it is whole.

    With `spool`, a large body goes to a file.
    """

    __slots__ = ("_filled", "_front", "_rest", "_spool", "body", "head")

    def __init__(self, *, spool: bool = False) -> None:
        """Nothing is there yet."""
        self.head: dict[str, Any] = {}
        self.body: bytes | bytearray | Spool = b""
        self._spool = spool
        self._front: bytes | None = b""  # what is there of lengths and head; None: all of them
        self._filled = 0  # bytes of a body in memory
        self._rest = 0  # bytes of the body still to come

    def read(self, sock: socket.socket) -> bool:
        """Take what there is, once; tell whether the message is whole now.

        Raises:
            BlockingIOError, TimeoutError: there is nothing, as the socket's timeout has it.
            EOFError, OSError: the other end is gone.
            NoRoom: the disk is full.
        """
        if isinstance(self.body, bytearray):
            count = sock.recv_into(memoryview(self.body)[self._filled :])
            if not count:
                raise EOFError
            self._filled += count
            self._rest -= count
            return not self._rest
        data = sock.recv(_PIECE)
        if not data:
            raise EOFError
        if self._front is None:
            self._keep(data)
            return not self._rest
        return self._begin(self._front + data)

    def _begin(self, data: bytes) -> bool:
        """Read lengths and head, if they are all there, and begin the body."""
        start = _LENGTHS.size
        if len(data) >= start:
            head_size, self._rest = _LENGTHS.unpack_from(data)
            start += head_size
        if len(data) < start or len(data) < _LENGTHS.size:
            self._front = data
            return False
        self._front = None
        self.head = json.loads(data[_LENGTHS.size : start])
        if self._rest <= len(data) - start:
            self.body, self._rest = data[start:], 0
            return True
        if self._spool and self._rest > _SPOOLED:
            try:
                self.body = Spool()
            except OSError as error:
                raise NoRoom(str(error)) from error
            self._keep(data[start:])
        else:
            self._filled = len(data) - start
            self.body = bytearray(self._rest)
            self.body[: self._filled] = data[start:]
            self._rest -= self._filled
        return False

    def _keep(self, data: bytes) -> None:
        assert isinstance(self.body, Spool)  # noqa: S101 - `read` has seen to it
        try:
            self.body.write(data)
        except OSError as error:
            raise NoRoom(str(error)) from error
        self._rest -= len(data)


def packed(head: Mapping[str, object], size: int = 0) -> bytes:
    """The front of a message: what goes before a body of `size` bytes."""
    encoded = json.dumps(head).encode()
    return _LENGTHS.pack(len(encoded), size) + encoded


def send(sock: socket.socket, head: Mapping[str, object], body: bytes | bytearray = b"") -> None:
    """Send one message whole, in one call where the socket takes it."""
    front = packed(head, len(body))
    if len(body) <= _PIECE:
        sock.sendall(front + body)
        return
    sent = sock.sendmsg([front, body])
    if sent < len(front):
        sock.sendall(front[sent:])
        sent = len(front)
    sock.sendall(memoryview(body)[sent - len(front) :])


def receive(sock: socket.socket, deadline: float | None = None) -> tuple[dict[str, Any], bytes]:
    """Receive one message whole.

    Raises:
        EOFError: the other end is gone.
        TimeoutError: `deadline` (of `time.monotonic`) has passed.
    """
    incoming = fetch(sock, Incoming(), deadline)
    assert not isinstance(incoming.body, Spool)  # noqa: S101 - none was asked for
    return incoming.head, bytes(incoming.body)


def fetch(sock: socket.socket, incoming: Incoming, deadline: float | None) -> Incoming:
    """Read until a message is whole, and return it. Raises as `receive`, and `NoRoom`."""
    whole = False
    while not whole:
        if deadline is not None:
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                raise TimeoutError
            sock.settimeout(remaining)
        whole = incoming.read(sock)
    return incoming
