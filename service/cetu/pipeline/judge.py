"""The process that holds shapes against changes: a pattern may take for ever, so it can be killed.

Started as `python -P -m cetu.pipeline.judge DESCRIPTOR ROOT BYTES` by `cetu.pipeline.guard`; the
descriptor is one end of a socket pair. It loads the shapes, says how far they reach, and then
answers cases until the other end closes.
"""

import contextlib
import math
import resource
import socket
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import RDFS, Graph, URIRef

from cetu import store
from cetu.engine import wire
from cetu.errors import CetuError
from cetu.namespaces import GRAPH
from cetu.validate import shapes
from cetu.validate.aim import Aimed
from cetu.validate.change import Data, broken
from cetu.validate.datatypes import for_kept
from cetu.validate.reach import reach


def main() -> None:
    """Load, then judge until the caller is gone."""
    sock, root = socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2])
    with contextlib.suppress(EOFError, OSError):
        try:
            guards, classes = for_kept(shapes.load(root / "shapes")), _classes(root)
        except (CetuError, OSError, SyntaxError) as error:
            wire.send(sock, {"error": str(error)})
            return
        told, aimed = asdict(reach(guards, classes)), Aimed(guards)
        wire.send(sock, {k: v if isinstance(v, int) else sorted(v) for k, v in told.items()})
        _limit_memory(int(sys.argv[3]))
        while True:
            head, body = wire.receive(sock)
            _limit_time(head["seconds"])
            wire.send(sock, _judged(head, body, aimed, classes))


def _classes(root: Path) -> Graph:
    """The class hierarchy of the ontology."""
    classes = Graph()
    for triple in store.shared(root).get(str(GRAPH["ontology"]), ()):
        lower, upper = triple.subject, triple.object
        if triple.predicate.value == str(RDFS.subClassOf) and (
            isinstance(lower, ox.NamedNode) and isinstance(upper, ox.NamedNode)
        ):
            classes.add((URIRef(lower.value), RDFS.subClassOf, URIRef(upper.value)))
    return classes


def _judged(
    head: Mapping[str, Any], body: bytes, guards: Aimed, classes: Graph
) -> dict[str, object]:
    try:
        parts, start = [], 0
        for size in head["sizes"]:
            parts.append(store.graph(body[start : start + size]))
            start += size
        base, kinds, removed, added = parts
        base += classes
        found = broken(Data(base, kinds), (removed, added), guards, head["things"])
    except MemoryError:
        return {"error": "it needs too much memory"}
    except CetuError as error:
        return {"error": error.detail}
    return {"findings": [asdict(one) for one in found]}


def _limit_memory(more: int) -> None:
    """Cap the address space at what is used and `more` bytes."""
    with contextlib.suppress(OSError, ValueError):
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + more, used + more))


def _limit_time(seconds: float) -> None:
    """End, even in the middle of a pattern, if the caller is no longer there to end us."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = usage.ru_utime + usage.ru_stime
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(spent + seconds) + 1, hard))


if __name__ == "__main__":
    main()
