"""Messages between processes: a JSON head and a body of bytes, each with its length in front."""

import json
import socket
import struct
import time
from collections.abc import Mapping
from typing import Any, Final

ORDER: Final = struct.Struct("!q")
"""To the host: the worker to end (0: none). The socket of the worker to fork comes with it."""
REPLY: Final = struct.Struct("!qq")
"""From the host: the new worker's process, and the wait status of the one ended."""

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
