"""Exports: valid by the shapes of those who made the vocabulary, and saying what the graph says."""

import json
from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from tests.conftest import Run
from tests.linked import exports
from tests.linked.pinned import ROOT, SHARED, Absent, load, source_of, sources

from cetu import pipeline, queries
from cetu.engine import Queries
from cetu.model.profile import Profile
from cetu.pipeline.strangers import known, outside
from cetu.settings import Settings

FIRST = "https://w3id.org/cetu/id/document/dongguan-techfin-2024-annex"
CPSV = Namespace("http://purl.org/vocab/cpsv#")
M8G = Namespace("http://data.europa.eu/m8g/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
SCHEMA = Namespace("http://schema.org/")
PROFILES = queries.profiles(ROOT)


@pytest.fixture(scope="module")
def engine() -> Iterator[Queries]:
    with pipeline.engine(Settings(root=ROOT, workers=1)) as running:
        yield running


@pytest.fixture(scope="module")
def graphs(engine: Queries) -> dict[str, Graph]:
    """The first document in each profile."""
    return {name: exports.exported(engine, one, FIRST) for name, one in PROFILES.items()}


@pytest.fixture
def foreign() -> None:
    """The shapes and vocabularies of others are to be had."""
    if not SHARED.is_dir():
        pytest.skip("the shared material is not beside the project")
    try:
        for source in sources():
            load(source)
    except Absent as error:
        pytest.skip(str(error))


def test_there_are_four() -> None:
    assert set(PROFILES) == {"cpsv-ap", "eli", "schema", "dcat"}
    for profile in PROFILES.values():
        assert profile.summary_zh
        assert profile.summary_en


@pytest.mark.parametrize("name", sorted(PROFILES))
@pytest.mark.usefixtures("foreign")
def test_the_first_document_is_valid(name: str, graphs: dict[str, Graph]) -> None:
    found = [one for one in exports.check(name, graphs[name]) if not one.why]
    assert len(graphs[name]) > 20
    assert found == []


@pytest.mark.parametrize("name", sorted(PROFILES))
@pytest.mark.usefixtures("foreign")
def test_every_document_is_valid_but_for_what_is_explained(name: str, engine: Queries) -> None:
    documents = exports.documents(ROOT)
    assert len(documents) > 40
    for document in documents:
        graph = exports.exported(engine, PROFILES[name], document)
        assert [one for one in exports.check(name, graph) if not one.why] == [], document


WRONG = {
    "cpsv-ap": (CPSV.PublicService, DCTERMS.description, "MinCountConstraintComponent"),
    "eli": (ELI.LegalExpression, RDF.type, "value"),
    "schema": (SCHEMA.GovernmentService, RDF.type, "subject"),
}


@pytest.mark.parametrize("name", sorted(WRONG))
@pytest.mark.usefixtures("foreign")
def test_what_is_taken_away_is_missed(name: str, graphs: dict[str, Graph]) -> None:
    """The control: the shapes and the vocabularies do look at what is exported."""
    kind, predicate, rule = WRONG[name]
    damaged = Graph() + graphs[name]
    subject = next(damaged.subjects(RDF.type, kind))
    damaged.remove((subject, predicate, None))
    assert rule in {one.rule for one in exports.check(name, damaged) if not one.why}


@pytest.mark.usefixtures("foreign")
def test_a_term_that_nobody_has_is_seen(graphs: dict[str, Graph]) -> None:
    damaged = Graph() + graphs["eli"]
    damaged.add((URIRef(FIRST), ELI.made_up, URIRef(FIRST)))
    assert [one.path for one in exports.check("eli", damaged) if not one.why] == [str(ELI.made_up)]


def test_what_cpsv_says_is_what_the_document_says(graphs: dict[str, Graph]) -> None:
    """Task 17: three parties in its row, one of which is a group and so no authority."""
    graph = graphs["cpsv-ap"]
    task = URIRef("https://w3id.org/cetu/id/task/dongguan-techfin-2024-annex/ddddaabc")
    assert (task, RDF.type, CPSV.PublicService) in graph
    assert len(set(graph.objects(task, M8G.hasParticipation))) == 3
    assert {
        str(one).rpartition("/")[2] for one in graph.objects(task, M8G.hasCompetentAuthority)
    } == {
        "441900-caizhengju",
        "441900-gongyehexinxihuaju",
    }


def test_what_eli_says_is_what_the_document_says(graphs: dict[str, Graph]) -> None:
    graph = graphs["eli"]
    (signed,) = graph.objects(URIRef(FIRST), ELI.date_document)
    assert signed.n3().startswith('"2024-07-03"^^')
    assert (URIRef(FIRST), ELI.is_part_of, URIRef(FIRST.removesuffix("-annex"))) in graph
    assert len(set(graph.objects(URIRef(FIRST), ELI.cites))) >= 2
    (title,) = graph.objects(None, ELI.title)
    assert str(title) == "重点工作任务分工表"


def test_every_iri_of_others_is_of_a_pinned_source_or_listed(graphs: dict[str, Graph]) -> None:
    listed = known(ROOT)
    for graph in graphs.values():
        quads = ox.parse(graph.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES)
        for iri in outside(term for quad in quads for term in quad.triple):
            kept = iri in listed or iri.startswith("https://www.iana.org/assignments/media-types/")
            assert kept or source_of(iri), iri


def test_over_http_by_profile_and_form(shipped: str) -> None:
    path = f"{shipped}/id/document/dongguan-techfin-2024-annex"
    turtle = httpx.get(path, params={"profile": "eli"}, headers={"Accept": "text/turtle"})
    assert turtle.headers["content-type"] == "text/turtle; charset=utf-8"
    assert '<http://data.europa.eu/eli/ontology#>; rel="profile"' in turtle.headers["link"]
    assert len(Graph().parse(data=turtle.text, format="turtle")) > 20
    compact = httpx.get(f"{path}.jsonld", params={"profile": "schema"}).json()
    assert compact["@context"]["@vocab"] == "http://schema.org/"
    assert any(one["@type"] == "Legislation" for one in compact["@graph"] if "@type" in one)
    browser = httpx.get(path, params={"profile": "dcat"}, headers={"Accept": "text/html"})
    assert browser.headers["content-type"] == "application/ld+json"


def test_the_thing_links_its_profiles(shipped: str) -> None:
    answer = httpx.get(f"{shipped}/id/document/wenzhou-ai-plan", headers={"Accept": "text/turtle"})
    for name, profile in PROFILES.items():
        assert f'?profile={name}>; rel="alternate"' in answer.headers["link"]
        assert f'profile="{profile.conforms}"' in answer.headers["link"]
    assert (
        '<https://w3id.org/cetu/id/document/wenzhou-ai-plan>; rel="cite-as"'
        in answer.headers["link"]
    )


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/id/document/nope?profile=eli", 404),
        ("/id/body/441900-caizhengju?profile=eli", 404),
        ("/id/document/wenzhou-ai-plan?profile=eil", 406),
    ],
)
def test_what_cannot_be_exported_is_told(path: str, status: int, shipped: str) -> None:
    answer = httpx.get(f"{shipped}{path}", headers={"Accept": "text/turtle"})
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_the_command(cetu: Run) -> None:
    told = cetu("export", "dongguan-techfin-2024-annex", "--as", "schema", "--format", "jsonld")
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["@graph"]
    assert cetu("export", "nope", "--as", "eli").returncode == 16
    wrong = cetu("export", "wenzhou-ai-plan", "--as", "made-up")
    assert wrong.returncode == 15
    assert "cpsv-ap, dcat, eli, schema" in wrong.stderr


def test_a_profile_is_a_file() -> None:
    profile = PROFILES["eli"]
    assert isinstance(profile, Profile)
    text = queries.of_document(profile, "document/wenzhou-ai-plan")
    assert (
        text.count("VALUES ?document { <https://w3id.org/cetu/id/document/wenzhou-ai-plan> }") == 1
    )
