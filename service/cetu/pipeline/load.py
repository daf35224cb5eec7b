"""Loading the published graph into a remote SPARQL server, graph by graph, from where it broke off.

The server's metadata graph is written first, which takes away what was recorded there, and the
record of this load last: whoever finds the record finds all that it speaks of.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cetu import store
from cetu.engine import Engine
from cetu.engine.deliver import Delivery, delivery
from cetu.engine.holding import RECORD
from cetu.engine.remote import Remote
from cetu.errors import ParameterInvalid
from cetu.namespaces import GRAPH
from cetu.pipeline.progress import Progress, silent
from cetu.settings import Settings

_METADATA: Final = str(GRAPH["metadata"])
_IDENTIFIER: Final = "http://purl.org/dc/terms/identifier"
_UNBOUNDED: Final = 1 << 40
_A_GRAPH_S: Final = 600.0


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did; `already` where the server had this snapshot, and nothing was done."""

    graphs: int
    triples: int
    dropped: int = 0
    resumed: bool = False
    already: bool = False


@dataclass(slots=True)
class _Place:
    """How far a load has come: for each graph, the batches the server has."""

    path: Path
    digest: str
    address: str
    done: dict[str, int]

    @classmethod
    def read(cls, path: Path, digest: str, address: str) -> "_Place":
        try:
            kept = json.loads(path.read_text("utf-8"))
            same = (kept["digest"], kept["address"]) == (digest, address)
            return cls(path, digest, address, dict(kept["done"]) if same else {})
        except (OSError, ValueError, KeyError, TypeError):
            return cls(path, digest, address, {})

    def note(self, graph: str, batches: int) -> None:
        self.done[graph] = batches
        kept = {"address": self.address, "digest": self.digest, "done": self.done}
        store.write(self.path, json.dumps(kept).encode())


def load(
    settings: Settings,
    progress: Progress = silent,
    *,
    to_store: str = "",
    to_update: str = "",
    replace: bool = False,
) -> Loaded:
    """Load the graph published under `settings.root` into the server `settings.engine` names.

    A load that broke off goes on where it was, as long as the graph is the same. Graphs of other
    names than ours stay untouched.

    Args:
        settings: which graph, which server.
        progress: told how many triples are there.
        to_store: the address of the server's Graph Store, where it is not one we know.
        to_update: instead, the address that takes SPARQL Update.
        replace: write over graphs of ours that the server has, and drop those we have no more.

    Raises:
        GraphMissing: nothing has been built.
        ParameterInvalid: no server is set up; or it has graphs of ours, and `replace` is not given.
        RemoteFailed: the server failed; what it has by then is kept in mind for the next time.
    """
    if not settings.engine:
        raise ParameterInvalid(
            "No server is set up to load into.",
            "未设置要载入的服务器。",
            hint="Set CETU_ENGINE=sparql+http://host:port/path.",
            hint_zh="请设 CETU_ENGINE=sparql+http://主机:端口/路径。",
        )
    unlimited = {
        "engine": "",
        "workers": 1,
        "max_rows": _UNBOUNDED,
        "max_result_bytes": _UNBOUNDED,
        "worker_memory_bytes": _UNBOUNDED,
        "query_timeout_s": _A_GRAPH_S,
    }
    # Before a load there may be nothing, of which no default graph can be the union.
    there = Remote(settings.model_copy(update={"default_graph": "own"}))
    ways = delivery(there.address, settings.write_timeout_s, store=to_store, update=to_update)
    snapshot = store.snapshot(settings.root, settings.state_folder)
    with there:
        held = {graph for graph in there.graphs if graph.startswith(str(GRAPH))}
        recorded = [row["digest"].value for row in there.select(RECORD)] if held else []
    path = settings.state_folder / "load.json"
    place = _Place.read(path, snapshot.digest, there.address.url)
    if recorded == [_record(snapshot.digest)] and not replace:
        return Loaded(len(held), 0, already=True)
    if not place.done.keys() <= held:  # what the server had by then is gone
        place.done.clear()
    if held and not replace and not place.done:
        raise ParameterInvalid(
            f"The server has {len(held)} graphs of ours already, of another load.",
            f"服务器已有另一次载入的 {len(held)} 个图。",
            hint="Give --replace to write over them.",
            hint_zh="如要覆盖，请用 --replace。",
        )
    if replace and recorded:
        place.done.clear()
    resumed = bool(place.done)
    with Engine(snapshot, settings.model_copy(update=unlimited)) as own:
        graphs = sorted(own.graphs, key=lambda graph: (graph != _METADATA, graph))
        written = _deliver(own, graphs, ways, place, progress)
        stale = sorted(held - set(graphs)) if replace else []
        for graph in stale:
            ways.drop(graph)
    ways.add(_METADATA, f'<{_METADATA}> <{_IDENTIFIER}> "{_record(snapshot.digest)}" .\n')
    place.path.unlink(missing_ok=True)
    return Loaded(len(graphs), written, len(stale), resumed=resumed)


def _record(digest: str) -> str:
    return f"sha256:{digest}"


def _deliver(
    own: Engine, graphs: Sequence[str], ways: Delivery, place: _Place, progress: Progress
) -> int:
    """Write every graph; return how many triples were written now."""
    told = ("载入图谱", "Loading the graph")
    total, seen, written = own.triples, 0, 0
    for graph in graphs:
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        lines = own.construct(query, "application/n-triples").decode().splitlines(keepends=True)
        done = place.done.get(graph, 0)
        for number, batch in enumerate(_batches(lines, ways.most)):
            progress(*told, seen, max(seen, total))
            if number >= done:
                (ways.add if number else ways.put)(graph, "".join(batch))
                written += len(batch)
                place.note(graph, number + 1)
            seen += len(batch)
    progress(*told, seen, seen)
    return written


def _batches(lines: list[str], most: int) -> Iterator[list[str]]:
    """Part triples into requests, the same ones whenever the triples are.

    A blank node is another one in each request, so all triples that have one go in the first.
    """
    blank = [line for line in lines if _has_blank(line)]
    others = sorted(line for line in lines if not _has_blank(line))
    first = max(0, most - len(blank))
    yield blank + others[:first]
    for start in range(first, len(others), most):
        yield others[start : start + most]


def _has_blank(line: str) -> bool:
    return line.startswith("_:") or " _:" in line.partition("> <")[2].partition('"')[0]
