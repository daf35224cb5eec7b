"""The W3C's SHACL tests, run through the project's own step: see `--help`.

A test names data, shapes and the report expected (https://w3c.github.io/data-shapes/data-shapes-test-suite/).
Reports are compared as bags of results, by focus node, path, value, severity, component and shape;
a blank node is like any other.
"""

import argparse
import logging
import os
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import SH, BNode, Graph, Literal, Namespace, Node, URIRef
from rdflib.collection import Collection

from cetu.errors import CheckFailed
from cetu.validate import shacl
from cetu.validate.shacl import Result

_MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
_SHT: Final = Namespace("http://www.w3.org/ns/shacl-test#")
_TRUE: Final = {"true", "1"}
PARTS: Final = ("core", "sparql")


@dataclass(frozen=True, slots=True)
class Case:
    """One test: `core/node/and-001`, its node in its manifest, and where its files lie."""

    name: str
    node: Node
    manifest: Graph
    folder: Path

    @property
    def part(self) -> str:
        """Of which part of the suite it is."""
        return self.name.partition("/")[0]


def read(folder: Path) -> Iterator[Case]:
    """Yield every test that the manifest in `folder` leads to, in order."""
    yield from _read(folder / "manifest.ttl", folder)


def _read(path: Path, top: Path) -> Iterator[Case]:
    manifest = _graph(path)
    included = manifest.objects(None, _MF.include)
    for file in sorted(Path(str(iri).removeprefix("file://")) for iri in included):
        yield from _read(file, top)
    for entries in manifest.objects(None, _MF.entries):
        for node in Collection(manifest, entries):
            name = (path.parent / str(node).rpartition("/")[2]).relative_to(top)
            yield Case(name.as_posix(), node, manifest, path.parent)


def failure(case: Case) -> str:
    """Run a test; return what is not as expected, "" where all is."""
    action, expected = (case.manifest.value(case.node, p) for p in (_MF.action, _MF.result))
    data, shapes = (
        _named(case, case.manifest.value(action, p)) for p in (_SHT.dataGraph, _SHT.shapesGraph)
    )
    try:
        found = shacl.validate(data, shapes)
    except CheckFailed as error:
        return "" if expected == _SHT.Failure else error.detail
    if expected == _SHT.Failure or expected is None:
        return "the shapes should have been refused"
    conforms = str(case.manifest.value(expected, SH.conforms)) in _TRUE
    if found.conforms != conforms:
        return f"sh:conforms is {found.conforms}, not {conforms}"
    wanted = Counter(_wanted(case.manifest, node) for node in _results(case.manifest, expected))
    given = Counter(map(_given, found.results))
    lines = [f"missing {row}" for row in wanted - given]
    lines += [f"extra {row}" for row in given - wanted]
    return "; ".join(lines)


def _named(case: Case, iri: Node | None) -> Graph:
    path = Path(str(iri).removeprefix("file://"))
    # The same file is the same graph: its blank nodes are those of the report expected.
    own = (case.folder / case.name.rpartition("/")[2]).with_suffix(".ttl")
    return case.manifest if path == own else _graph(path)


def _graph(path: Path) -> Graph:
    return shacl.read(path, path.as_uri())


def _results(graph: Graph, report: Node) -> Iterator[Node]:
    return graph.objects(report, SH.result)


def _wanted(graph: Graph, node: Node) -> tuple[str, ...]:
    path = graph.value(node, SH.resultPath)
    return _row(
        graph.value(node, SH.focusNode),
        "" if path is None else shacl.path_text(graph, path),
        graph.value(node, SH.value),
        graph.value(node, SH.resultSeverity),
        graph.value(node, SH.sourceConstraintComponent),
        graph.value(node, SH.sourceShape),
    )


def _given(result: Result) -> tuple[str, ...]:
    return _row(
        result.focus, result.path, result.value, result.severity, result.component, result.shape
    )


def _row(focus: Node | None, path: str, *others: Node | None) -> tuple[str, ...]:
    return (_plain(focus), path, *map(_plain, others))


def _plain(node: Node | None) -> str:
    if isinstance(node, BNode):
        return "_:"
    return node.n3() if isinstance(node, (URIRef, Literal)) else ""


def main() -> int:
    """Run the tests and print what failed; 0: all passed, 1: not all, 2: they are not there."""
    shared = Path(os.environ.get("CETU_SHARED", Path(__file__).parents[3] / "shared"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--suite",
        metavar="DIR",
        type=Path,
        default=shared / "w3c" / "data-shapes-test-suite" / "tests",
        help="the folder with manifest.ttl (%(default)s)",
    )
    folder = parser.parse_args().suite
    # Some tests are of literals that are ill-formed: rdflib would log a traceback for each.
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")
    if not (folder / "manifest.ttl").is_file():
        sys.stderr.write(f"Not there: {folder / 'manifest.ttl'}. Give the folder as --suite.\n")
        return 2
    told = {case: failure(case) for case in read(folder)}
    for case, reason in told.items():
        if reason:
            sys.stdout.write(f"failed  {case.name}  {reason}\n")
    for part in PARTS:
        verdicts = [reason for case, reason in told.items() if case.part == part]
        sys.stdout.write(f"{part:7} {verdicts.count('')}/{len(verdicts)}\n")
    return int(any(told.values()))


if __name__ == "__main__":
    raise SystemExit(main())
