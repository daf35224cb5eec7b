"""Requests that offer to change the protocol, as clients of Java do (`Upgrade: h2c`).

A server may go on as if they had not (https://www.rfc-editor.org/rfc/rfc9110#section-7.8); but the
parser takes the body of such a request for the beginning of the other protocol. So its head is
written anew without the offer, and read again, with what follows it.
"""

from collections.abc import Iterable
from typing import Final

_OFFER: Final = frozenset({b"upgrade", b"http2-settings"})


def declined(
    method: bytes, url: bytes, version: str, headers: Iterable[tuple[bytes, bytes]]
) -> bytes:
    """Return the head of a request, as the parser gave it, without the offer."""
    lines = [b" ".join((method, url, b"HTTP/" + version.encode()))]
    lines += [name + b": " + value for name, value in headers if name not in _OFFER]
    return b"\r\n".join([*lines, b"", b""])
