"""Writing over HTTP: updates and the Graph Store, with a key, on the real writer."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI
from rdflib import DCTERMS, RDF, Graph, URIRef

from cetu import store
from cetu.api import doors, problem
from cetu.api.compression import Compression
from cetu.api.writing import Writing
from cetu.engine import Engine
from cetu.journal import verify
from cetu.keys import Keys
from cetu.pipeline.write import Writer
from cetu.settings import Settings

EX = "https://example.org/"
UPDATE = {"Content-Type": "application/sparql-update"}
TURTLE = {"Content-Type": "text/turtle"}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    root = tmp_path_factory.mktemp("written")
    (root / "ontology").mkdir()
    (root / "data" / "graph").mkdir(parents=True)
    text = f"<{EX}g> {{ <{EX}s> <{EX}p> 0 . }}"
    (root / "data" / "graph" / "one.trig").write_text(text, "utf-8")
    return Settings(
        root=root, workers=1, min_free_bytes=0, default_graph="own", max_body_bytes=20_000
    )


@pytest.fixture(scope="module")
def keys(settings: Settings) -> Keys:
    return Keys(settings.state_folder)


@pytest.fixture(scope="module")
def address(
    settings: Settings, keys: Keys, serve: Callable[[FastAPI], AbstractContextManager[str]]
) -> Iterator[str]:
    snapshot = store.snapshot(settings.root, settings.state_folder)
    with Engine(snapshot, settings) as engine:
        writer = Writer(engine, settings)
        app = FastAPI()
        app.add_middleware(Compression)
        app.include_router(doors.router(engine, Writing(engine, keys, writer)))
        problem.install(app)
        with serve(app) as url:
            yield url
        writer.close()


@pytest.fixture(scope="module")
def http(address: str, keys: Keys) -> Iterator[httpx.Client]:
    """A client with a key for updates."""
    token = keys.add("test", ["update"], timedelta(hours=1))
    bearer = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=address, headers=bearer, timeout=60) as client:
        yield client


@pytest.fixture(autouse=True)
def _empty(http: httpx.Client) -> None:
    """Each test begins with one statement in one graph."""
    begin = f"DROP ALL ; INSERT DATA {{ GRAPH <{EX}g> {{ <{EX}s> <{EX}p> 0 }} }}"
    assert http.post("/update", content=begin, headers=UPDATE).status_code == 200


def _ask(http: httpx.Client, pattern: str) -> bool:
    answer = http.get("/sparql", params={"query": f"ASK {{ {pattern} }}"})
    assert answer.status_code == 200, answer.text
    return bool(answer.json()["boolean"])


def _insert(value: int) -> str:
    return f"INSERT DATA {{ GRAPH <{EX}g> {{ <{EX}s> <{EX}p> {value} }} }}"


@pytest.mark.parametrize("path", ["/sparql", "/update"])
def test_the_two_ways_to_update(http: httpx.Client, path: str, settings: Settings) -> None:
    before = verify(settings.state_folder / "journal").number
    sent = http.post(path, data={"update": _insert(1)})
    direct = http.post(path, content=_insert(2), headers=UPDATE)
    for number, answer in enumerate((sent, direct), start=before + 1):
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert (told["record"], told["added"], told["removed"]) == (number, 1, 0)
        assert answer.headers["etag"] == f'"{told["snapshot"][:32]}"'
    assert _ask(http, f"GRAPH <{EX}g> {{ <{EX}s> <{EX}p> 0, 1, 2 }}")
    assert verify(settings.state_folder / "journal").number == before + 2


def test_as_little_as_the_client_prefers(http: httpx.Client) -> None:
    prefer = UPDATE | {"Prefer": "return=minimal"}
    answer = http.post("/update", content=_insert(1), headers=prefer)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["preference-applied"] == "return=minimal"
    again = http.post("/update", content=_insert(1), headers=UPDATE).json()
    assert (again["record"], again["added"]) == (0, 0)  # it was there already: nothing changed


def test_the_graphs_that_an_update_uses(http: httpx.Client) -> None:
    copy = f"INSERT {{ GRAPH <{EX}to> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }}"
    using = {"using-graph-uri": f"{EX}g"}
    assert http.post("/update", params=using, content=copy, headers=UPDATE).json()["added"] == 1
    named = copy.replace("WHERE { ?s ?p ?o }", "WHERE { GRAPH ?g { ?s ?p ?o } }")
    fields = {"update": named.replace(f"{EX}to", f"{EX}too"), "using-named-graph-uri": f"{EX}g"}
    assert http.post("/sparql", data=fields).json()["added"] == 1
    own = f"WITH <{EX}g> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}"
    clash = http.post("/update", params=using, content=own, headers=UPDATE)
    assert clash.status_code == 400


def test_relative_iris_are_ours(http: httpx.Client) -> None:
    relative = "INSERT DATA { GRAPH <graph/x> { <id/task/1> <#p> <id/task/2> } }"
    assert http.post("/update", content=relative, headers=UPDATE).status_code == 200
    ours = "https://w3id.org/cetu/"
    assert _ask(http, f"GRAPH <{ours}graph/x> {{ <{ours}id/task/1> <{ours}#p> <id/task/2> }}")


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ("INSERT DATA { <a> <b> }", 400),
        ("ASK {}", 400),
        ("LOAD <http://127.0.0.1:9/>", 400),
        ("INSERT { ?s ?p 1 } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400),
        ("DROP GRAPH <urn:x:none>", 400),
        (b"INSERT DATA { <a:b> <a:c> '\xff' }", 400),
    ],
)
def test_a_wrong_update_changes_nothing(
    http: httpx.Client, content: str | bytes, status: int
) -> None:
    answer = http.post("/update", content=content, headers=UPDATE)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert _ask(http, f"GRAPH <{EX}g> {{ <{EX}s> <{EX}p> 0 }}")


def test_who_may_write(address: str, keys: Keys) -> None:
    other = keys.add("other", ["documents"], timedelta(hours=1))
    gone = keys.add("gone", ["update"], timedelta(seconds=-1))

    for token, status in ((other, 403), (gone, 401), (gone + "x", 401)):
        for path in ("/update", "/sparql", "/store?default"):
            headers = UPDATE | {"Authorization": f"Bearer {token}"}
            method = "PUT" if path.startswith("/store") else "POST"
            answer = httpx.request(
                method, address + path, content="INSERT DATA {}", headers=headers
            )
            assert answer.status_code == status
            assert ("www-authenticate" in answer.headers) == (status == 401)


@pytest.mark.parametrize("graph", ["?graph=https://example.org/n", "?default", "/person/1.ttl"])
def test_a_graph_is_put_read_added_to_and_deleted(
    http: httpx.Client, graph: str, address: str
) -> None:
    path = f"/store{graph}"
    put = http.put(path, content=f"<{EX}a> <{EX}p> 1 .", headers=TURTLE)
    assert put.status_code == (200 if graph == "?default" else 201), put.text
    if graph != "?default":
        name = f"{EX}n" if graph.startswith("?") else f"{address}/store{graph}"
        assert put.headers["location"] == name
        assert http.get("/store", params={"graph": name}).status_code == 200
    added = http.post(path, content=f"<{EX}a> <{EX}p> 2 .", headers=TURTLE)
    assert (added.status_code, added.json()["added"]) == (200, 1)
    read = Graph().parse(data=http.get(path).text, format="turtle")
    assert sorted(int(str(value)) for value in read.objects()) == [1, 2]
    replaced = http.put(
        path, content=f"<{EX}a> <{EX}p> 3 .", headers=TURTLE | {"Prefer": "return=minimal"}
    )
    assert (replaced.status_code, replaced.content) == (204, b"")
    read = Graph().parse(data=http.get(path).text, format="turtle")
    assert [int(str(value)) for value in read.objects()] == [3]
    assert http.head(path).status_code == 200
    assert http.delete(path).status_code == 200
    assert http.get(path).status_code == (200 if graph == "?default" else 404)
    assert http.delete(path).status_code == (200 if graph == "?default" else 404)


def test_a_graph_of_ours_is_written_at_its_address(http: httpx.Client) -> None:
    assert http.put("/graph/of/ours", content="<#a> <#b> 1 .", headers=TURTLE).status_code == 201
    ours = "https://w3id.org/cetu/graph/of/ours"
    assert _ask(http, f"GRAPH <{ours}> {{ <{ours}#a> <{ours}#b> 1 }}")
    assert http.post("/graph/of/ours", content="<#a> <#b> 2 .", headers=TURTLE).status_code == 200
    assert http.delete("/graph/of/ours").json()["removed"] == 2


def test_a_graph_that_gets_its_name_from_us(http: httpx.Client) -> None:
    made = http.post("/store", content="[] <urn:x:p> 1 .", headers=TURTLE)
    assert made.status_code == 201
    where = made.headers["location"]
    for answer in (http.get(where), http.get("/store", params={"graph": where})):
        assert len(Graph().parse(data=answer.text, format="turtle")) == 1
    assert http.put("/store", content="", headers=TURTLE).status_code == 400


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("text/turtle", "<urn:x:a> <urn:x:p> '东莞'@zh ."),
        ("application/n-triples", '<urn:x:a> <urn:x:p> "东莞"@zh .'),
        ("application/n-quads", '<urn:x:a> <urn:x:p> "东莞"@zh .'),
        ("application/trig", "<urn:x:a> <urn:x:p> '东莞'@zh ."),
        (
            "application/ld+json",
            '{"@id":"urn:x:a","urn:x:p":{"@value":"东莞","@language":"zh"}}',
        ),
        (
            "application/rdf+xml",
            '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:">'
            '<r:Description r:about="urn:x:a"><x:p xml:lang="zh">东莞</x:p></r:Description>'
            "</r:RDF>",
        ),
    ],
)
def test_every_format_that_is_given_is_taken(
    http: httpx.Client, media_type: str, content: str
) -> None:
    answer = http.put("/store?graph=urn:x:g", content=content, headers={"Content-Type": media_type})
    assert answer.status_code == 201, answer.text
    assert _ask(http, "GRAPH <urn:x:g> { <urn:x:a> <urn:x:p> '东莞'@zh }")


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        ("<a> <b>", TURTLE, 400),
        ("<a> <b> 1 .", {"Content-Type": "text/html"}, 415),
        ("<a> <b> 1 .", {}, 415),
        ("<a> <b> 1 .", {"Content-Type": "text/turtle; charset=gbk"}, 415),
        ("<a> <b> 1 .", TURTLE | {"Content-Encoding": "gzip"}, 415),
        ("#" * 20_001, TURTLE, 413),
        ("<!DOCTYPE x><r/>", {"Content-Type": "application/rdf+xml"}, 400),
        ("<urn:x:o> { <a:b> <a:c> 1 }", {"Content-Type": "application/trig"}, 400),
    ],
)
def test_what_is_no_graph_changes_nothing(
    http: httpx.Client, content: str, headers: dict[str, str], status: int
) -> None:
    answer = http.put("/store", params={"graph": f"{EX}g"}, content=content, headers=headers)
    assert answer.status_code == status, answer.text
    assert _ask(http, f"GRAPH <{EX}g> {{ <{EX}s> <{EX}p> 0 }}")


def test_several_files_are_one_change(http: httpx.Client, settings: Settings) -> None:
    before = verify(settings.state_folder / "journal").number
    files = [
        ("a", ("a.ttl", "_:x <urn:x:p> 1 .", "text/turtle")),
        ("b", ("b.nt", "_:x <urn:x:p> <urn:x:o> .", "application/octet-stream")),
    ]
    answer = http.post("/store", params={"graph": "urn:x:g"}, files=files)
    assert answer.status_code == 201, answer.text
    assert answer.json()["added"] == 2
    assert verify(settings.state_folder / "journal").number == before + 1
    # The blank nodes of two files are two nodes.
    two = "?a <urn:x:p> 1 . ?b <urn:x:p> <urn:x:o> FILTER(?a != ?b)"
    assert _ask(http, f"GRAPH <urn:x:g> {{ {two} }}")
    broken = [*files, ("c", ("c.ttl", "<urn:x:a> <urn:x:b>", "text/turtle"))]
    assert http.post("/store?graph=urn:x:h", files=broken).status_code == 400
    assert http.get("/store?graph=urn:x:h").status_code == 404
    unknown = [("a", ("a.doc", "x", "application/msword"))]
    assert http.post("/store?graph=urn:x:h", files=unknown).status_code == 415
    form = {"Content-Type": "multipart/form-data; boundary=x"}
    for content in ("", "--x\r\n\r\n", "no form", "--x--\r\n"):
        cut = http.post("/store?graph=urn:x:h", content=content, headers=form)
        assert cut.status_code == 400
    nameless = {"Content-Type": "multipart/form-data"}
    assert http.post("/store?graph=urn:x:h", content="x", headers=nameless).status_code == 400


def test_no_change_is_lost_between_reading_and_writing(http: httpx.Client) -> None:
    path = f"/store?graph={EX}g"
    read = http.get(path, headers={"Accept": "text/turtle"})
    held = TURTLE | {"If-Match": read.headers["etag"]}
    assert http.put(path, content="<urn:x:a> <urn:x:p> 1 .", headers=held).status_code == 200
    late = http.put(path, content="<urn:x:a> <urn:x:p> 2 .", headers=held)
    assert late.status_code == 412
    assert late.json()["type"].endswith("/changed-since")
    assert _ask(http, f"GRAPH <{EX}g> {{ <urn:x:a> <urn:x:p> 1 }}")
    new = TURTLE | {"If-None-Match": "*"}
    assert http.put(path, content="", headers=new).status_code == 412
    assert http.put("/store?graph=urn:x:new", content="", headers=new).status_code == 201
    first = http.post("/update", content=_insert(5), headers=UPDATE)
    state = UPDATE | {"If-Match": first.headers["etag"]}
    assert http.post("/update", content=_insert(6), headers=state).status_code == 200
    assert http.post("/update", content=_insert(7), headers=state).status_code == 412


def test_a_write_makes_every_tag_old(http: httpx.Client) -> None:
    params = {"query": f"SELECT * {{ GRAPH <{EX}g> {{ ?s ?p ?o }} }}"}
    first = http.get("/sparql", params=params)
    held = {"If-None-Match": first.headers["etag"]}
    assert http.get("/sparql", params=params, headers=held).status_code == 304
    http.post("/update", content=_insert(9), headers=UPDATE).raise_for_status()
    after = http.get("/sparql", params=params, headers=held)
    assert after.status_code == 200
    assert len(after.json()["results"]["bindings"]) == 2


@pytest.mark.parametrize("mode", ["strict", "warn"])
def test_the_mode_is_one_of_two(http: httpx.Client, mode: str) -> None:
    for path in ("/update", "/sparql"):
        answer = http.post(path, params={"mode": mode}, content=_insert(1), headers=UPDATE)
        assert answer.status_code == 200
        assert answer.json()["findings"] == []
    wrong = http.post("/update", params={"mode": "lax"}, content=_insert(2), headers=UPDATE)
    assert wrong.status_code == 400
    assert wrong.json()["type"].endswith("/parameter-invalid")


def test_the_service_says_that_it_takes_updates(http: httpx.Client, address: str) -> None:
    sd = "http://www.w3.org/ns/sparql-service-description#"
    answer = http.get("/sparql", headers={"Accept": "text/turtle"})
    description = Graph().parse(data=answer.text, format="turtle")
    (service,) = description.subjects(URIRef(f"{sd}endpoint"), URIRef(f"{address}/sparql"))
    languages = set(description.objects(service, URIRef(f"{sd}supportedLanguage")))
    assert languages == {URIRef(f"{sd}SPARQL11Query"), URIRef(f"{sd}SPARQL11Update")}
    assert URIRef(f"{sd}UnionDefaultGraph") not in set(description.objects(service))


def test_no_licence_is_claimed_for_what_another_wrote(http: httpx.Client) -> None:
    """A graph of another's name is described, and its licence is not ours to give."""
    theirs, whole = URIRef(f"{EX}g"), URIRef("https://w3id.org/cetu/graph/void#dataset")
    for path in ("/.well-known/void", "/dcat"):
        answer = http.get(path, headers={"Accept": "text/turtle"})
        found = Graph().parse(data=answer.text, format="turtle")
        assert (theirs, RDF.type, None) in found
        assert not list(found.objects(theirs, DCTERMS.license))
        assert list(found.objects(whole, DCTERMS.license))
