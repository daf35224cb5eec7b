"""One request on its way through the service: what is known of it, for logs, metrics, fair use.

Middleware makes the visit; doors fill in what only they know:

    with visit.of(request.scope).asking(text) as asked:
        answer = await engine.reply(text, …)
        asked.cached = …

    with visit.of(request.scope).writing(update):
        written = await …
"""

from asyncio import CancelledError
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final, Literal, Self

from cetu.errors import CetuError, EngineBusy, QueryExhausted, QueryMalformed, QueryTimeout

Outcome = Literal["ok", "syntax", "timeout", "memory", "crash", "rejected", "cancelled", "busy"]
"""How a query or an update ended."""

_OUTCOMES: Final[tuple[tuple[type[BaseException], Outcome], ...]] = (
    (CancelledError, "cancelled"),
    (QueryMalformed, "syntax"),
    (QueryTimeout, "timeout"),
    (QueryExhausted, "memory"),
    (EngineBusy, "busy"),
    (CetuError, "rejected"),
)
"""The first kind that an error is of decides; one of none is a fault of ours."""
_STATE: Final = "visit"


@dataclass(slots=True)
class Visit:
    """One request. Empty strings, zeros and None: not known, or not of this kind of request."""

    request_id: str = ""
    trace: str = ""
    """The trace that the request belongs to (https://www.w3.org/TR/trace-context/#trace-id)."""
    peer: str = ""
    """Address at the other end of the connection."""
    client: str = ""
    """Address of the client: that of the peer, or whom a proxy of ours names."""
    key: str = ""
    """Public part of the valid key that the request carries."""

    query: str = ""
    """Text of the query or update."""
    outcome: Outcome | None = None
    """How the query or write ended; None: there was none."""
    fault: str = ""
    """The slug of the error it ended with, if it did."""
    writes: bool = False
    seconds: float = 0.0
    """How long it waited and ran."""
    waited: float = 0.0
    """How much of `seconds` it waited for a worker, where the door knows."""
    rows: int | None = None
    cached: bool = False
    """Whether the answer was there already: it costs the client nothing."""

    began: float = field(default_factory=monotonic)

    @contextmanager
    def asking(self, text: str) -> Iterator[Self]:
        """Time the query `text` that runs within, and note how it ended; errors pass through."""
        self.query = text
        began = monotonic()
        try:
            yield self
        except BaseException as error:
            self.outcome = outcome(error)
            if isinstance(error, CetuError):
                self.fault, self.waited = error.slug, error.waited
            raise
        else:
            self.outcome = "ok"
        finally:
            self.seconds = monotonic() - began

    @contextmanager
    def writing(self, text: str = "") -> Iterator[Self]:
        """Time the write that runs within, `text` where it is an update; else as `asking`."""
        self.writes = True
        with self.asking(text):
            yield self


def of(scope: MutableMapping[str, Any]) -> Visit:
    """Return the visit of a request, by its ASGI scope; a new one where no middleware made it."""
    state = scope.setdefault("state", {})
    found = state.get(_STATE)
    if found is None:
        found = state[_STATE] = Visit()
    assert isinstance(found, Visit)  # noqa: S101 - only this module writes it
    return found


def outcome(error: BaseException) -> Outcome:
    """Return how a query ended that ended with `error`."""
    if isinstance(error, QueryExhausted) and error.crashed:
        return "crash"
    return next((name for kind, name in _OUTCOMES if isinstance(error, kind)), "crash")
