"""The W3C manifests: which tests there are, and the files they name.

https://www.w3.org/2009/sparql/docs/tests/README.html
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")

_BASES: Final = {
    "sparql11": "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/",
    "sparql10": "http://www.w3.org/2001/sw/DataAccess/tests/data-r2/",
}
"""Where each folder stands on the web: relative IRIs in its files resolve against that."""
_ROOTS: Final = {"sparql11": "manifest-all.ttl", "sparql10": "manifest.ttl"}
_BY_KIND: Final = {
    "ProtocolTest": "protocol",
    "GraphStoreProtocolTest": "graph-store",
    "ServiceDescriptionTest": "service-description",
    "UpdateEvaluationTest": "update",
    "CSVResultFormatTest": "results",
    "QueryEvaluationTest": "query",
}
_BY_GROUP: Final = {"csv-tsv-res": "results", "json-res": "results", "service": "federation"}
_LEFT_OUT: Final = {"entailment"}
"""Groups for an entailment regime: a service without one answers otherwise, and rightly so."""

SUITES: Final[Sequence[str]] = (
    "protocol",
    "graph-store",
    "service-description",
    "query",
    "results",
    "update",
    "syntax",
    "federation",
    "query-1.0",
    "syntax-1.0",
)


@dataclass(frozen=True, slots=True)
class Case:
    """One test: what it is called, what kind it is, and its node in its manifest."""

    suite: str
    name: str
    """Group and name, as `aggregates/agg01`: unique within the suite."""
    title: str
    kind: str
    node: Node
    manifest: Graph
    files: "Files"

    def one(self, subject: Node, predicate: URIRef) -> Node | None:
        """The value of a property in the manifest."""
        return self.manifest.value(subject, predicate)

    def all(self, subject: Node, predicate: URIRef) -> list[Node]:
        """The values of a property in the manifest, sorted."""
        return sorted(self.manifest.objects(subject, predicate), key=str)

    def items(self, subject: Node, predicate: URIRef) -> list[Node]:
        """The members of a list that is the value of a property; none without one."""
        head = self.one(subject, predicate)
        return [] if head is None else list(Collection(self.manifest, head))


@dataclass(frozen=True, slots=True)
class Files:
    """The files of the suites by the IRIs that manifests give them."""

    folder: Path
    put: Mapping[str, str]
    """Texts to be put in place of others wherever a file is read."""

    def text(self, iri: Node) -> str:
        """The text of a file."""
        text = self._path(str(iri)).read_text("utf-8")
        for old, new in self.put.items():
            text = text.replace(old, new)
        return text

    def graph(self, iri: Node) -> Graph:
        """The triples of a file."""
        kind = {"rdf": "xml", "nt": "nt"}.get(str(iri).rpartition(".")[2], "turtle")
        return Graph().parse(data=self.text(iri), format=kind, publicID=str(iri))

    def _path(self, iri: str) -> Path:
        for version, base in _BASES.items():
            if iri.startswith(base):
                return self.folder / version / iri.removeprefix(base)
        raise FileNotFoundError(iri)


def read(folder: Path, put: Mapping[str, str] | None = None) -> Iterator[Case]:
    """Every test under `folder` (it holds `sparql10/` and `sparql11/`), in the manifests' order.

    Raises:
        FileNotFoundError: a manifest is not there.
    """
    files = Files(folder, put or {})
    for version, name in _ROOTS.items():
        yield from _read(files, version, URIRef(_BASES[version] + name))


def _read(files: Files, version: str, iri: URIRef) -> Iterator[Case]:
    manifest = files.graph(iri)
    group = str(iri).rsplit("/", 2)[1]
    for lists in manifest.objects(iri, MF.include):
        for included in Collection(manifest, lists):
            if str(included).rsplit("/", 2)[1] not in _LEFT_OUT:
                yield from _read(files, version, URIRef(str(included)))
    for lists in manifest.objects(None, MF.entries):
        for node in Collection(manifest, lists):
            kind = str(manifest.value(node, RDF.type)).partition("#")[2]
            suite = _BY_GROUP.get(group, _BY_KIND.get(kind, "syntax"))
            if "SyntaxTest" in kind:
                suite = "syntax"
            yield Case(
                suite if version == "sparql11" else f"{suite}-1.0",
                f"{group}/{str(node).rpartition('#')[2]}",
                str(manifest.value(node, MF.name)),
                kind,
                node,
                manifest,
                files,
            )
