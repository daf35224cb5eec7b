"""The picture of the ontology says what the ontology says."""

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from cetu import pipeline
from cetu.answer.ontology import Ontology, ontology
from cetu.namespaces import CETU
from cetu.settings import Settings
from cetu.web.diagram import Box, Diagram, diagram


@pytest.fixture(scope="module")
def shown(first: Path) -> Ontology:
    with pipeline.engine(Settings(root=first, workers=1)) as engine:
        return ontology(engine)


@pytest.fixture(scope="module")
def drawn(shown: Ontology) -> Diagram:
    return diagram(shown)


def at(drawn: Diagram, point: tuple[float, float]) -> Box:
    (found,) = [
        box
        for box in drawn.boxes
        if box.x - 1 <= point[0] <= box.x + box.wide + 1
        and box.y - 1 <= point[1] <= box.y + box.high + 1
    ]
    return found


def test_nothing_is_left_out_or_overlaps(drawn: Diagram) -> None:
    assert len(drawn.boxes) == 15
    assert len(drawn.arrows) == 14
    for box in drawn.boxes:
        assert 0 <= box.x <= drawn.wide - box.wide
        assert 0 <= box.y <= drawn.high - box.high
    assert len({(box.x, box.y) for box in drawn.boxes}) == len(drawn.boxes)


def test_every_arrow_leads_from_domain_to_range(drawn: Diagram, root: Path) -> None:
    own = Graph()
    for path in (root / "ontology").glob("*.ttl"):
        own.parse(path)

    def ends(term: URIRef, kind: URIRef) -> set[str]:
        found = set(own.objects(term, kind))
        for above in own.objects(term, RDFS.subPropertyOf) if not found else ():
            if isinstance(above, URIRef):
                found |= {URIRef(one) for one in ends(above, kind)}
        return {str(one) for one in found}

    for arrow in drawn.arrows:
        term = URIRef(arrow.thing.iri)
        assert (term, RDF.type, OWL.ObjectProperty) in own
        for point, kind in ((arrow.start, RDFS.domain), (arrow.end, RDFS.range)):
            box = at(drawn, point).thing.iri
            # Document is drawn as PolicyDocument, its most common sort.
            assert ends(term, kind) & {box, box.replace("PolicyDocument", "Document")}, term


def test_what_an_ontology_lacks_is_not_drawn(shown: Ontology) -> None:
    fewer = {kind: tuple(e for e in entries if e.anchor != "Limit")
             for kind, entries in shown.terms.items()}  # fmt: skip
    bare = Ontology(**{f: getattr(shown, f) for f in Ontology.__slots__} | {"terms": fewer})
    drawn = diagram(bare)
    assert CETU.Limit not in {URIRef(box.thing.iri) for box in drawn.boxes}
    assert len(drawn.arrows) == 12
