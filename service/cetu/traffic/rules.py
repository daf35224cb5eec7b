"""What a connection may do, and what is said to one that does something else."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from secrets import token_hex

from starlette.requests import Request
from starlette.types import Scope

from cetu.errors import CetuError
from cetu.traffic import visit
from cetu.traffic.access import Refuse
from cetu.traffic.headers import SECURITY
from cetu.traffic.identity import HEADER


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits of connections."""

    stall_s: float
    """Seconds for a whole head; seconds of silence within a body, or of an answer not read."""
    idle_s: float
    """Seconds between an answer and the next request."""
    head_bytes: int
    """Bytes of a request before its body."""
    head_fields: int
    per_client: int
    """Connections from one address (of IPv6: one /64)."""
    altogether: int
    exempt: Callable[[str], bool]
    """Whether a client at an address may have more."""


class Unsound(CetuError):
    """What came is no sound HTTP request, or came too slowly."""

    def __init__(
        self,
        status: int = HTTPStatus.BAD_REQUEST,
        detail: str = "This is no sound HTTP request.",
        detail_zh: str = "这不是正确的 HTTP 请求。",
    ) -> None:
        """Keep the status, and what to say."""
        super().__init__(detail, detail_zh)
        self.status = int(status)
        self.slug = "bad-request"


def complaint(refuse: Refuse) -> Callable[[Unsound], bytes]:
    """Return what makes the whole answer to a request that no door has seen, and its end."""

    def complain(unsound: Unsound) -> bytes:
        scope: Scope = {"type": "http", "method": "GET", "path": "", "headers": []}
        name = visit.of(scope).request_id = token_hex(8)
        response = refuse(Request(scope), unsound)
        response.headers["Connection"] = "close"
        response.headers[HEADER.decode()] = name
        for header, value in SECURITY.items():
            response.headers.setdefault(header, value)
        status = HTTPStatus(unsound.status)
        head = [f"HTTP/1.1 {status.value} {status.phrase}".encode()]
        head += [field + b": " + value for field, value in response.raw_headers]
        return b"\r\n".join([*head, b"", bytes(response.body)])

    return complain
