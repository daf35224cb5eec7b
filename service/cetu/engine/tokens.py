"""SPARQL's tokens, cut the way the engine cuts them.

A scanner that reads one character differently from the engine can be talked past: what it takes for
a string or an IRI, the engine runs. Two places need care, and each was an open door when tried:

- `<` opens an IRI, except after an operand inside an expression, where it means "less than":
  `FILTER(?a<1)SERVICE#>` holds no IRI.
- A long string with a bad escape is not one: the engine falls back to `''` and what follows.

The terminals are those of https://www.w3.org/TR/sparql11-query/#rTerminals.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

_BASE = (
    "A-Za-zÀ-ÖØ-öø-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_START = f"{_BASE}_0-9"
_WORD = f"{_START}\u00b7\u0300-\u036f\u203f-\u2040"
_NAME = f"{_WORD}\\-"
_UNICODE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPE = rf"\\[tbnrf\\\"']|{_UNICODE}"
_LOCAL = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"

# Quantifiers are possessive: a name is as long as can be, short of a dot at its end, and no
# shorter piece of it is ever tried.
_PREFIX = rf"[{_BASE}][{_NAME}]*+(?:\.++[{_NAME}]++)*+"
_REST = rf"(?:[{_NAME}:]++|{_LOCAL})"

_SPACE = re.compile(r"(?:[ \t\r\n]++|\#[^\r\n]*+)*+")
_IRI = re.compile(rf"<(?:[^\x00-\x20<>\"{{}}|^`\\]|{_UNICODE})*>")
_ALONE = frozenset("{}()[];,*=!+-/&")
"""Signs that are a token by themselves, whatever follows."""
_CLOSED_BY = {"}": "{", ")": "(", "]": "["}
_TEMPLATES = ("construct", "insert", "delete", "data")
"""Words after which a brace holds statements to be made, which nobody has to plan."""


@cache
def _token() -> re.Pattern[str]:
    """Return the pattern of a token.

    It takes some hundredths of a second to compile, and the processes of the engine never need it.
    """
    return re.compile(
        rf"""
        (?P<variable>[?$][{_START}][{_WORD}]*+)
      | (?P<name>(?:{_PREFIX})?:(?:(?:[{_START}:]|{_LOCAL}){_REST}*+(?:\.++{_REST}++)*+)?
               | (?P<word>{_PREFIX}))
      | (?P<string>\"\"\"(?:\"{{0,2}}(?:[^\"\\]|{_ESCAPE}))*+\"\"\"
                | '''(?:'{{0,2}}(?:[^'\\]|{_ESCAPE}))*+'''
                | \"(?:[^\"\\\r\n]|{_ESCAPE})*+\" | '(?:[^'\\\r\n]|{_ESCAPE})*+')
      | (?P<blank>_:[{_START}][{_NAME}]*+(?:\.++[{_NAME}]++)*+)
      | (?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)
      | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<mark>\|\||\^\^|<<|>>|.)
        """,
        re.VERBOSE | re.DOTALL,
    )


class Token(NamedTuple):
    """One token: `kind` is string, variable, blank, name, word, number, language, iri or mark."""

    kind: str
    text: str


@dataclass(slots=True)
class Bracket:
    """An open bracket: whether an expression is inside, and the words met so far at this level."""

    mark: str
    expression: bool
    worded: bool = False
    template: bool = False
    patterns: int = 1


@dataclass(slots=True)
class Scanner:
    """The tokens of a query in order; `brackets` are those open after the token just given.

    `at` is where that token begins.
    """

    text: str
    brackets: list[Bracket] = field(default_factory=list)
    at: int = 0

    def __iter__(self) -> Iterator[Token]:
        """Give each token that is not space or a comment."""
        at, text, last = 0, self.text, Token("mark", "")
        while True:
            if space := _SPACE.match(text, at):
                at = space.end()
            if at == len(text):
                return
            token = Token("mark", text[at]) if text[at] in _ALONE else self._cut(at, last)
            self.at, at = at, at + len(token.text)
            if token.kind in {"mark", "word"}:
                self._nest(token, last)
            yield token
            last = token

    def _cut(self, at: int, last: Token) -> Token:
        if self.text[at] == "<":
            if self._compares(last):
                return Token("mark", "<")
            if found := _IRI.match(self.text, at):
                return Token("iri", found[0])
        found = _token().match(self.text, at)
        assert found is not None  # noqa: S101 - "." takes any character
        assert found.lastgroup is not None  # noqa: S101 - every alternative has a name
        return Token("word" if found["word"] else found.lastgroup, found[0])

    def _compares(self, last: Token) -> bool:
        """Tell whether a `<` after this token means "less than"."""
        if not (self.brackets and self.brackets[-1].expression):
            return False
        if last.kind == "mark":
            return last.text in {")", "}", ">>"}
        # Keywords may stick to what follows ("DISTINCT1<2"); an IRI may follow DISTINCT only.
        return not (last.kind == "word" and last.text.casefold().endswith("distinct"))

    def _nest(self, token: Token, last: Token) -> None:
        inside = self.brackets[-1] if self.brackets else None
        if token.kind == "word":
            if inside and token.text != "a":
                inside.worded = True
        elif token.text in "{([":
            # Outside any bracket, or after a keyword of this level, a parenthesis may hold an
            # expression; elsewhere it holds terms or a path. Doubt counts as expression.
            expression = token.text == "(" and (
                inside is None or inside.worded or inside.expression
            )
            template = token.text == "{" and (
                (inside is not None and inside.template)
                or (last.kind == "word" and last.text.casefold().endswith(_TEMPLATES))
            )
            self.brackets.append(Bracket(token.text, expression, template=template))
        elif inside and _CLOSED_BY.get(token.text) == inside.mark:
            self.brackets.pop()
