"""The files of the graph on disk: which make a snapshot, and how a built one is written.

A named graph a document version, plus shared graphs; the file name decides the graph of a Turtle
file, a TriG file names its own. A named graph may lie in several files: each document's file holds
its share of what was inferred, and of the description of the graphs.
"""

import fcntl
import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
from rdflib import XSD, BNode, Graph, Literal, URIRef

from cetu.errors import GraphMissing
from cetu.model import record
from cetu.model.snapshot import GraphFile, Snapshot
from cetu.namespaces import GRAPH, PREFIXES

# Of a literal that is not what its datatype asks rdflib logs a traceback; the check tells it.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


def files_of(root: Path) -> Iterator[GraphFile]:
    """Yield the files of the graph under `root`: those that all share, then the built ones."""
    ontology = root / "ontology"
    for path in sorted(ontology.glob("*.ttl")):
        yield GraphFile(path, str(GRAPH[path.stem if path.stem == "alignment" else "ontology"]))
    for path in sorted((ontology / "vocabulary").glob("*.ttl")):
        yield GraphFile(path, str(GRAPH["vocabulary"]))
    for path in sorted((root / "data" / "reference").glob("*.ttl")):
        yield GraphFile(path, str(GRAPH["reference"]))
    for path in sorted((root / "data" / "links").glob("*.ttl")):
        yield GraphFile(path, str(GRAPH[f"links/{path.stem}"]))
    for path in sorted((root / "data" / "graph").glob("*.trig")):
        yield GraphFile(path, None)


def shared(root: Path) -> dict[str, list[ox.Triple]]:
    """Return the triples of the graphs that no document gives, by graph IRI."""
    graphs: dict[str, list[ox.Triple]] = {}
    for file in files_of(root):
        if file.graph is not None:
            graphs.setdefault(file.graph, []).extend(q.triple for q in ox.parse(path=file.path))
    return graphs


def graphs(published: Snapshot, *, without: Collection[str] = ()) -> dict[str, Graph]:
    """Return the named graphs of a snapshot as rdflib reads them, but for those of `without`."""
    return _graphs(published.files, without)


def load(path: Path, *, without: Collection[str] = ()) -> dict[str, Graph]:
    """Return the named graphs of one TriG file, but for those of `without`."""
    return _graphs([GraphFile(path, None)], without)


def graph(content: bytes) -> Graph:
    """Return the statements of N-Triples as the engine keeps them, for rdflib."""
    kept, found, known = ox.Store(), Graph(), dict[str, URIRef]()
    kept.bulk_extend(ox.parse(content, format=ox.RdfFormat.N_TRIPLES))
    for quad in kept:
        subject, predicate, value = (_term(term, known) for term in quad.triple)
        found.add((subject, predicate, value))
    return found


def dataset(files: Iterable[GraphFile | Path]) -> ox.Store:
    """Return the graphs of `files` (a path: TriG), each under its name, to be queried."""
    store = ox.Store()
    for file in files:
        if isinstance(file, GraphFile) and file.graph is not None:
            name = ox.NamedNode(file.graph)
            quads = ox.parse(path=file.path)
            store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object, name) for q in quads)
        else:
            store.bulk_extend(ox.parse(path=file.path if isinstance(file, GraphFile) else file))
    return store


def union(files: Iterable[GraphFile | Path]) -> ox.Store:
    """Return the union of the graphs of `files` (a path: TriG) as one graph to be queried."""
    store = ox.Store()
    for file in files:
        quads = ox.parse(path=file.path if isinstance(file, GraphFile) else file)
        store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)
    return store


def _graphs(files: Iterable[GraphFile], without: Collection[str]) -> dict[str, Graph]:
    found: dict[str, Graph] = {}
    known: dict[str, URIRef] = {}
    for file in files:
        for quad in ox.parse(path=file.path):
            name = file.graph or quad.graph_name.value
            if name not in without:
                # Term by term: rdflib's own parser takes three times as long.
                subject, predicate, value = (_term(term, known) for term in quad.triple)
                found.setdefault(name, Graph()).add((subject, predicate, value))
    return found


def _term(term: object, known: dict[str, URIRef]) -> URIRef | BNode | Literal:
    """Return a term of the engine's as rdflib's; the same IRI is the same object."""
    if isinstance(term, ox.NamedNode):
        if term.value not in known:
            known[term.value] = URIRef(term.value)
        return known[term.value]
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        if term.datatype.value == str(XSD.string):
            return Literal(term.value)
        return Literal(term.value, datatype=URIRef(term.datatype.value))
    raise TypeError(f"no term of RDF 1.1: {term}")


def snapshot(root: Path, state: Path | None = None) -> Snapshot:
    """Return the snapshot under `root` (the folder with `ontology/` and `data/`).

    With `state` (the folder of what a service writes), what its journal holds is part of it; while
    that is nothing, the digest is the one of the built files.

    Raises:
        GraphMissing: nothing has been built yet.
    """
    files = tuple(files_of(root))
    if not any(file.graph is None for file in files):
        raise GraphMissing(
            "The graph has not been built.",
            "图谱尚未构建。",
            hint="Run `cetu build`.",
            hint_zh="请运行 `cetu build`。",
        )
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.path.relative_to(root)}\0{file.graph}\0".encode())
        digest.update(hashlib.sha256(file.path.read_bytes()).digest())
    base = digest.hexdigest()
    journal = state / "journal" if state else None
    changes = record.segments(journal) if journal else ()
    return Snapshot(record.state(base, _head(changes)), files, changes, base, journal)


def _head(changes: Sequence[Path]) -> str:
    """The hash of the last record of a journal."""
    for path in reversed(changes):
        if lines := record.whole(path.read_bytes()).splitlines():
            return str(json.loads(lines[-1])["hash"])
    return record.NONE


def trig(graphs: Mapping[str, Iterable[ox.Triple]]) -> bytes:
    """Return named graphs (IRI → triples) as TriG, in their order, the triples sorted.

    The same triples give the same bytes. They hold no blank nodes, whose labels would change from
    run to run.
    """
    quads = [
        ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(name))
        for name, triples in graphs.items()
        for triple in sorted(triples, key=str)
    ]
    text = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=PREFIXES) or b""
    lines = text.splitlines(keepends=True)
    head = [line for line in lines if line.startswith(b"@prefix")]
    # The engine writes prefixes in the order of a hash table, which changes from run to run.
    return b"".join(sorted(head) + lines[len(head) :])


def triples(graph: Graph) -> list[ox.Triple]:
    """Return the triples of an rdflib graph as the engine's."""
    lines = graph.serialize(format="nt", encoding="utf-8")
    return [quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)]


def write(path: Path, content: bytes) -> bool:
    """Write `content` to `path` whole or not at all; return whether the bytes changed."""
    return write_all({path: content})[path]


def write_all(files: Mapping[Path, bytes]) -> dict[Path, bool]:
    """Write files, each whole or not at all; return whether the bytes of each changed.

    All bytes are staged first (see `stage`); only then do they take their names. So a full disk
    changes nothing, a reader sees the old file or the new one, and a crash leaves no half file (but
    perhaps leftovers: see `sweep`).
    """
    staged: dict[Path, Path | None] = {}
    try:
        for path, content in files.items():
            staged[path] = stage(path, content)
        publish(staged)
    except BaseException:
        discard(staged.values())
        raise
    return {path: temporary is not None for path, temporary in staged.items()}


def stage(path: Path, content: bytes) -> Path | None:
    """Write `content` to a temporary file beside `path`, synced; None where `path` has it already.

    An error leaves no temporary file.
    """
    if path.is_file() and path.read_bytes() == content:
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def publish(staged: Mapping[Path, Path | None]) -> None:
    """Give each staged file (path → what `stage` returned for it) its name, in one step each."""
    for path, temporary in staged.items():
        if temporary is not None:
            temporary.replace(path)


def discard(staged: Iterable[Path | None]) -> None:
    """Remove staged files that do not get their names."""
    for temporary in staged:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove the temporary files that a killed build left in `folder`; nobody may be writing."""
    for leftover in folder.glob(".*.trig.*"):
        leftover.unlink()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold `folder`, made if need be, for one writer at a time; others wait here."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)  # let go by the system if we are killed
        yield
    finally:
        os.close(descriptor)
