"""Checking the graph: shapes, whole-graph rules and OWL DL, in one report."""

from pathlib import Path
from typing import Final

from rdflib import Graph

from cetu import store
from cetu.engine import Engine
from cetu.model.finding import Finding, Report
from cetu.namespaces import GRAPH
from cetu.pipeline.progress import Progress, silent
from cetu.reason import dl
from cetu.settings import Settings
from cetu.validate import checks, report, shapes

_ONTOLOGY, _VOCABULARY, _REFERENCE = (
    str(GRAPH[key]) for key in ("ontology", "vocabulary", "reference")
)
_COMMON: Final = {_ONTOLOGY, _VOCABULARY, _REFERENCE, str(GRAPH["alignment"])}
_DERIVED: Final = {str(GRAPH["inferred"]), str(GRAPH["metadata"])}
_A_CHECK_S: Final = 120.0
"""Seconds one whole-graph rule may take: they see everything, and nobody waits at a page."""


def check(root: Path, progress: Progress = silent) -> Report:
    """Return the report on the graph under `root`.

    Shapes see a document's graph with what the documents share; rules see everything; HermiT sees
    ontology, vocabularies and data, without what was inferred from them.

    Raises:
        GraphMissing: nothing has been built.
        CheckFailed: a check could not be run.
    """
    published = store.snapshot(root)
    graphs = store.graphs(published, without=_DERIVED)
    documents = sorted(graphs.keys() - _COMMON)
    findings: list[Finding] = []

    guards = shapes.load(root / "shapes")
    known = graphs[_VOCABULARY] + graphs[_REFERENCE] + shapes.hierarchy(graphs[_ONTOLOGY])
    for name in documents:
        progress("检查形状", "Checking shapes")
        findings += shapes.shapes(known + graphs[name], guards)

    progress("检查全图规则", "Checking whole-graph rules")
    settings = Settings(root=root, workers=1, query_timeout_s=_A_CHECK_S)
    with Engine(published, settings) as engine:
        findings += checks.run(checks.load(root / "queries" / "checks"), engine.select)

    progress("检查一致性（HermiT）", "Checking consistency (HermiT)")
    together = Graph()
    for name in (*sorted(_COMMON & graphs.keys()), *documents):
        together += graphs[name]
    verdict = dl.consistent(together, root=root)
    findings += verdict.findings
    return report.assemble(
        findings, consistent=verdict.consistent, unsatisfiable=verdict.unsatisfiable
    )
