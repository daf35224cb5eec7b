"""The solutions a graph is made of: a query that gives one row for each of them."""

from itertools import count
from typing import Final

from cetu.engine.tokens import Scanner

_PATTERN: Final = {"from", "where"}


def solutions(text: str) -> str | None:
    """Return the SELECT with the same pattern and modifiers as a CONSTRUCT or DESCRIBE.

    `text` has passed the gate. None is returned where there is no pattern (`DESCRIBE <iri>`).
    https://www.w3.org/TR/sparql11-query/#rConstructQuery
    """
    scanner = Scanner(text)
    form, begin, end = "", 0, 0
    first = template = False
    for token in scanner:
        word = token.text.casefold() if token.kind == "word" else ""
        outside = not scanner.brackets
        if not form:
            if outside and word in {"construct", "describe"}:
                form, begin, end = word, scanner.at, scanner.at + len(word)
                first = True
            continue
        if template:
            if outside:  # its last bracket
                end, template = scanner.at + 1, False
        elif first and form == "construct" and token.text == "{":
            template = True
        elif token.text == "{" or (outside and word in _PATTERN):
            rest = end if form == "construct" else scanner.at
            name = next(f"row{i}" for i in count() if f"row{i}" not in text)
            return f"{text[:begin]}SELECT (1 AS ?{name}) {text[rest:]}"
        first = False
    return None
