"""Where a request calls a service: `SERVICE [SILENT] IRI { … }`, found token by token.

Only what is written exactly so, inside a group, is a call. The engine understands more than that
(`SERVICESILENT<…>`, `SERVICEex:b {`); such forms are no calls here, and the gate refuses them.

https://www.w3.org/TR/sparql11-federated-query/
"""

from dataclasses import dataclass, field

from cetu.engine.gate import Scan
from cetu.engine.tokens import Scanner, Token


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the service it names, the tokens and the text between its braces.

    `start` and `end` are its place in the request, `prologue` the declarations before it, `names`
    the IRI of each name among the tokens whose prefix is declared.
    """

    service: str
    silent: bool
    start: int
    end: int
    tokens: tuple[Token, ...]
    body: str
    prologue: str
    names: dict[str, str]


@dataclass(slots=True)
class _Open:
    """A call as it is being read; `depth` is the number of brackets open inside its braces."""

    start: int
    silent: bool = False
    service: str | None = None
    depth: int = 0
    begin: int = 0
    tokens: list[Token] = field(default_factory=list)
    nested: bool = False


def calls(text: str) -> list[Call]:
    """Return the calls in a query or an update, in order; a call that holds another is none."""
    scanner, scan = Scanner(text), Scan()
    found: list[Call] = []
    prologue: list[str] = []
    before, last = Token("mark", ""), Token("mark", "")
    reading: _Open | None = None
    for token in scanner:
        depth = len(scanner.brackets)
        if not depth and scan.declares(token, before, last):
            prefix = f"PREFIX {last.text}" if last.kind == "name" else "BASE"
            prologue.append(f"{prefix} {token.text}\n")
        if reading and reading.depth:
            if token.text == "}" and depth < reading.depth:
                if not reading.nested:
                    found.append(_call(reading, scanner, scan, "".join(prologue)))
                reading = None
            else:
                reading.tokens.append(token)
                reading.nested |= _is(token, "service")
        elif reading and _goes_on(reading, token, scan):
            if token.text == "{":
                reading.depth, reading.begin = depth, scanner.at + 1
        else:
            reading = _Open(scanner.at) if _is(token, "service") and _in_group(scanner) else None
        before, last = last, token
    return found


def _is(token: Token, word: str) -> bool:
    # Case-folding would take letters for others that the engine does not ("ſ" for "s").
    return token.kind == "word" and token.text.isascii() and token.text.lower() == word


def _in_group(scanner: Scanner) -> bool:
    return bool(scanner.brackets) and scanner.brackets[-1].mark == "{"


def _goes_on(reading: _Open, token: Token, scan: Scan) -> bool:
    """Whether a token may come next before the braces of a call, which it is noted in."""
    if reading.service is not None:
        return token.kind == "mark" and token.text == "{"
    if not reading.silent and _is(token, "silent"):
        reading.silent = True
        return True
    if token.kind in {"iri", "name"}:
        reading.service = scan.resolve(token)
    return reading.service is not None


def _call(reading: _Open, scanner: Scanner, scan: Scan, prologue: str) -> Call:
    names = ((t.text, scan.resolve(t)) for t in reading.tokens if t.kind in {"iri", "name"})
    return Call(
        reading.service or "",
        reading.silent,
        reading.start,
        scanner.at + 1,
        tuple(reading.tokens),
        scanner.text[reading.begin : scanner.at],
        prologue,
        {name: iri for name, iri in names if iri is not None},
    )
