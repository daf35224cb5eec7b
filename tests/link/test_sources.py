"""A dump, an endpoint and a reconciliation service, each a real one."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from tests.bench.engines.oxigraph import Oxigraph
from tests.bench.engines.server import Absent

from cetu.errors import LinksInvalid, RemoteFailed, SourceMissing
from cetu.link import dump, endpoint, service
from cetu.model.link import Ours, Theirs

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
CODE = "https://example.org/code"
TURTLE = f"""
<https://example.org/1> <{LABEL}> "东莞市"@zh , "Dongguan"@en , "Dongguan"@de ; <{CODE}> "441900" .
<https://example.org/2> <{LABEL}> "广州市"@zh .
<https://example.org/3> <{CODE}> "440300" .
"""
OURS = [
    Ours("https://w3id.org/cetu/id/place/441900", ("东莞市",), ("441900",)),
    Ours("https://w3id.org/cetu/id/place/440300", ("深圳市",), ("440300",)),
]


def test_a_dump(tmp_path: Path) -> None:
    path = tmp_path / "cities.ttl"
    path.write_text(TURTLE, "utf-8")
    assert list(dump(path, [CODE])) == [
        Theirs("https://example.org/1", ("东莞市", "Dongguan"), ("441900",)),
        Theirs("https://example.org/2", ("广州市",)),
        Theirs("https://example.org/3", (), ("440300",)),
    ]


def test_a_dump_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing):
        list(dump(tmp_path / "none.ttl"))
    (tmp_path / "a.rdf").write_text("<!DOCTYPE x>")
    with pytest.raises(LinksInvalid, match=r"\.rdf"):
        list(dump(tmp_path / "a.rdf"))
    (tmp_path / "b.ttl").write_text("<no")
    with pytest.raises(LinksInvalid, match=r"b\.ttl"):
        list(dump(tmp_path / "b.ttl"))


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("cities")
    data = folder / "cities.nq"
    data.write_text(
        f'<https://example.org/1> <{LABEL}> "东莞市"@zh .\n'
        f'<https://example.org/1> <{CODE}> "441900" .\n'
        f'<https://example.org/3> <{LABEL}> "Shenzhen"@en .\n'
        f'<https://example.org/3> <{CODE}> "440300" .\n',
        "utf-8",
    )
    try:
        with Oxigraph(folder, data) as server:
            yield f"http://127.0.0.1:{server.address.port}/query"
    except Absent as error:
        pytest.skip(str(error))


def test_an_endpoint_by_name_and_by_code(cities: str) -> None:
    found = {one.iri: one for one in endpoint(cities, OURS, CODE)}
    assert found["https://example.org/1"].codes == ("441900",)
    assert "东莞市" in found["https://example.org/1"].names
    # By its code alone, whatever it is called there.
    assert found["https://example.org/3"] == Theirs(
        "https://example.org/3", ("Shenzhen",), ("440300",)
    )
    assert [one.iri for one in endpoint(cities, OURS)] == ["https://example.org/1"]


def test_an_endpoint_that_is_not_there() -> None:
    with pytest.raises(RemoteFailed, match=r"127\.0\.0\.1:9"):
        list(endpoint("http://127.0.0.1:9/sparql", OURS))


def test_our_own_reconciliation_service(service_address: str) -> None:
    found = list(service(f"{service_address}/reconcile", OURS))
    assert any(
        one.names == ("东莞市",) and one.iri.endswith("/id/place/441900") and one.score == 100.0
        for one in found
    )


@pytest.fixture
def service_address(service: str) -> str:
    return service


@pytest.fixture
def wrong() -> Iterator[str]:
    """A service that answers something else."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"hello": 1}).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_service_that_is_none(wrong: str) -> None:
    with pytest.raises(RemoteFailed, match="does not describe itself"):
        list(service(wrong, OURS))
    with pytest.raises(RemoteFailed, match="no address"):
        list(service("file:///etc/passwd", OURS))
