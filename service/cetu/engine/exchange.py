"""A query on its way: through the line to a worker and back, while the caller's thread waits."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cetu.engine import complaint, wire
from cetu.engine.line import closing, late

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from cetu.engine.crew import Crew
    from cetu.model.spool import Spool
    from cetu.settings import Settings

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Order:
    """What to ask of a worker: a packed message.

    `deadline` is of `time.monotonic`; with less than `least` seconds to it, asking is not worth it.
    With `leave_one` the last worker is left to others.
    """

    message: bytes
    deadline: float
    least: float
    leave_one: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """What a worker gave: head and body, the state it holds, and the seconds it took."""

    head: dict[str, Any]
    body: bytes | bytearray | Spool
    state: str
    waited: float
    ran: float


def exchange(order: Order, crew: Crew, settings: Settings, *, again: bool = False) -> Brought:
    """Have a worker answer; whatever happens, a sound worker goes back to the line.

    `again`: it was asked once already, of a worker that fell with its host.

    Raises:
        QueryTimeout, QueryExhausted: it ran into a limit and was stopped.
        EngineBusy: no worker came free in time, or too many queries wait already.
    """
    line, leave_one = crew.line, order.leave_one
    entered = time.monotonic()
    worker = line.take(order.deadline, leave_one=leave_one)
    began = time.monotonic()
    if order.deadline - began < order.least:
        line.give_back(worker, leave_one=leave_one)
        raise late()
    # Killed while idle, or kept where none could be forked: not the fault of this query.
    if worker.gone() or worker.state != line.state:
        worker, _ = crew.replace(worker)
        if worker.gone():  # and none can be forked now
            line.give_back(worker, leave_one=leave_one)
            raise late()
    host = crew.host_now
    incoming = wire.Incoming(spool=True)
    try:
        worker.sock.settimeout(order.deadline - began)
        worker.sock.sendall(order.message)
        wire.fetch(worker.sock, incoming, order.deadline)
    except TimeoutError:
        crew.retire(worker, "timeout", leave_one=leave_one)
        raise complaint.too_long(began - entered, time.monotonic() - began) from None
    except (EOFError, OSError):
        replacement, died_of = crew.replace(worker)
        line.give_back(replacement, leave_one=leave_one)
        if line.closed:
            raise closing() from None
        if crew.host_now is not host and not again:
            # It fell with its host, perhaps before the query reached it: ask its successor.
            return exchange(order, crew, settings, again=True)
        _log.warning("a worker died of signal %d", died_of)
        raise complaint.died(died_of, time.monotonic() - began, settings) from None
    except wire.NoRoom as error:
        crew.retire(worker, "cancelled", leave_one=leave_one)
        raise complaint.no_room(str(error)) from None
    except BaseException:  # Ctrl-C in this thread: the worker is still busy, so not reusable
        crew.retire(worker, "cancelled", leave_one=leave_one)
        raise
    ran = time.monotonic() - began
    line.give_back(worker, leave_one=leave_one)
    return Brought(incoming.head, incoming.body, worker.state, began - entered, ran)
