"""Every address a page links to is made here.

Things are called `https://w3id.org/cetu/…`; a page of this service links to the same path on its
own host. Chinese is the default language; English travels in the query (`lang=en`), so that no
cookie is needed and an address says what it shows.
"""

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote, unquote, urlencode, urlsplit

from cetu.answer.naming import Language
from cetu.answer.rules import SHELVES
from cetu.namespaces import BASE

_OURS: Final = ("id/", "ontology", "graph/", *(f"{shelf}#" for shelf in SHELVES))
_SAFE_IN_PATH: Final = "/:@!$&'()*+,;=~-._%"


def language_of(asked: str | None) -> Language:
    """The language of a page: English where `lang=en` asks for it, else Chinese."""
    return "en" if asked == "en" else "zh"


def page(path: str, language: Language, fragment: str = "", **query: str | Sequence[str]) -> str:
    """The address of a page of ours; a field with several values stands there as often."""
    fields: dict[str, str | Sequence[str]] = {k: v for k, v in query.items() if v}
    if language != "zh":
        fields["lang"] = language
    return (
        quote(path, safe=_SAFE_IN_PATH)
        + (f"?{urlencode(fields, doseq=True)}" if fields else "")
        + (f"#{quote(fragment, safe='')}" if fragment else "")
    )


def local(iri: str) -> bool:
    """Whether this service has a page for `iri`."""
    rest = iri.removeprefix(BASE)
    return rest != iri and rest.startswith(_OURS)


def thing(iri: str, language: Language) -> str:
    """The address of the page of `iri`: ours for our things, itself for web addresses, else "".

    Only http and https become links: any other scheme (javascript:, data:) stays text.
    """
    if local(iri):
        path, _, fragment = iri.removeprefix(BASE).partition("#")
        if path.startswith("ontology/"):
            path, fragment = "ontology", f"module-{path.removeprefix('ontology/')}"
        return page(f"/{unquote(path)}", language, fragment)
    try:
        parts = urlsplit(iri)
    except ValueError:
        return ""
    if parts.scheme in {"http", "https"} and parts.netloc:
        return quote(iri, safe=_SAFE_IN_PATH + "?#[]")
    return ""


def number(page: str) -> int:
    """The page of a list that an address asks for: a number from 1, else the first."""
    return max(1, int(page[:6])) if page.isascii() and page.isdigit() else 1
