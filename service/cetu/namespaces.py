"""The namespaces. The base IRI is written here; other modules build on it."""

from typing import Final

from rdflib import Namespace

BASE: Final = "https://w3id.org/cetu/"
ONTOLOGY_IRI: Final = f"{BASE}ontology"

CETU = Namespace(f"{BASE}ontology#")
ID = Namespace(f"{BASE}id/")
GRAPH = Namespace(f"{BASE}graph/")


def whole(key: str) -> str:
    """Return the IRI that `key` stands for: `body/…` is `…/id/body/…`; an IRI, and "", itself."""
    return key if not key or "://" in key else f"{ID}{key}"


def key(iri: str) -> str:
    """Return the key that stands for `iri`; itself where it is no thing of ours."""
    return iri.removeprefix(str(ID))


SEARCH_SERVICE: Final = f"{BASE}search"
"""What SERVICE names to search the texts; `docs/search.md` has the words it understands."""
SEARCH = Namespace(f"{SEARCH_SERVICE}#")

SHAPES_IRI: Final = f"{BASE}shapes#"
"""What the names of the shapes begin with."""

PREFIXES: Final[dict[str, str]] = {
    "cetu": str(CETU),
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes known to stored queries, pages and serialisations."""

PROLOGUE: Final = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
"""The same prefixes as the head of a query."""
