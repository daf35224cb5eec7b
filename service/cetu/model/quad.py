"""A statement as a line of N-Quads has it: terms in their own notation."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_TERM: Final = re.compile(
    r'<<\(|\)>>|<[^>]*>|_:[^\s<>"]+|"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^>]*>)?'
)
_PLAIN: Final = re.compile(r"<([^\x00-\x20<>\"{}|^`\\]+)>")


class Statement(NamedTuple):
    """Subject, predicate, object and graph ("": the unnamed one) as written, such as `<iri>`."""

    subject: str
    predicate: str
    object: str
    graph: str


def statements(text: str) -> Iterator[Statement]:
    """Yield the statements of N-Quads as the engine writes them, one a line."""
    for line in text.split("\n"):
        terms = _TERM.findall(line)
        if "<<(" in terms or ")>>" in terms:
            terms = list(_folded(terms))
        if terms:
            subject, predicate, value, *graph = terms
            yield Statement(subject, predicate, value, graph[0] if graph else "")


def _folded(terms: list[str]) -> Iterator[str]:
    """Yield the terms, each triple term as one."""
    depth, parts = 0, list[str]()
    for term in terms:
        depth += (term == "<<(") - (term == ")>>")
        parts.append(term)
        if depth == 0:
            yield " ".join(parts)
            parts = []


def plain(term: str) -> str:
    """Return the IRI in angle brackets that a query may name as it stands; "" for other terms."""
    found = _PLAIN.fullmatch(term)
    return found[1] if found else ""
