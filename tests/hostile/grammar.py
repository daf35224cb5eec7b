"""Random SPARQL: written by a grammar, or real queries with bytes changed, cut out and put in."""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

_KEYWORDS: Final = (
    "SELECT", "CONSTRUCT", "ASK", "DESCRIBE", "WHERE", "FILTER", "OPTIONAL", "UNION", "MINUS",
    "GRAPH", "SERVICE", "SILENT", "BIND", "VALUES", "UNDEF", "EXISTS", "NOT", "GROUP BY", "HAVING",
    "ORDER BY", "LIMIT", "OFFSET", "DISTINCT", "REDUCED", "FROM", "NAMED", "PREFIX", "BASE", "AS",
    "IN", "INSERT DATA", "DELETE", "LOAD", "CLEAR", "WITH", "USING", "a", "true", "false",
    "LATERAL",
)  # fmt: skip
_MARKS: Final = (
    "{", "}", "(", ")", "[", "]", ".", ";", ",", "<", ">", "<<", ">>", "<<(", ")>>", "|", "||", "/",
    "^", "^^", "*", "+", "?", "!", "=", "!=", "<=", "&&", "-", "@", "@zh", "#", "\n", "\\", "\\u",
    "'", '"', "'''", '"""', "_:b", "?v", "$w", ":", "ex:", "ex:b", "<urn:x>", "<#>", "1", "-1.5e9",
    "''", "'池'@zh", "'1'^^<http://www.w3.org/2001/XMLSchema#integer>", "\x00", "\ud7ff", "￿", "𠮷",
)  # fmt: skip
_FUNCTIONS: Final = (
    "STR", "LANG", "DATATYPE", "BOUND", "IRI", "BNODE", "RAND", "ABS", "CEIL", "CONCAT", "STRLEN",
    "UCASE", "ENCODE_FOR_URI", "CONTAINS", "STRAFTER", "YEAR", "TZ", "NOW", "UUID", "MD5", "SHA512",
    "COALESCE", "IF", "STRLANG", "STRDT", "SAMETERM", "ISIRI", "REGEX", "SUBSTR", "REPLACE",
    "COUNT", "SUM", "MIN", "AVG", "SAMPLE", "GROUP_CONCAT", "TRIPLE", "SUBJECT", "ADJUST",
)  # fmt: skip


_RULES: Final[dict[str, tuple[str, ...]]] = {
    "QUERY": ("PREFIX ex: <urn:> FORM GROUP END",),
    "FORM": ("SELECT *", "SELECT DISTINCT ?a ?b", "ASK", "DESCRIBE ?a", "SELECT (EXPR AS ?x)",
             "CONSTRUCT { ?a ?b ?c } WHERE"),
    "END": ("", "LIMIT 10", "ORDER BY DESC(?a)", "GROUP BY ?a", "OFFSET 3",
            "VALUES ?a { 1 UNDEF }"),
    "GROUP": ("{ }", "{ PART }", "{ PART PART }", "{ PART PART PART }"),
    "PART": ("TRIPLE", "TRIPLE", "TRIPLE", "OPTIONAL GROUP", "GROUP UNION GROUP", "MINUS GROUP",
             "GRAPH ?g GROUP", "GRAPH <urn:g> GROUP", "LATERAL GROUP", "FILTER(EXPR)",
             "BIND(EXPR AS ?n)", "VALUES (?a ?b) { (1 UNDEF) (<urn:x> '池') }",
             "{ SELECT * GROUP LIMIT 3 }", "FILTER NOT EXISTS GROUP"),
    "TRIPLE": ("TERM PATH TERM .", "TERM PATH TERM, TERM ; ex:p TERM ."),
    "PATH": ("ex:p", "<urn:q>", "?p", "a", "!ex:p", "(PATH)*", "^PATH", "PATH/PATH",
             "(PATH|PATH)+", "!(ex:p|^ex:q)", "PATH?"),
    "TERM": ("?a", "?b", "?c", "<urn:x>", "ex:y", "1", "1.5", "'池'@zh", "[]", "_:n", "true", "a",
             "[ PATH TERM ]", "( TERM TERM )", "<<( ?a ex:p ?b )>>"),
    "EXPR": ("TERM", "?a", "1", "(EXPR OPERATOR EXPR)", "FUNCTION(EXPR)", "FUNCTION(EXPR, EXPR)",
             "!EXPR", "-EXPR", "EXPR IN (EXPR, 1)", "EXISTS GROUP", "IF(EXPR, EXPR, 1)"),
    "OPERATOR": ("=", "<", "+", "*", "&&", "||", "!=", "/"),
    "FUNCTION": _FUNCTIONS,
}  # fmt: skip
"""What each word in capitals may be; at the end of its depth the first of these."""
_SYMBOL: Final = re.compile("|".join(rf"\b{name}\b" for name in _RULES))
_DEPTH: Final = 9


def written(draw: random.Random, text: str = "QUERY", depth: int = _DEPTH) -> str:
    """Return a query that is mostly right, by the rules above."""

    def choose(found: re.Match[str]) -> str:
        choices = _RULES[found[0]]
        if found[0] in {"PART", "PATH", "TERM", "EXPR", "GROUP"} and depth <= 0:
            return choices[0] if found[0] != "PART" else "?a ex:p ?b ."
        return written(draw, draw.choice(choices), depth - 1)

    return _SYMBOL.sub(choose, text)


def mutated(text: str, draw: random.Random) -> str:
    """Return `text` with some of it cut, doubled, or replaced by other tokens."""
    for _ in range(draw.randint(1, 6)):
        at = draw.randint(0, len(text))
        to = min(len(text), at + draw.choice((0, 1, 1, 2, 8, 40)))
        put = draw.choice(
            (
                "",
                text[at:to] * 2,
                f" {draw.choice(_KEYWORDS)} ",
                draw.choice(_MARKS),
                chr(draw.randint(1, 0xD7FF)),
            )
        )
        text = text[:at] + put + text[to:]
    return text


def fuzzed(count: int, seed: int, real: Sequence[str]) -> Iterator[str]:
    """Yield `count` queries: written by the grammar, mutated from it, mutated from `real` ones."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    for number in range(count):
        kind = number % 4
        if kind == 0:
            yield written(draw)
        elif kind == 1:
            yield mutated(written(draw), draw)
        elif kind == 2 and real:
            yield mutated(draw.choice(real), draw)
        else:
            tokens = draw.choices(_KEYWORDS + _MARKS, k=draw.randint(1, 40))
            yield draw.choice(("", " ")).join(tokens)


def real_queries(*folders: Path) -> list[str]:
    """The queries of every `*.rq` and `*.ru` below the folders."""
    return [
        path.read_text("utf-8", errors="replace")
        for folder in folders
        for path in sorted(folder.rglob("*.r[qu]"))
    ]
