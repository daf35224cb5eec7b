"""The host process: holds a snapshot in memory and forks the processes that share it.

Started as `python -P -m cetu.engine.host DESCRIPTOR` by `cetu.engine.process`; the descriptor is
one end of a socket pair. It first receives what to load, answers with what it loaded, and then
takes orders (see `wire.ORDER`): to fork a worker and end another, or to apply a difference, which
those forked later have and those forked before have not. It ends, and all it forked with it, when
the other end of the socket closes.
"""

import contextlib
import ctypes
import gc
import os
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from cetu.engine import following, scratch, wire, worker
from cetu.engine.standing import Scope, Standing
from cetu.engine.state import Stores, load
from cetu.engine.worker import Limits
from cetu.entail.theory import Theory

_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000


def main() -> None:
    """Load, then do as ordered, until the caller is gone."""
    control = socket.socket(fileno=int(sys.argv[1]))
    setup, _ = wire.receive(control)
    isolated = _leave_network()
    try:
        loaded = load(setup["files"], setup["changes"], union=setup["union"])
        stores = replace(loaded, base=setup["base"])
    except (OSError, SyntaxError, ValueError) as error:
        wire.send(control, {"error": str(error)})
        return
    wire.send(control, _holding(stores) | {"isolated": isolated})
    # What is alive now stays; the collector must not write to the pages that workers share.
    gc.collect()
    gc.freeze()
    scope = Scope.of(stores.base) if setup["infer"] else None
    _Host(control, stores, Limits(**setup["limits"]), setup["prefixes"], scope).obey()


def _holding(stores: Stores) -> dict[str, object]:
    graphs = sorted(graph.value for graph in stores.named.named_graphs())
    return {"graphs": graphs, "triples": len(stores.merged)}


def _leave_network() -> bool:
    """Move to a network namespace of our own, where the system lets us; workers inherit it."""
    with contextlib.suppress(AttributeError, OSError):
        unshare = ctypes.CDLL(None).unshare
        return any(unshare(how) == 0 for how in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))
    return False


class _Host:
    """Takes orders at a socket."""

    def __init__(
        self,
        control: socket.socket,
        stores: Stores,
        limits: Limits,
        prefixes: Mapping[str, str],
        scope: Scope | None,
    ) -> None:
        self._control = control
        self._stores = stores
        self._limits = limits
        self._prefixes = prefixes
        self._facts = Standing(stores, scope) if scope else None
        self._theory: Theory | None = None
        self._forked: set[int] = set()

    def obey(self) -> None:
        """Do as ordered until the caller is gone, then end all that was forked."""
        try:
            while True:
                message, descriptors, _, _ = socket.recv_fds(self._control, wire.ORDER.size, 1)
                if not message:
                    return
                order, old = wire.ORDER.unpack(message)
                status = self._end(old) if old in self._forked else 0
                if order == wire.APPLY:
                    self._apply()
                else:
                    new = self._fork(order, descriptors[0]) if descriptors else 0
                    self._control.sendall(wire.REPLY.pack(new, status))
        except (EOFError, OSError):  # the caller closed while we answered
            return
        finally:
            for process in tuple(self._forked):
                self._end(process)

    def _apply(self) -> None:
        """Bring in the difference that comes as a message, and say what is held then."""
        head, body = wire.receive(self._control)
        size = head.pop("size")
        self._stores.apply(head | {"added": body[:size], "removed": body[size:]})
        if following.may_change(body):
            self._theory = None
        wire.send(self._control, _holding(self._stores))

    def _fork(self, order: bytes, caller: int) -> int:
        if order == wire.SCRATCH and self._facts and not self._theory:
            self._theory = following.theory(self._facts)  # kept for all that are forked later
        process = os.fork()
        if not process:
            if order == wire.SCRATCH:
                scratch.run(
                    scratch.World(self._stores, self._facts, self._theory), caller, self._limits
                )
            worker.run(self._stores, caller, self._limits, self._prefixes)
        self._forked.add(process)
        os.close(caller)
        return process

    def _end(self, process: int) -> int:
        """Kill a process of ours, dead or alive, and return how it ended."""
        self._forked.discard(process)
        os.kill(process, signal.SIGKILL)
        return os.waitpid(process, 0)[1]


if __name__ == "__main__":
    with contextlib.suppress(EOFError, BrokenPipeError):  # the caller ended while we loaded
        main()
