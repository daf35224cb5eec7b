"""An endpoint under test, over HTTP: its three addresses, a key, and how data gets into it."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

import httpx
from rdflib import Graph
from tests.conformance.results import JSON, read

_PATIENCE_S: Final = 120.0
"""How long, in all, a service is waited for that says when to come back (429, 503)."""
_HOLDS: Final = "ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


class Unreachable(Exception):
    """The endpoint does not answer, or refuses what the runner needs."""


@dataclass(frozen=True, slots=True)
class Data:
    """A dataset: the default graph and the named ones; `source` names the files it is from."""

    source: str
    default: Graph
    named: Mapping[str, Graph]

    def as_update(self) -> str:
        """The update that puts it in place of what there is."""
        lines = ["DROP ALL ;"]
        lines += [f"CREATE SILENT GRAPH <{name}> ;" for name in self.named if not self.named[name]]
        lines += ["INSERT DATA {", *_triples(self.default)]
        for name, graph in self.named.items():
            lines += [f"GRAPH <{name}> {{", *_triples(graph), "}"]
        return "\n".join([*lines, "}"])


class Endpoint:
    """The addresses of one service; a store address ("" for none) is for the Graph Store tests."""

    def __init__(self, query: str, update: str, store: str, key: str, timeout_s: float) -> None:
        """Keep the addresses; nothing is sent yet."""
        self.query_url, self.update_url, self.store_url = query, update, store
        self._client = httpx.Client(
            timeout=timeout_s,
            follow_redirects=True,
            # A connection for each request: what a server sends too much, or a connection that it
            # closes after an error, is not the next test's.
            limits=httpx.Limits(max_keepalive_connections=0),
            headers={"Authorization": f"Bearer {key}"} if key else {},
        )
        self._loaded: str | None = None
        self._patience_s = _PATIENCE_S

    def __enter__(self) -> Self:
        """Nothing to open: connections are made when needed."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self._client.close()

    def send(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> httpx.Response:
        """Send a request; wait and send it again where the service says when to, while we can.

        Raises:
            httpx.TransportError: there was no answer.
        """
        response = self._client.request(method, url, headers=dict(headers), content=body)
        while response.status_code in {429, 503}:
            wait = response.headers.get("retry-after", "")
            if not wait.isdecimal() or int(wait) > self._patience_s:
                break
            self._patience_s -= max(1, int(wait))
            time.sleep(int(wait))
            response = self._client.request(method, url, headers=dict(headers), content=body)
        return response

    def query(self, text: str, accept: str) -> httpx.Response:
        """Ask a query, sent as it is.

        https://www.w3.org/TR/sparql11-protocol/#query-via-post-direct
        """
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        return self.send("POST", self.query_url, headers, text.encode())

    def update(self, text: str) -> httpx.Response:
        """Ask for an update, sent directly; what was loaded is no longer known."""
        self._loaded = None
        headers = {"Content-Type": "application/sparql-update"}
        return self.send("POST", self.update_url, headers, text.encode())

    def touch(self) -> None:
        """Note that what is loaded may have been changed."""
        self._loaded = None

    def load(self, data: Data) -> None:
        """Put `data` in place of what the store holds, unless it is what was loaded last.

        Raises:
            Unreachable: the store did not take it.
        """
        if data.source == self._loaded:
            return
        response = self.update(data.as_update())
        if not response.is_success:
            raise Unreachable(f"data was not taken: {told(response)}")
        self._loaded = data.source

    def holds_data(self) -> bool:
        """Whether any graph holds a triple.

        Raises:
            Unreachable: the endpoint does not say.
        """
        try:
            response = self.query(_HOLDS, JSON)
            if not response.is_success:
                raise Unreachable(f"{self.query_url}: {told(response)}")
            return read(response.content, JSON) is True
        except (httpx.TransportError, ValueError) as error:
            raise Unreachable(f"{self.query_url}: {error}") from error


def media_type(response: httpx.Response) -> str:
    """The media type of an answer, without its parameters."""
    return str(response.headers.get("content-type", "")).partition(";")[0].strip().lower()


def told(response: httpx.Response) -> str:
    """The status of an answer and the beginning of what it says."""
    text = " ".join(response.text.split())
    return f"{response.status_code} {text[:160]}".strip()


def _triples(graph: Graph) -> list[str]:
    return sorted(f"{s.n3()} {p.n3()} {o.n3()} ." for s, p, o in graph)
