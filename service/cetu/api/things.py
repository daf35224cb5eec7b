"""Things, the ontology and named graphs at their own addresses, in the form the client wants.

One address serves every form (`Vary: Accept`): HTML to a browser, which asks for it by name, and
RDF to everyone else, so a copied address works everywhere and costs no redirect. That the answer is
a description and not the thing itself, which a 303 would say with a second request
(https://www.w3.org/TR/cooluris/), stands in its `Link: rel="describes"` header. A suffix (`.ttl`,
`.jsonld` …) asks for a form where a header cannot be sent.
"""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Final, Protocol

from fastapi import APIRouter
from rdflib import URIRef
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cetu.answer.exports import JSON_LD, export, pick
from cetu.api import tags
from cetu.api.addresses import absolute
from cetu.api.cors import OPEN
from cetu.api.links import ABOUT
from cetu.api.negotiation import GRAPHS, NAMES, SUFFIXES, accept_of, choose
from cetu.api.openapi import TEXT, Responses, failures, parameter
from cetu.engine import Queries
from cetu.errors import NotAcceptable, ThingUnknown
from cetu.model.profile import Profile
from cetu.namespaces import BASE, CETU, GRAPH, PROLOGUE

_HTML: Final = "text/html"
_DOCUMENTS: Final = "id/document/"
_NONE: Final[Mapping[str, Profile]] = {}
_FORMS: Final = {name: graph for name, (_, graph) in NAMES.items() if graph}
_ANSWERS: Final[Responses] = failures(304, 400, 404, 406, 502) | {
    200: {"content": {media_type: {} for media_type in (*SUFFIXES.values(), _HTML)}}
}
_DOC: Final = {
    "parameters": [
        parameter("format", "The format, before Accept.", {"type": "string", "enum": [*_FORMS]}),
        parameter("profile", "Of a document: the vocabulary to describe it in.", TEXT),
    ]
}

# The statements of a thing, of the readings in it with their evidence, and what links to it, with
# the labels of everything named, so that the file can be read on its own.
_DESCRIPTION: Final = """CONSTRUCT {{ ?s ?p ?o . ?named rdfs:label ?label }} WHERE {{
  {{ {one} ?p ?o BIND({one} AS ?s) }}
  UNION {{ {one} ?link ?s . ?s cetu:evidence ?quote ; ?p ?o FILTER(?link != cetu:hasTask) }}
  UNION {{ {one} cetu:evidence ?s . ?s ?p ?o }}
  UNION {{ {one} ?link ?reading . ?reading cetu:evidence ?s . ?s ?p ?o
    FILTER(?link != cetu:hasTask) }}
  UNION {{ ?s ?p {one} BIND({one} AS ?o) }}
  UNION {{ {one} ?link ?named . ?named rdfs:label|skos:prefLabel ?label }}
}}"""
_IS_ONTOLOGY: Final = "ASK {{ {{ {one} a owl:Ontology }} UNION {{ ?o owl:versionIRI {one} }} }}"
_WHOLE_GRAPH: Final = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {one} {{ ?s ?p ?o }} }}"


class Pages(Protocol):
    """The pages of things, for clients that want HTML."""

    def thing(self, request: Request, iri: str) -> Response:
        """The page of a thing."""
        ...

    def ontology(self, request: Request) -> Response:
        """The page of the ontology."""
        ...

    def graphs(self, request: Request) -> Response:
        """The page of all named graphs."""
        ...

    def graph(self, request: Request, iri: str) -> Response:
        """The page of a named graph."""
        ...


def router(engine: Queries, pages: Pages, profiles: Mapping[str, Profile] = _NONE) -> APIRouter:
    """Return the routes `/id/…`, `/ontology` and `/graph/…`."""
    things = APIRouter(tags=["things"])

    @things.head("/id/{key:path}", include_in_schema=False)
    @things.get("/id/{key:path}", operation_id="thing", responses=_ANSWERS, openapi_extra=_DOC)
    def thing(key: str, request: Request) -> Response:
        """A thing by its IRI: HTML, or RDF by `Accept` or suffix.

        A document with `profile=`: in the words of CPSV-AP, ELI, schema.org or DCAT.
        """
        name, wanted = _wanted(f"id/{key}", request)
        iri = _iri(name)
        if (profile := request.query_params.get("profile")) is not None:
            return _exported(engine, name, pick(profiles, profile), wanted)
        if wanted == _HTML:
            return _linked(pages.thing(request, iri), name, profiles)
        query = _DESCRIPTION.format(one=URIRef(iri).n3())
        return _linked(_rdf(engine, request, name, query, wanted), name, profiles)

    @things.head("/ontology{suffix:path}", include_in_schema=False)
    @things.get(
        "/ontology{suffix:path}", operation_id="ontology", responses=_ANSWERS, openapi_extra=_DOC
    )
    def ontology(suffix: str, request: Request) -> Response:
        """The ontology, or a module of it (they share one graph): HTML, or RDF."""
        name, wanted = _wanted(f"ontology{suffix}", request)
        iri = _iri(name)
        if (term := _term(engine, suffix, name)) is not None:
            if wanted == _HTML:  # what follows a # never reaches a server, so it is led there
                return RedirectResponse(f"/ontology#{term}", HTTPStatus.SEE_OTHER)
            query = _DESCRIPTION.format(one=CETU[term].n3())
            return _rdf(engine, request, f"ontology#{term}", query, wanted)
        if not engine.ask(PROLOGUE + _IS_ONTOLOGY.format(one=URIRef(iri).n3())):
            raise _unknown(iri)
        if wanted == _HTML:
            return _linked(pages.ontology(request), "ontology")
        query = _WHOLE_GRAPH.format(one=GRAPH["ontology"].n3())
        return _rdf(engine, request, "ontology", query, wanted)

    @things.head("/graph/{key:path}", include_in_schema=False)
    @things.get("/graph/{key:path}", operation_id="graph", responses=_ANSWERS, openapi_extra=_DOC)
    def graph(key: str, request: Request) -> Response:
        """A named graph, or with no name the list of them: HTML, or RDF."""
        name, wanted = _wanted(f"graph/{key}", request)
        iri = _iri(name if name != "graph/" else "graph/metadata")
        if wanted == _HTML:
            page = pages.graph(request, iri) if name != "graph/" else pages.graphs(request)
            return _linked(page, name)
        return _rdf(engine, request, name, _WHOLE_GRAPH.format(one=URIRef(iri).n3()), wanted)

    return things


def _term(engine: Queries, suffix: str, name: str) -> str | None:
    """The local name of a term where its IRI is asked for with a / in place of the #."""
    local = name.removeprefix("ontology/")
    if not suffix.startswith("/") or not local.isidentifier() or not local.isascii():
        return None
    asked = f"{PROLOGUE}ASK {{ {CETU[local].n3()} rdfs:isDefinedBy ?module }}"
    return local if engine.ask(asked) else None


def _exported(engine: Queries, name: str, profile: Profile, wanted: str) -> Response:
    """A document as a profile describes it; a browser, which asks for HTML, gets JSON-LD."""
    media_type = JSON_LD if wanted == _HTML else wanted
    body = export(engine, profile, _iri(name), media_type)
    headers = {
        **OPEN,
        "Link": f'<{BASE}{name}>; rel="describes", <{profile.conforms}>; rel="profile", {ABOUT}',
        "Vary": "Accept",
        "X-Content-Type-Options": "nosniff",
    }
    content_type = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    return Response(body, headers=headers, media_type=content_type)


def _unknown(iri: str) -> ThingUnknown:
    return ThingUnknown(
        f"Nothing in the graph is called {iri}.",
        f"图谱里没有 {iri}。",
        hint="Check the address, or search for a name.",
        hint_zh="请核对地址，或按名称搜索。",
    )


def _iri(name: str) -> str:
    """The IRI at the path `name` of this host.

    Raises:
        ThingUnknown: no IRI can hold these characters, so nothing is called that.
    """
    if not absolute(BASE + name):
        raise _unknown(BASE + name)
    return BASE + name


def _wanted(path: str, request: Request) -> tuple[str, str]:
    """The name of the thing without a suffix, and the media type to give.

    Raises:
        NotAcceptable: no form of ours is wanted.
    """
    for suffix, media_type in SUFFIXES.items():
        if path.endswith(suffix) and len(path) > len(suffix):
            return path.removesuffix(suffix), media_type
    form = request.query_params.get("format")
    if form is not None and form not in _FORMS:
        raise NotAcceptable(
            f"There is no format “{form}” of a graph.",
            f"图没有名为“{form}”的格式。",
            hint=f"format= takes {', '.join(_FORMS)}.",
            hint_zh=f"format= 可取 {'、'.join(_FORMS)}。",
        )
    chosen = _FORMS[form] if form is not None else choose(accept_of(request), (*GRAPHS, _HTML))
    if chosen is None:
        raise NotAcceptable(
            "None of the formats asked for can be given.",
            "无法给出所要求的格式。",
            hint=f"Ask for text/html or one of {', '.join(sorted(set(GRAPHS.values())))}.",
            hint_zh=f"可以要 text/html 或 {'、'.join(sorted(set(GRAPHS.values())))}。",
        )
    return path, GRAPHS.get(chosen, chosen)


def _links(name: str, profiles: Iterable[Profile] = ()) -> str:
    """The Link header: the thing described, its lasting name, and the other forms of this answer.

    https://signposting.org/ (cite-as, describedby, license); of a document also the profiles that
    it can be had in.
    """
    thing = f"<{BASE}{name}>"
    links = [f'{thing}; rel="describes"', f'{thing}; rel="cite-as"', ABOUT]
    if name.startswith(_DOCUMENTS):
        links += [
            f'</{name}?profile={one.name}>; rel="alternate"; type="{JSON_LD}"; '
            f'profile="{one.conforms}"'
            for one in profiles
        ]
    if not name.endswith("/") and "#" not in name:
        links += [
            f'</{name}{suffix}>; rel="alternate"; type="{media_type}"'
            for suffix, media_type in SUFFIXES.items()
        ]
    return ", ".join(links)


def _linked(response: Response, name: str, profiles: Mapping[str, Profile] = _NONE) -> Response:
    response.headers["Link"] = _links(name, profiles.values())
    response.headers["Vary"] = "Accept"
    return response


def _rdf(engine: Queries, request: Request, name: str, query: str, media_type: str) -> Response:
    # The name is part of the tag: a tag of another thing must not say that an unknown one is there.
    tag = tags.tag(engine.digest, name, media_type)
    headers = {
        **OPEN,
        "Cache-Control": "public, no-cache",  # kept, but asked about: a new snapshot has a new tag
        "ETag": tag,
        "X-Content-Type-Options": "nosniff",
    }
    if held := tags.known(request.headers.get("if-none-match"), tag):
        return _linked(Response(status_code=304, headers=headers | {"ETag": held}), name)
    body = engine.construct(PROLOGUE + query, media_type)
    if not _says_anything(engine, query):
        raise _unknown(BASE + name)
    content_type = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    return _linked(Response(body, headers=headers, media_type=content_type), name)


def _says_anything(engine: Queries, query: str) -> bool:
    """Whether the CONSTRUCT gives a statement (an empty document is not empty in every format)."""
    pattern = query.partition(" WHERE ")[2]
    return engine.ask(f"{PROLOGUE}ASK {pattern}")
