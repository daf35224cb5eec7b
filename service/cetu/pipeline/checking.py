"""Checking the graph: shapes, whole-graph rules and OWL DL, in one report."""

import logging
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import Graph

from cetu import report, store
from cetu.engine import rows
from cetu.errors import CheckFailed, ThingUnknown
from cetu.model.finding import Finding, Report, Severity
from cetu.model.result import Table
from cetu.model.snapshot import GraphFile, Snapshot
from cetu.namespaces import GRAPH
from cetu.pipeline import premises
from cetu.pipeline.crew import Crew
from cetu.pipeline.engines import engine
from cetu.pipeline.fresh import SHARED
from cetu.pipeline.progress import Progress, silent
from cetu.reason import dl
from cetu.settings import Settings
from cetu.validate import checks, shapes
from cetu.validate.focus import Explainer

_log = logging.getLogger(__name__)
_ONTOLOGY, _VOCABULARY, _REFERENCE = (
    str(GRAPH[key]) for key in ("ontology", "vocabulary", "reference")
)
_DERIVED: Final = {str(GRAPH[key]) for key in ("inferred", "metadata", "void")}
_GRAVE: Final[frozenset[Severity]] = frozenset({"violation", "warning"})
_ALL: Final = _GRAVE | frozenset[Severity]({"info"})
_A_CHECK_S: Final = 120.0
"""Seconds one whole-graph rule may take: they see everything, and nobody waits at a page."""
_TOGETHER: Final = 6 << 20
"""Bytes of documents that HermiT is asked about at once: it takes a second to start."""


@dataclass(frozen=True, slots=True)
class _Shared:
    """What every document is checked with."""

    guards: Graph
    known: Graph
    classes: Graph
    ontology: Graph
    files: tuple[GraphFile | Path, ...]
    explainer: Explainer


def check(
    root: Path,
    progress: Progress = silent,
    *,
    jobs: int | None = None,
    document: str = "",
    full: bool = False,
) -> Report:
    """Return the report on the graph under `root`.

    Shapes see what the documents share, and a document's graph with what it touches of that; rules
    see everything; HermiT sees ontology, vocabularies and one document, without what was inferred
    from them. Documents are checked in `jobs` processes (all processors by default).

    Args:
        root: the folder of the assets.
        progress: told how far it is.
        jobs: how many processes.
        document: check only the versions of the document with this key, by shapes and HermiT.
        full: explain notes, too, not only what is wrong or may be.

    Raises:
        GraphMissing: nothing has been built.
        ThingUnknown: no document has this key.
        CheckFailed: a check could not be run.
    """
    published = store.snapshot(root)
    files = documents(published, document)
    explained = _ALL if full else _GRAVE
    if document:
        held = store.dataset([*_shared(root, published.digest).files, *files])
        found = _found(files, (root, published.digest), explained, progress, jobs)
        return _assembled(*found, _selecting(held), published.digest)
    progress("检查全图规则", "Checking whole-graph rules")
    settings = Settings(root=root, workers=1, query_timeout_s=_A_CHECK_S)
    rules = [rule for rule in checks.rules(root) if rule.scope == "graph"]
    with engine(settings) as running:
        first = checks.run(rules, running.select, explained=explained)
        findings, verdict = _found(files, (root, published.digest), explained, progress, jobs)
        return _assembled([*first, *findings], verdict, running.select, published.digest)


def _found(
    files: Sequence[Path],
    snapshot: tuple[Path, str],
    explained: Collection[Severity],
    progress: Progress,
    jobs: int | None,
) -> tuple[list[Finding], dl.DlResult]:
    """Return what shapes and document rules find in `files`, and what HermiT says of them."""
    root, digest = snapshot
    shared = _shared(root, digest)
    known = shared.known + shared.classes
    findings = shared.explainer.explained(shapes.shapes(known, shared.guards), known, explained)
    told = ("检查每份文件", "Checking each document")
    progress(*told, 0, len(files))
    with Crew(jobs, 2 * len(files)) as crew:
        for done, (_, found) in enumerate(
            crew.each(document_findings, files, root, digest, explained), start=1
        ):
            findings += found()
            progress(*told, done, len(files))
        return findings, consistency(files, snapshot, progress, crew)


def _assembled(
    findings: Sequence[Finding], verdict: dl.DlResult, select: checks.Select, digest: str
) -> Report:
    return report.assemble(
        premises.told([*findings, *verdict.findings], select),
        consistent=verdict.consistent,
        unsatisfiable=verdict.unsatisfiable,
        digest=digest,
    )


def document_findings(
    path: Path, root: Path, digest: str = "", explained: Collection[Severity] = ()
) -> list[Finding]:
    """Return what shapes and the rules about one document find in the one at `path`.

    `digest` is that of the snapshot: what is shared is loaded once for it. Findings whose severity
    is among `explained` have their premises, not yet told.

    Raises:
        CheckFailed: a check could not be run.
    """
    shared = _shared(root, digest)
    stated = _stated(path)
    judged = shapes.part(shared.known, stated, shared.guards) + shared.classes + stated
    found = shared.explainer.explained(shapes.shapes(judged, shared.guards), judged, explained)
    rules = [rule for rule in checks.rules(root) if rule.scope == "document"]
    union = store.union([*shared.files, path])
    return found + checks.run(rules, _selecting(union), explained=explained)


def _selecting(held: ox.Store) -> checks.Select:
    """Return what runs a SELECT over the union of the graphs of `held`."""

    def select(query: str) -> Table:
        answer = held.query(query, use_default_graph_as_union=True)
        if not isinstance(answer, ox.QuerySolutions):
            raise CheckFailed("A check is no SELECT query.", "有检查不是 SELECT 查询。")
        return rows(answer.serialize(format=ox.QueryResultsFormat.JSON) or b"")

    return select


def added_findings(path: Path, root: Path, digest: str) -> list[Finding]:
    """Return what is found in a document that was added: of what it describes, and by HermiT.

    Raises:
        CheckFailed: a check could not be run.
    """
    ontology, stated = _shared(root, digest).ontology, _stated(path)
    with ThreadPoolExecutor(1) as beside:  # HermiT is a process of its own
        verdict = beside.submit(dl.consistent, ontology + stated, root=root, classes=False)
        own = {str(thing) for thing in stated.subjects()}
        found = [one for one in document_findings(path, root, digest) if one.thing in own]
        try:
            found += verdict.result().findings
        except CheckFailed as error:  # what was added is there, whether or not this can be told
            _log.warning("%s was not held against the ontology: %s", path.name, error.detail)
        return found


def consistency(
    files: Sequence[Path], snapshot: tuple[Path, str], progress: Progress, crew: Crew
) -> dl.DlResult:
    """Return what HermiT says of the ontology with each of `files`.

    Args:
        files: documents; several that hold together are asked about at once.
        snapshot: the root, and the digest of its snapshot.
        progress: told how far it is.
        crew: who asks.

    Raises:
        CheckFailed: the reasoner could not run.
    """
    root, digest = snapshot
    told = ("检查一致性（HermiT）", "Checking consistency (HermiT)")
    progress(*told, 0, len(files))
    alone = dl.consistent(_shared(root, digest).ontology, root=root)
    if not alone.consistent:
        return alone
    findings = list(alone.findings)
    consistent, done = True, 0
    batches = list(_batches(files, crew.size))
    for batch, verdicts in crew.each(_agree, batches, root, digest):
        for verdict in verdicts():
            findings += verdict.findings
            consistent = consistent and verdict.consistent
        done += len(batch)
        progress(*told, done, len(files))
    return dl.DlResult(consistent, alone.unsatisfiable, tuple(findings))


def _agree(batch: Sequence[Path], root: Path, digest: str) -> list[dl.DlResult]:
    """Return what stands against each document of `batch`; nothing where all hold together."""
    shared = _shared(root, digest).ontology
    documents = [_stated(path) for path in batch]
    if len(batch) > 1:
        together = Graph()
        for graph in (shared, *documents):
            together += graph
        if dl.holds(together):
            return []
    return [dl.consistent(shared + graph, root=root, classes=False) for graph in documents]


def _batches(files: Sequence[Path], jobs: int) -> Iterator[tuple[Path, ...]]:
    """Yield documents to be reasoned over at once, never two versions of one among them."""
    sizes = {path: path.stat().st_size for path in files}
    most = min(_TOGETHER, sum(sizes.values()) // jobs + 1)
    for generation in _generations(files):
        batch: list[Path] = []
        for path in generation:
            if batch and sum(sizes[p] for p in (*batch, path)) > most:
                yield tuple(batch)
                batch = []
            batch.append(path)
        if batch:
            yield tuple(batch)


def _generations(files: Sequence[Path]) -> list[list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in files:
        found.setdefault(path.stem.partition(".")[2], []).append(path)
    return list(found.values())


def documents(published: Snapshot, document: str = "") -> list[Path]:
    """Return the files of the documents of a snapshot, of one only if `document` is its key.

    Raises:
        ThingUnknown: no document has this key.
    """
    files = [
        file.path for file in published.files if file.graph is None and file.path.stem not in SHARED
    ]
    if not document:
        return files
    if chosen := [path for path in files if path.stem.partition(".")[0] == document]:
        return chosen
    raise ThingUnknown(
        f"No document has the key “{document}”.",
        f"没有标识为“{document}”的文件。",
        hint="It stands in the first column of data/sources.csv.",
        hint_zh="标识见 data/sources.csv 第一列。",
    )


@lru_cache(maxsize=1)
def _shared(root: Path, _digest: str) -> _Shared:
    published = store.snapshot(root)
    files = tuple(file for file in published.files if file.graph is not None)
    graphs = store.graphs(Snapshot("", files))
    ontology = Graph()
    for graph in graphs.values():
        ontology += graph
    nothing = Graph()
    known = graphs.get(_VOCABULARY, nothing) + graphs.get(_REFERENCE, nothing)
    classes = shapes.hierarchy(graphs.get(_ONTOLOGY, nothing))
    derived = [f.path for f in published.files if f.graph is None and f.path.stem in SHARED]
    guards = shapes.load(root / "shapes")
    return _Shared(guards, known, classes, ontology, (*files, *derived), Explainer(guards))


def _stated(path: Path) -> Graph:
    """Return what a document's file states, without what was inferred from it."""
    stated = Graph()
    for graph in store.load(path, without=_DERIVED).values():
        stated += graph
    return stated
