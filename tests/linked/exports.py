"""Every export of every document, held to what those who made the vocabulary say: `make exports`.

CPSV-AP is held to SEMIC's own SHACL shapes, those of CPSV-AP 3.2.0 and of CPOV 2.1.2. No shapes of
ELI, schema.org and DCAT are at hand: their exports are held to the vocabularies themselves. Each
term must be there and not deprecated, each subject of a class in the property's domain, each value
of one in its range.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pyshacl import validate
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, Namespace
from rdflib.term import Node
from rich.console import Console
from rich.table import Table
from tests.linked.foreign import union
from tests.linked.pinned import ROOT, SHARED, Read, load, source_of

from cetu import pipeline, queries
from cetu.answer.exports import export
from cetu.engine import Queries
from cetu.errors import ThingUnknown
from cetu.model.profile import Profile
from cetu.settings import Settings

SH: Final = Namespace("http://www.w3.org/ns/shacl#")
SHAPES: Final = ("cpsv-ap-3.2.0-shacl.ttl", "cpov-2.1.2-shacl.ttl")
SCHEMA: Final = "http://schema.org/"
VOCABULARY: Final = {
    "eli": "http://data.europa.eu/eli/ontology#",
    "schema": SCHEMA,
    "dcat": "http://www.w3.org/ns/dcat#",
}
_ENDS: Final = {
    "subject": (str(RDFS.domain), f"{SCHEMA}domainIncludes"),
    "value": (str(RDFS.range), f"{SCHEMA}rangeIncludes"),
}
_ANY: Final = {str(OWL.Thing), str(RDFS.Resource), str(RDFS.Literal), f"{SCHEMA}Thing"}
_TEXT: Final = {
    str(XSD.string): {"Text", "URL", "CategoryCode", "DefinedTerm"},
    str(XSD.date): {"Date", "DateTime"},
}
EXPLAINED: Final = {
    ("cpsv-ap", "http://data.europa.eu/m8g/hasCompetentAuthority"): (
        "the body said to lead is no public body or is not resolved; no other is put in its place"
    ),
    ("cpsv-ap", "http://purl.org/dc/terms/spatial"): (
        "one of three bodies of the nation of which the reference data state no place"
    ),
    ("eli", "http://data.europa.eu/eli/ontology#language"): (
        "a value of the EU's table of languages, which is not loaded: its class is not stated here"
    ),
    ("dcat", "http://www.w3.org/ns/dcat#mediaType"): (
        "a media type by its IANA address, whose class is not stated here"
    ),
}
"""Deviations that stay, with why."""


@dataclass(frozen=True, slots=True)
class Result:
    """Something that does not hold: which rule, of which property, said how."""

    profile: str
    rule: str
    path: str
    message: str

    @property
    def why(self) -> str:
        """Why it stays; "" where it should not."""
        return EXPLAINED.get((self.profile, self.path), "")


@cache
def shapes(name: str) -> Graph:
    return Graph().parse(SHARED / name)


def check(profile: str, graph: Graph) -> list[Result]:
    """What does not hold of an export."""
    if profile == "cpsv-ap":
        return [one for name in SHAPES for one in _shacl(graph, name)]
    return list(_misuses(profile, graph))


def _shacl(graph: Graph, name: str) -> Iterator[Result]:
    _, report, _ = validate(graph, shacl_graph=shapes(name), inference="none")
    assert isinstance(report, Graph)
    for result in report.objects(None, SH.result):
        yield Result(
            "cpsv-ap",
            str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2],
            str(report.value(result, SH.resultPath)),
            str(report.value(result, SH.resultMessage)),
        )


def _misuses(profile: str, graph: Graph) -> Iterator[Result]:
    namespace = VOCABULARY[profile]
    for subject, predicate, value in sorted(graph):
        for term in (predicate, value) if predicate == RDF.type else (predicate,):
            if str(term).startswith(namespace) and source_of(str(term)) is None:
                yield Result(profile, "unknown term", str(term), f"{term} is not in it")
        if not str(predicate).startswith(namespace):
            continue
        source = source_of(str(predicate))
        if source is None:
            continue
        read = load(source)
        if any(read.values(str(predicate), f"{SCHEMA}supersededBy")):
            yield Result(profile, "deprecated", str(predicate), "superseded")
        for end, node in (("subject", subject), ("value", value)):
            wanted = _wanted(read, str(predicate), end)
            if wanted and not _fits(read, graph, node, wanted):
                named = ", ".join(sorted(one.rpartition("/")[2] for one in wanted))
                yield Result(profile, end, str(predicate), f"{node} is no {named}")


def _wanted(read: Read, predicate: str, end: str) -> set[str]:
    return {
        named
        for relation in _ENDS[end]
        for value in read.values(predicate, relation)
        for named in union(read, value)
    }


def _fits(read: Read, graph: Graph, node: Node, wanted: set[str]) -> bool:
    if wanted & _ANY:
        return True
    if isinstance(node, Literal):
        datatype = str(node.datatype or XSD.string)
        local = {one.removeprefix(SCHEMA) for one in wanted}
        return datatype in wanted or bool(_TEXT.get(datatype, set()) & local)
    if f"{SCHEMA}URL" in wanted:  # an IRI is one
        return True
    kinds = {str(kind) for kind in graph.objects(node, RDF.type)}
    todo = list(kinds)
    while todo:
        for above in read.named(todo.pop(), str(RDFS.subClassOf)):
            if above not in kinds:
                kinds.add(above)
                todo.append(above)
    return bool(kinds & wanted)


def documents(root: Path) -> list[str]:
    """The IRIs of the policy documents that tasks or versions are held of."""
    with pipeline.engine(Settings(root=root, workers=1)) as engine:
        rows = engine.select(
            "PREFIX cetu: <https://w3id.org/cetu/ontology#> "
            "SELECT DISTINCT ?d { ?v cetu:versionOf ?d . ?d a cetu:PolicyDocument } ORDER BY ?d"
        )
    return [row["d"].value for row in rows]


def exported(engine: Queries, profile: Profile, document: str) -> Graph:
    """An export as a graph; empty where the document has nothing to say in that vocabulary."""
    try:
        return Graph().parse(data=export(engine, profile, document), format="turtle")
    except ThingUnknown:
        return Graph()


def main() -> int:
    """Print a table: each profile over all documents, with what does not hold, and why."""
    console = Console()
    profiles = queries.profiles(ROOT)
    held = documents(ROOT)
    table = Table("profile", "documents", "triples", "held to", "results", "unexplained")
    found: Counter[Result] = Counter()
    with pipeline.engine(Settings(root=ROOT, workers=1)) as engine:
        for name, profile in profiles.items():
            triples = results = bare = told = 0
            for document in held:
                if not (graph := exported(engine, profile, document)):
                    continue
                told += 1
                triples += len(graph)
                for one in check(name, graph):
                    found[Result(one.profile, one.rule, one.path, "")] += 1
                    results += 1
                    bare += not one.why
            against = "SEMIC's SHACL: " + ", ".join(SHAPES) if name == "cpsv-ap" else "its terms"
            table.add_row(name, str(told), str(triples), against, str(results), str(bare))
    console.print(table)
    for one, times in sorted(found.items(), key=lambda item: str(item[0])):
        why = one.why or "NOT EXPLAINED"
        console.print(f"{one.profile}: {one.rule} {one.path} × {times}: {why}", soft_wrap=True)
    return int(any(not one.why for one in found))


if __name__ == "__main__":
    sys.exit(main())
