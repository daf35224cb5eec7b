# ruff: noqa: S608 - the texts put together here are SPARQL, and meant to do harm
"""Nothing that is sent makes the service reach out: no packet to anyone, no file opened.

A listener on loopback counts who comes; the system's own trace of opened files, and a file that
lies ready, tell what was opened.
"""

import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from tests.hostile.conftest import Service

SECRET = "secret-words-of-a-file"  # noqa: S105 - no secret, only called so
XML = "application/rdf+xml"
IMPORTS = "http://www.w3.org/2002/07/owl#imports"
MODULE = "http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl#python_module"


@dataclass
class Listener:
    """A server that answers nobody and counts all."""

    sock: socket.socket
    visits: list[bytes] = field(default_factory=list)

    def listen(self) -> None:
        """Count until closed."""
        while True:
            try:
                client, _ = self.sock.accept()
            except OSError:
                return
            with client:
                client.settimeout(1)
                try:
                    self.visits.append(client.recv(1000))
                except OSError:
                    self.visits.append(b"")


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    sock = socket.create_server(("127.0.0.1", 0))
    found = Listener(sock)
    thread = threading.Thread(target=found.listen)
    thread.start()
    yield found
    sock.shutdown(socket.SHUT_RDWR)
    sock.close()
    thread.join()


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with words that must not come out."""
    path = tmp_path_factory.mktemp("outside") / "planted.ttl"
    path.write_text(f'<urn:x:a> <urn:x:b> "{SECRET}" .')
    return path


def queries(target: str) -> Iterator[str]:
    """Queries that would have another fetch `target`."""
    pattern = "{ ?s ?p ?o }"
    for service in (
        f"SERVICE <{target}> {pattern}",
        f"SERVICE SILENT <{target}> {pattern}",
        f"service<{target}>{pattern}",
        f"SERVICESILENT<{target}>{pattern}",
        f"OPTIONAL {{ SERVICE <{target}> {pattern} }}",
        f"FILTER EXISTS {{ SERVICE <{target}> {pattern} }}",
        f"FILTER NOT EXISTS {{ SERVICE <{target}> {pattern} }}",
        f"{{ SELECT * {{ SERVICE <{target}> {pattern} }} }}",
        f"{{ {pattern} }} UNION {{ SERVICE <{target}> {pattern} }}",
        f"MINUS {{ SERVICE <{target}> {pattern} }}",
        f"GRAPH ?g {{ SERVICE <{target}> {pattern} }}",
        f"LATERAL {{ SERVICE <{target}> {pattern} }}",
        f"VALUES ?v {{ <{target}> }} SERVICE ?v {pattern}",
        f"BIND(<{target}> AS ?v) SERVICE ?v {pattern}",
        f"BIND(EXISTS {{ SERVICE <{target}> {pattern} }} AS ?e)",
        f"?s ?p 1SERVICE<{target}>{pattern}",
        f"?s ?p ?a FILTER(?a<2)SERVICE#>\n<{target}>{pattern}",
        f"?s ?p ('''a')SERVICE<{target}>{pattern} #\\q'''\n",
        f"\\u0053ERVICE <{target}> {pattern}",
    ):
        yield f"SELECT * {{ {service} }}"
    yield f"PREFIX ex: <{target}> SELECT * {{ SERVICE ex: {pattern} }}"
    yield f"PREFIX ex: <{target}> SELECT * {{ SERVICEex: {pattern} }}"
    yield f"BASE <{target}> SELECT * {{ SERVICE <> {pattern} }}"
    yield f"ASK {{ SERVICE <{target}> {pattern} }}"
    yield f"CONSTRUCT {pattern} WHERE {{ SERVICE <{target}> {pattern} }}"
    yield f"DESCRIBE ?s {{ SERVICE <{target}> {pattern} }}"
    yield f"DESCRIBE <{target}>"
    yield f"SELECT * FROM <{target}> {pattern}"
    yield f"SELECT * FROM NAMED <{target}> {{ GRAPH ?g {pattern} }}"
    yield f"SELECT * FROM <{target}> FROM NAMED <{target}> {{ GRAPH <{target}> {pattern} }}"
    yield f"ASK FROM <{target}> {{}}"
    yield f"CONSTRUCT {pattern} FROM <{target}> WHERE {pattern}"
    yield f"LOAD <{target}>"
    yield f"SELECT * {{ GRAPH <{target}> {pattern} }}"


def updates(target: str) -> Iterator[str]:
    """Updates that would have another fetch `target`."""
    yield f"LOAD <{target}>"
    yield f"LOAD SILENT <{target}> INTO GRAPH <urn:x:loaded>"
    yield f"load<{target}>into graph<urn:x:loaded>"
    yield f"INSERT DATA {{ GRAPH <urn:x:a> {{ <urn:x:a> <urn:x:b> 1 }} }} ; LOAD <{target}>"
    yield f"PREFIX ex: <{target}> LOAD ex: INTO GRAPH <urn:x:loaded>"
    yield f"BASE <{target}> LOAD <> INTO GRAPH <urn:x:loaded>"
    yield f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{target}> {{ ?s ?p ?o }} }}"
    yield f"DELETE {{ ?s ?p ?o }} WHERE {{ SERVICE SILENT <{target}> {{ ?s ?p ?o }} }}"
    yield f"INSERT {{ ?s ?p ?o }} USING <{target}> WHERE {{ ?s ?p ?o }}"
    yield f"INSERT {{ ?s ?p ?o }} USING NAMED <{target}> WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    yield f"COPY <{target}> TO <urn:x:copied>"
    yield f"WITH <{target}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}"
    yield f"INSERT DATA {{ GRAPH <urn:x:b> {{ <urn:x:a> <{IMPORTS}> <{target}> }} }}"


def contents(target: str) -> Iterator[tuple[str, str]]:
    """RDF (media type, text) that would have a reader fetch `target`."""
    rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    empty = f"<rdf:RDF {rdf}/>"
    yield "application/ld+json", f'{{"@context": "{target}", "@id": "urn:x:a", "p": 1}}'
    yield "application/ld+json", f'{{"@context": ["{target}", {{}}], "@id": "urn:x:a", "p": 1}}'
    yield "application/ld+json", f'{{"@context": {{"@import": "{target}"}}, "@id": "urn:x:a"}}'
    yield (
        "application/ld+json",
        f'{{"@context": {{"p": {{"@id": "urn:x:p", "@context": "{target}"}}}}, "p": {{"q": 1}}}}',
    )
    yield XML, f'<!DOCTYPE r SYSTEM "{target}">{empty}'
    yield XML, f'<!DOCTYPE r [<!ENTITY x SYSTEM "{target}">]><rdf:RDF {rdf}>&x;</rdf:RDF>'
    yield XML, f'<!DOCTYPE r [<!ENTITY % x SYSTEM "{target}"> %x;]>{empty}'
    yield XML, f'<?xml-stylesheet href="{target}"?>{empty}'
    yield XML, f'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{target}"/>'
    yield (
        XML,
        f'<rdf:RDF {rdf} xmlns:o="http://www.w3.org/2002/07/owl#"><o:Ontology rdf:about="urn:x:o">'
        f'<o:imports rdf:resource="{target}"/></o:Ontology></rdf:RDF>',
    )
    yield "text/turtle", f"<urn:x:o> <{IMPORTS}> <{target}> ."
    yield "text/turtle", f"@base <{target}> . <> a <http://www.w3.org/2002/07/owl#Ontology> ."
    yield "text/turtle", f"<urn:x:s> <http://www.w3.org/ns/shacl#shapesGraph> <{target}> ."
    yield (
        "text/turtle",
        f'<urn:x:o> <{MODULE}> "{target}" .',
    )
    yield "application/trig", f"<{target}> {{ <urn:x:a> <urn:x:b> 1 }}"


class Attack:
    """Sends everything in every way it can be sent, and keeps what came back."""

    def __init__(self, client: httpx.Client, key: str) -> None:
        self._client = client
        self._key = {"Authorization": f"Bearer {key}"}
        self.sent = 0
        self.leaked: list[str] = []
        self.odd: list[tuple[int, str]] = []

    def send(self, method: str, path: str, **parts: object) -> None:
        """Send one request."""
        answer = self._client.request(method, path, **parts)  # type: ignore[arg-type]
        self.sent += 1
        if SECRET in answer.text:
            self.leaked.append(f"{method} {path} {parts}")
        if answer.status_code >= 500 and answer.status_code != 503:
            self.odd.append((answer.status_code, f"{method} {path} {parts}"))

    def everything(self, target: str) -> None:
        """Send all that would fetch `target`."""
        for text in queries(target):
            self.send("GET", "/sparql", params={"query": text})
            self.send("POST", "/sparql", data={"query": text})
        for name in ("default-graph-uri", "named-graph-uri"):
            query = "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
            self.send("GET", "/sparql", params={"query": query, name: target})
        for text in updates(target):
            self.send("POST", "/sparql", data={"update": text}, headers=self._key)
        for name in ("using-graph-uri", "using-named-graph-uri"):
            update = "INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }"
            self.send("POST", "/sparql", data={"update": update, name: target}, headers=self._key)
        for media_type, content in contents(target):
            self.send(
                "PUT", "/store", params={"graph": "urn:x:sent"}, content=content.encode(),
                headers=self._key | {"Content-Type": media_type},
            )  # fmt: skip
        self.send("GET", "/store", params={"graph": target})
        self.send("GET", "/id/" + target)
        self.send("GET", "/graph/" + target)
        self.send("GET", "/sparql", headers={"Host": target.partition("//")[2] or "x"})
        self.send("GET", "/search", params={"q": target})
        self.send("GET", "/explain", params={"iri": target})


def test_nobody_is_called_and_nothing_opened(
    target: Service, key: str, listener: Listener, planted: Path, tmp_path: Path
) -> None:
    port = listener.sock.getsockname()[1]
    with (
        httpx.Client(base_url=target.address, timeout=60) as client,
        Trace(target, tmp_path) as trace,
    ):
        attack = Attack(client, key)
        attack.everything(f"http://127.0.0.1:{port}/x")
        attack.everything(planted.as_uri())
        attack.everything(f"http://localhost:{port}/../etc/passwd")
        attack.everything("file:///etc/passwd")
        for text in (str(planted), "../" * 12 + "etc/passwd", "%2e%2e/" * 12 + "etc/passwd"):
            attack.send("GET", f"/static/{text}")
            attack.send("GET", f"/id/{text}")
    time.sleep(0.5)
    assert attack.sent >= 200
    assert not attack.leaked
    assert not attack.odd
    assert not listener.visits
    assert planted.name not in trace.opened()
    assert "/etc/passwd" not in trace.opened()


class Trace:
    """The files that a service and what it starts open, as the system tells (strace)."""

    def __init__(self, service: Service, folder: Path) -> None:
        self._log = folder / "opened"
        self._pids = [
            service.process.pid,
            *(p.pid for p in service.process.children(recursive=True)),
        ]

    def __enter__(self) -> "Trace":
        if shutil.which("strace") is None:
            pytest.skip("strace (a Debian package) is not here")
        options = ["-f", "-qq", "-e", "trace=open,openat,openat2,creat", "-o", str(self._log)]
        for pid in self._pids:
            options += ["-p", str(pid)]
        self._process = subprocess.Popen(["strace", *options], stderr=subprocess.PIPE, text=True)  # noqa: S603, S607
        time.sleep(1)
        if self._process.poll() is not None:
            assert self._process.stderr is not None
            pytest.skip(f"strace may not look: {self._process.stderr.read()}")
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.communicate(timeout=30)

    def opened(self) -> str:
        """Every path that was opened, a line each."""
        return "\n".join(re.findall(r'"([^"]*)"', self._log.read_text(errors="replace")))
