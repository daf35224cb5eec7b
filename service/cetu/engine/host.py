"""The host process: loads a snapshot into memory once and forks the workers that share it.

Started as `python -P -m cetu.engine.host DESCRIPTOR` by `cetu.engine.process`; the descriptor is
one end of a socket pair. It first receives what to load, answers with what it loaded, and then
takes orders: each brings the socket of a new worker and the number of an old one to end. It ends,
and all its workers with it, when the other end of the socket closes.
"""

import contextlib
import ctypes
import gc
import os
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from cetu.engine import wire
from cetu.engine.worker import Limits, Stores, run

_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000


def main() -> None:
    """Load, then fork workers as ordered, until the caller is gone."""
    control = socket.socket(fileno=int(sys.argv[1]))
    setup, _ = wire.receive(control)
    isolated = _leave_network()
    try:
        stores = load(setup["files"])
    except (OSError, SyntaxError, ValueError) as error:
        wire.send(control, {"error": str(error)})
        return
    graphs = sorted(graph.value for graph in stores.named.named_graphs())
    wire.send(control, {"graphs": graphs, "triples": len(stores.merged), "isolated": isolated})
    # What is alive now stays; the collector must not write to the pages that workers share.
    gc.collect()
    gc.freeze()
    _fork_on_order(control, stores, Limits(**setup["limits"]), setup["prefixes"])


def load(files: Sequence[tuple[str, str | None]]) -> Stores:
    """Load (path, graph) pairs; a file without a graph is TriG and names its own.

    Raises:
        OSError, SyntaxError, ValueError: a file cannot be read; the message names it.
    """
    stores = Stores(merged=ox.Store(), named=ox.Store())
    for path, graph in files:
        try:
            stores.named.bulk_load(
                path=path,
                format=ox.RdfFormat.TURTLE if graph else ox.RdfFormat.TRIG,
                to_graph=ox.NamedNode(graph) if graph else None,
            )
        except (OSError, SyntaxError, ValueError) as error:
            raise ValueError(f"{Path(path).name}: {error}") from error
    stores.merged.bulk_extend(
        ox.Quad(quad.subject, quad.predicate, quad.object) for quad in stores.named
    )
    stores.named.bulk_extend(stores.merged)
    return stores


def _leave_network() -> bool:
    """Move to a network namespace of our own, where the system lets us; workers inherit it."""
    with contextlib.suppress(AttributeError, OSError):
        unshare = ctypes.CDLL(None).unshare
        return any(unshare(how) == 0 for how in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))
    return False


def _fork_on_order(
    control: socket.socket, stores: Stores, limits: Limits, prefixes: Mapping[str, str]
) -> None:
    workers: set[int] = set()
    try:
        while True:
            message, descriptors, _, _ = socket.recv_fds(control, wire.ORDER.size, 1)
            if not message:
                return
            (old,) = wire.ORDER.unpack(message)
            status = _end(old) if old in workers else 0
            workers.discard(old)
            worker = os.fork()
            if not worker:
                run(stores, descriptors[0], limits, prefixes)
            workers.add(worker)
            os.close(descriptors[0])
            control.sendall(wire.REPLY.pack(worker, status))
    except OSError:  # the caller closed while we answered
        return
    finally:
        for worker in workers:
            _end(worker)


def _end(worker: int) -> int:
    """Kill a worker, dead or alive, and return how it ended."""
    os.kill(worker, signal.SIGKILL)
    return os.waitpid(worker, 0)[1]


if __name__ == "__main__":
    main()
