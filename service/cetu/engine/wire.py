"""Messages between processes: a JSON head and a body of bytes, each with its length in front."""

import json
import socket
import struct
import time
from collections.abc import Mapping
from typing import Any, Final

ORDER: Final = struct.Struct("!cq")
"""To the host: what to do, and the process to end before it (0: none).

`r` and `s` fork a reader or a scratch process, whose socket comes with the order; `e` only ends
one; `a` applies the difference in the message that follows, and is answered by a message.
"""
READER, SCRATCH, END, APPLY = b"r", b"s", b"e", b"a"
REPLY: Final = struct.Struct("!qq")
"""From the host: the new process (0: none), and the wait status of the one ended."""

_LENGTHS: Final = struct.Struct("!IQ")


def send(sock: socket.socket, head: Mapping[str, object], body: bytes = b"") -> None:
    """Send one message whole."""
    packed = json.dumps(head).encode()
    sock.sendall(_LENGTHS.pack(len(packed), len(body)) + packed)
    if body:
        sock.sendall(body)


def receive(sock: socket.socket, deadline: float | None = None) -> tuple[dict[str, Any], bytes]:
    """Receive one message whole.

    Raises:
        EOFError: the other end is gone.
        TimeoutError: `deadline` (of `time.monotonic`) has passed.
    """
    head_size, body_size = _LENGTHS.unpack(_exactly(sock, _LENGTHS.size, deadline))
    head = json.loads(_exactly(sock, head_size, deadline))
    return head, bytes(_exactly(sock, body_size, deadline))


def _exactly(sock: socket.socket, size: int, deadline: float | None) -> bytearray:
    buffer = bytearray(size)
    view = memoryview(buffer)
    while view:
        if deadline is not None:
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                raise TimeoutError
            sock.settimeout(remaining)
        count = sock.recv_into(view)
        if not count:
            raise EOFError
        view = view[count:]
    return buffer
