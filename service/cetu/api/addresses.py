"""The addresses that descriptions name: of the service itself, and of what it serves."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

import pyoxigraph as ox
from rdflib import URIRef

from cetu.namespaces import BASE, GRAPH

SPARQL: Final = "/sparql"
UPDATE: Final = "/update"
STORE: Final = "/store"
VOID: Final = "/.well-known/void"
DCAT: Final = "/dcat"
EDITOR: Final = "/editor"
KEY: Final = "[A-Za-z0-9][A-Za-z0-9._/-]*"
"""What follows /graph/ in the address of a graph of ours that is written."""


@dataclass(frozen=True, slots=True)
class Host:
    """The service under the address at which it was asked, such as `https://example.org`."""

    base: str

    def at(self, path: str, **query: str) -> URIRef:
        """The address of a path of the service."""
        return URIRef(f"{self.base}{path}" + (f"?{urlencode(query)}" if query else ""))

    def download(self, graph: str, suffix: str, name: str) -> URIRef:
        """Where a named graph is to be had whole, in the form that `suffix` and `name` name."""
        if graph.startswith(GRAPH) and not graph.endswith("/"):
            return self.at(f"/{graph.removeprefix(BASE)}{suffix}")
        return self.at(STORE, graph=graph, format=name)


def absolute(iri: str) -> bool:
    """Whether a text is an absolute IRI, as the engine takes them, and so safe to put into <>."""
    try:
        return bool(ox.NamedNode(iri).value)
    except ValueError:
        return False


def fragment(iri: str) -> str:
    """A name for an IRI that can end a fragment: what follows our base, or the whole of it."""
    return quote(iri.removeprefix(GRAPH), safe="/:@!$&'()*+,;=~-._")
