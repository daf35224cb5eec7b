"""Each shape lets its good example pass and finds in each bad one exactly what that one says.

An example is read together with all the good ones, which make one small document. A bad example
begins with a line a finding, `# expect: <shape>: <constraint component> on <path> [as <severity>]`,
in local names, `-` where the constraint is on the thing itself. A good one may expect a warning
that belongs to it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, RDFS, SH, Graph, Literal, Node, URIRef

from cetu import assets
from cetu.model.finding import Finding
from cetu.namespaces import ONTOLOGY_IRI, SHAPES_IRI
from cetu.validate import shapes as validate

HERE = Path(__file__).parent
GOOD = sorted(HERE.glob("*/good.ttl"))
BAD = sorted(HERE.glob("*/bad-*.ttl"))
EXPECT = re.compile(
    r"# expect: (?P<rule>[\w-]+): (?P<component>\w+) on (?P<path>\S+)(?: as (?P<severity>\w+))?"
)
Expected = tuple[str, str, str, str]

ENUMERATED = "a closed list of own individuals; the shapes that point to it name them by sh:in"
BY_PARENT = "adds no property; guarded by the shape of its superclass"
WITHOUT_SHAPE = {
    "CompletenessLevel": ENUMERATED,
    "ResponsibilityRole": ENUMERATED,
    "NameKind": ENUMERATED,
    "NameBasis": ENUMERATED,
    "MemberKnowledge": ENUMERATED,
    "Bound": ENUMERATED,
    "PublicBody": BY_PARENT,
    "GovernmentBody": BY_PARENT,
    "EnterpriseClass": BY_PARENT,
    "WholeText": BY_PARENT,
    "ProvincialDepartment": BY_PARENT,
    "NationalBody": BY_PARENT,
    "PeoplesGovernment": BY_PARENT,
    "PublicInstitution": BY_PARENT,
    "OtherOrganisation": BY_PARENT,
}
"""Classes of the ontology that no shape targets, and why."""
FAMILIES = {"PolicyInstrument": "kinds of instrument differ by what they mean, not by form"}
"""Classes whose subclasses need no shape of their own, and why."""


@cache
def shapes_graph() -> Graph:
    return validate.load(assets.root() / "shapes")


@cache
def ontology() -> Graph:
    graph = Graph()
    for path in sorted((assets.root() / "ontology").glob("*.ttl")):
        if path.stem != "alignment":
            graph.parse(path)
    return graph


@cache
def document() -> Graph:
    graph = validate.hierarchy(ontology())
    for path in GOOD:
        graph.parse(path)
    return graph


def with_example(path: Path) -> Graph:
    graph = Graph()
    graph += document()
    return graph.parse(path)


def local(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]


def caught(findings: Iterable[Finding]) -> list[Expected]:
    return sorted(
        (
            local(f.rule),
            local(f.component),
            re.sub(r"<[^>]*[#/]([^>#/]+)>", r"\1", f.path) or "-",
            f.severity,
        )
        for f in findings
    )


def expected(path: Path) -> list[Expected]:
    return sorted(
        (m["rule"], m["component"], m["path"], (m["severity"] or "violation").lower())
        for m in EXPECT.finditer(path.read_text(encoding="utf-8"))
    )


def node_shapes() -> Iterator[URIRef]:
    """The node shapes with a target: one without is only a part of others."""
    graph = shapes_graph()
    targets = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf)
    for shape in sorted(graph.subjects(RDF.type, SH.NodeShape), key=str):
        if isinstance(shape, URIRef) and any(graph.value(shape, target) for target in targets):
            yield shape


def folder(shape: URIRef) -> Path:
    name = shape.removeprefix(SHAPES_IRI).removesuffix("Shape")
    return HERE / re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def both_languages(graph: Graph, node: Node, predicate: URIRef) -> bool:
    texts = [x for x in graph.objects(node, predicate) if isinstance(x, Literal)]
    return sorted(str(x.language) for x in texts) == ["en", "zh"] and all(x.strip() for x in texts)


def identified(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@cache
def baseline() -> list[Finding]:
    return validate.shapes(document(), shapes_graph())


def test_the_good_examples_conform_together() -> None:
    wanted = sorted(line for path in GOOD for line in expected(path))
    assert caught(baseline()) == wanted
    assert {severity for *_, severity in wanted} == {"warning"}


@pytest.mark.parametrize("path", BAD, ids=identified)
def test_a_bad_example_is_caught(path: Path) -> None:
    known = set(baseline())
    found = [f for f in validate.shapes(with_example(path), shapes_graph()) if f not in known]
    assert expected(path)
    assert caught(found) == expected(path)
    # The sentence names the thing and is whole in both languages.
    for finding in found:
        assert re.fullmatch(r"「[^」]+」：.*[。）]", finding.zh)
        assert re.fullmatch(r"“[^”]+”: .*[.)]", finding.en)


@pytest.mark.parametrize("shape", list(node_shapes()), ids=local)
def test_every_shape_has_examples(shape: URIRef) -> None:
    assert (folder(shape) / "good.ttl").is_file()
    assert list(folder(shape).glob("bad-*.ttl"))


@pytest.mark.parametrize("shape", list(node_shapes()), ids=local)
def test_a_good_example_is_a_target_and_a_bad_one_breaks_its_shape(shape: URIRef) -> None:
    good = Graph().parse(folder(shape) / "good.ttl")
    for target in shapes_graph().objects(shape, SH.targetClass):
        lower = set(ontology().transitive_subjects(RDFS.subClassOf, target))
        if any(good.subjects(RDF.type, kind) for kind in lower):
            break
    else:
        assert shapes_graph().value(shape, SH.targetNode) or shapes_graph().value(
            shape, SH.targetSubjectsOf
        )
    own = {local(str(rule)) for rule in shapes_graph().transitive_objects(shape, SH.property)}
    for path in folder(shape).glob("bad-*.ttl"):
        assert any(rule in own for rule, *_ in expected(path))


def test_no_folder_without_a_shape() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and list(path.glob("*.ttl"))}
    assert folders == {folder(shape).name for shape in node_shapes()}


def test_every_message_and_name_has_both_languages() -> None:
    graph = shapes_graph()
    for shape in node_shapes():
        assert both_languages(graph, shape, RDFS.label), shape
        assert both_languages(graph, shape, RDFS.comment), shape
        if any((shape, own, None) in graph for own in (SH.pattern, SH.xone, SH["or"])):
            assert both_languages(graph, shape, SH.message), shape
    for rule in graph.subjects(RDF.type, SH.PropertyShape):
        assert isinstance(rule, URIRef), "it has an IRI, so that a finding can name it"
        assert both_languages(graph, rule, SH.name), rule
        if (rule, SH.property, None) not in graph:
            assert both_languages(graph, rule, SH.message), rule


def test_every_property_shape_is_used() -> None:
    graph = shapes_graph()
    declared = set(graph.subjects(RDF.type, SH.PropertyShape))
    assert declared == {x for x in graph.objects(None, SH.property) if isinstance(x, URIRef)}


def test_every_property_shape_is_broken_by_some_bad_example() -> None:
    """A constraint that nothing breaks may be one that can never fail."""
    graph = shapes_graph()
    targeted = set(node_shapes())
    broken = {rule for path in BAD for rule, *_ in expected(path)}
    constraining = {
        local(str(shape))
        for shape in graph.subjects(RDF.type, SH.PropertyShape)
        if (shape, SH.property, None) not in graph
    }
    constraining |= {local(str(shape)) for shape in graph.subjects(SH.pattern) if shape in targeted}
    assert constraining - broken == set()


def test_shapes_keep_to_core() -> None:
    """SHACL-SPARQL is fifty times slower; whole-graph rules are queries/checks/*.rq."""
    advanced = {SH.sparql, SH.rule, SH.js, SH.target}
    assert not advanced & set(shapes_graph().predicates())


def test_shapes_are_valid_by_the_shapes_of_shacl() -> None:
    conforms, _, text = pyshacl.validate(
        Graph(), shacl_graph=shapes_graph(), meta_shacl=True, inference="none"
    )
    assert conforms, text


def test_every_concrete_class_has_a_shape() -> None:
    graph = ontology()
    targeted = set(shapes_graph().objects(None, SH.targetClass))
    classes = {
        c
        for c in graph.subjects(RDF.type, URIRef("http://www.w3.org/2002/07/owl#Class"))
        if isinstance(c, URIRef) and c.startswith(f"{ONTOLOGY_IRI}#")
    }
    family = {
        lower
        for name in FAMILIES
        for lower in graph.transitive_subjects(RDFS.subClassOf, URIRef(f"{ONTOLOGY_IRI}#{name}"))
    }
    unguarded = {local(c) for c in classes - targeted - family}
    assert unguarded == set(WITHOUT_SHAPE)
