"""Which format and language a client prefers (https://www.rfc-editor.org/rfc/rfc9110#section-12)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from starlette.requests import Request

from cetu.api.sheet import XLSX
from cetu.errors import NotAcceptable

Language = Literal["zh", "en"]

ROWS: Final[Mapping[str, str]] = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "text/javascript": "application/sparql-results+json",
    "application/javascript": "application/sparql-results+json",
    XLSX: XLSX,
}
"""What may be asked for rows, and the media type given; older clients ask by other names."""
GRAPHS: Final[Mapping[str, str]] = {
    "text/turtle": "text/turtle",
    "application/n-triples": "application/n-triples",
    "application/rdf+xml": "application/rdf+xml",
    "application/ld+json": "application/ld+json",
    "application/n-quads": "application/n-quads",
    "application/trig": "application/trig",
    "application/turtle": "text/turtle",
    "application/x-turtle": "text/turtle",
    "text/n3": "text/turtle",
    "text/rdf+n3": "text/turtle",
    "application/n3": "text/turtle",
    "application/rdf+n3": "text/turtle",
    "text/plain": "application/n-triples",
    "text/x-nquads": "application/n-quads",
    "application/x-trig": "application/trig",
    "application/x-json+ld": "application/ld+json",
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
}
"""What may be asked for a graph, and the media type given."""
SUFFIXES: Final[Mapping[str, str]] = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
    ".nq": "application/n-quads",
    ".trig": "application/trig",
}
"""Ends of an address that ask for a form."""
NAMES: Final[Mapping[str, tuple[str | None, str | None]]] = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv", None),
    "tsv": ("text/tab-separated-values", None),
    "xlsx": (XLSX, None),
    "ttl": (None, "text/turtle"),
    "nt": (None, "application/n-triples"),
    "rdf": (None, "application/rdf+xml"),
    "jsonld": (None, "application/ld+json"),
    "nq": (None, "application/n-quads"),
    "trig": (None, "application/trig"),
}
"""Names of formats in `?format=`: the media types for rows and for graphs."""
_ALIASES: Final[Mapping[str, str]] = {
    "turtle": "ttl",
    "n3": "ttl",
    "rdf+xml": "rdf",
    "json-ld": "jsonld",
    "n-triples": "nt",
    "n-quads": "nq",
}
"""What clients call them that name the format in the query beside the header."""


@dataclass(frozen=True, slots=True)
class Range:
    """One element of an Accept header, such as `text/*;q=0.5`."""

    main: str
    sub: str
    quality: float

    def precision(self, media_type: str) -> int:
        """How closely this range names a media type: 0 not at all, 3 exactly."""
        main, _, sub = media_type.partition("/")
        if (self.main, self.sub) == (main, sub):
            return 3
        if (self.main, self.sub) == (main, "*"):
            return 2
        return 1 if (self.main, self.sub) == ("*", "*") else 0


def ranges(accept: str) -> tuple[Range, ...]:
    """Read an Accept header; elements that cannot be read are left out."""
    found = []
    for name, quality in _weighted(accept):
        main, slash, sub = name.partition("/")
        if slash and main and sub:
            found.append(Range(main, sub, quality))
    return tuple(found)


def quality(wanted: Iterable[Range], media_type: str) -> float:
    """How much a media type is wanted: the quality of the range that names it most closely."""
    precision, value = 0, 0.0
    for one in wanted:
        if (fit := one.precision(media_type)) > precision:
            precision, value = fit, one.quality
    return value


def choose(accept: str | None, offered: Iterable[str]) -> str | None:
    """The offered media type wanted most, the first of equals; None if none is acceptable.

    No header, or an empty one, accepts everything.
    """
    wanted = ranges(accept or "*/*")
    best, best_quality = None, 0.0
    for media_type in offered:
        if (value := quality(wanted, media_type)) > best_quality:
            best, best_quality = media_type, value
    return best


def choose_format(accept: str | None, offered: Mapping[str, str]) -> str | None:
    """Like `choose` for a table of names (`ROWS`, `GRAPHS`): return the media type to give."""
    chosen = choose(accept, offered)
    return None if chosen is None else offered[chosen]


@lru_cache(maxsize=256)  # clients send the same few headers with every request
def wanted(accept: str | None, name: str | None = None) -> tuple[str | None, str | None]:
    """The media types for rows and for graphs that a request wants; None: it takes none of ours.

    `name` is that of `?format=`, or a media type; it goes before the header for the form of answer
    it is a format of, and the other form is as the header says.

    Raises:
        NotAcceptable: there is no format of that name.
    """
    rows, graph = choose_format(accept, ROWS), choose_format(accept, GRAPHS)
    if name is None:
        return rows, graph
    asked = name.lower()
    named = NAMES.get(_ALIASES.get(asked, asked)) or (ROWS.get(asked), GRAPHS.get(asked))
    if named == (None, None):
        names = ", ".join(NAMES)
        raise NotAcceptable(
            f"There is no format “{name}”.",
            f"没有名为“{name}”的格式。",
            hint=f"format= takes {names}.",
            hint_zh=f"format= 可取 {names}。",
        )
    return named[0] or rows, named[1] or graph


def wants_page(request: Request) -> bool:
    """Whether a request wants a page rather than JSON: `format=json` goes before its header."""
    named = request.query_params.get("format") == "json"
    return (
        not named and choose(accept_of(request), ("application/json", "text/html")) == "text/html"
    )


def accept_of(request: Request) -> str:
    """The Accept header of a request; several count as one list, none as anything."""
    return ", ".join(request.headers.getlist("accept")) or "*/*"


@lru_cache(maxsize=256)
def codings(accept_encoding: str) -> frozenset[str]:
    """The content codings that an Accept-Encoding header names and does not forbid."""
    return frozenset(name for name, value in _weighted(accept_encoding) if value > 0)


def language(accept_language: str | None, default: Language = "en") -> Language:
    """Chinese or English, whichever an Accept-Language header wants more."""
    best, best_quality = default, 0.0
    for tag, value in _weighted(accept_language or ""):
        primary = tag.partition("-")[0]
        if value > best_quality and primary in {"zh", "en", "*"}:
            best_quality = value
            best = "zh" if primary == "zh" else "en" if primary == "en" else default
    return best


def _weighted(header: str) -> Iterable[tuple[str, float]]:
    for element in header.lower().split(","):
        name, *parameters = (part.strip() for part in element.split(";"))
        value = 1.0
        for parameter in parameters:
            key, _, text = parameter.partition("=")
            if key.strip() == "q":
                value = _quality(text.strip())
        if name and value >= 0:
            yield name, value


def _quality(text: str) -> float:
    """A weight of RFC 9110 section 12.4.2; one that cannot be read makes the element void (-1)."""
    try:
        value = float(text)
    except ValueError:
        return -1.0
    return value if 0 <= value <= 1 else -1.0
