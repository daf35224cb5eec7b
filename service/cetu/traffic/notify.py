"""Tells systemd how the service stands (sd_notify(3)), where it was started by it."""

import contextlib
import os
import socket
import time
from typing import Final, Literal

_FIELDS: Final = {
    "ready": "READY=1",
    "reloading": "RELOADING=1\nMONOTONIC_USEC={now}",
    "stopping": "STOPPING=1",
}


def notify(state: Literal["ready", "reloading", "stopping"]) -> None:
    """Tell; where nobody listens, do nothing."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    said = _FIELDS[state].format(now=time.monotonic_ns() // 1000)
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
        # One that begins with @ is of the abstract kind, whose names begin with a zero byte.
        sock.connect(f"\0{address[1:]}" if address.startswith("@") else address)
        sock.send(said.encode())
