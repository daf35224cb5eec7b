"""Queries that have hurt engines: too deep, too long, too many rows, too much memory, endless.

Each family is a function of a size. Sizes run from harmless to absurd, so that every family is seen
passing, running into a limit, and refused before it runs.
"""

import random
from collections.abc import Callable, Iterator
from typing import Final

Family = Callable[[int], str]


def _deep(opening: str, inside: str, closing: str, frame: str = "SELECT * {{ {} }}") -> Family:
    return lambda n: frame.format(opening * n + inside + closing * n)


def _chain(first: str, more: str, frame: str) -> Family:
    return lambda n: frame.format(first + more * n)


def _product(count: int) -> str:
    return " . ".join(f"?s{i} ?p{i} ?o{i}" for i in range(count))


_FILTER: Final = "SELECT * {{ ?s ?p ?o FILTER({}) }}"
_ALL: Final = "SELECT * {{ {} }}"

DEEP: Final[dict[str, Family]] = {
    "groups": _deep("{", "?s ?p ?o", "}"),
    "str": _deep("STR(", "?s", ")", "SELECT * {{ ?s ?p ?o FILTER({} = '') }}"),
    "parentheses": _deep("(", "1", ")", _FILTER),
    "not": lambda n: _FILTER.format("!" * n + "true"),
    "minus": lambda n: _FILTER.format("- " * n + "1 < 2"),
    "subselect": _deep("{SELECT * ", "{?s ?p ?o}", "}"),
    "not-exists": _deep("FILTER NOT EXISTS {", "?s ?p ?o", "}"),
    "optional": _deep("?s ?p ?o OPTIONAL {", "?s ?p ?o", "}"),
    "minus-group": _deep("?s ?p ?o MINUS {", "?s ?p ?o", "}"),
    "blank": _deep("[ ?p ", "?o", " ]", "SELECT * {{ ?s ?p {} }}"),
    "list": _deep("(", "1", ")", "SELECT * {{ ?s ?p {} }}"),
    "path": _deep("(", "<urn:p>", ")*", "SELECT * {{ ?s {} ?o }}"),
    "inverse": lambda n: "SELECT * { ?s " + "^(" * n + "<urn:p>" + ")" * n + " ?o }",
    "if": _deep("IF(true, ", "1", ", 2)", _FILTER),
    "coalesce": _deep("COALESCE(", "1", ")", _FILTER),
    "triple-terms": _deep("<<( ?s ?p ", "?o", " )>>", "SELECT * {{ ?s ?p {} }}"),
    "open-only": lambda n: "SELECT * " + "{" * n,
    "graph": _deep("GRAPH ?g {", "?s ?p ?o", "}"),
}
LONG: Final[dict[str, Family]] = {
    "plus": _chain("1", "+1", "SELECT * {{ ?s ?p ?o FILTER({} > 0) }}"),
    "or": _chain("?s = 1", "||?s = 1", _FILTER),
    "and": _chain("?s = 1", "&&?s = 1", _FILTER),
    "union": _chain("{?s ?p ?o}", "UNION{?s ?p ?o}", _ALL),
    "bind": lambda n: _ALL.format(" ".join(f"BIND({i} AS ?v{i})" for i in range(n))),
    "alternatives": _chain("<urn:p>", "|<urn:p>", "SELECT * {{ ?s {} ?o }}"),
    "sequence": _chain("<urn:p>", "/<urn:p>", "SELECT * {{ ?s {} ?o }}"),
    "star": lambda n: _ALL.format(
        " ; ".join(["?s <urn:p0> ?o0"] + [f"?p{i} ?o{i}" for i in range(n)])
    ),
    "objects": lambda n: _ALL.format("?s ?p " + ",".join(f"?o{i}" for i in range(n + 1))),
    "in": lambda n: _FILTER.format("?o IN (" + ",".join(map(str, range(n + 1))) + ")"),
    "values": lambda n: _ALL.format("VALUES ?s {" + " 1" * n + "} ?s ?p ?o"),
    "projected": lambda n: "SELECT " + " ".join(f"(1 AS ?v{i})" for i in range(n + 1)) + " {}",
    "concat": lambda n: _FILTER.format("CONCAT(" + ",".join(["'a'"] * (n + 1)) + ") = ''"),
    "optionals": _chain("?s ?p ?o", " OPTIONAL{?s ?p ?o}", _ALL),
    "minuses": _chain("?s ?p ?o", " MINUS{?s ?q ?r}", _ALL),
    "exists": _chain("?s ?p ?o", " FILTER EXISTS{?s ?p ?o}", _ALL),
    "order": lambda n: "SELECT * { ?s ?p ?o } ORDER BY" + " ?s" * (n + 1),
    "prefixes": lambda n: "".join(f"PREFIX p{i}: <urn:{i}>\n" for i in range(n)) + "ASK {}",
    "comment": lambda n: "#" * n + "\nASK {}",
    "string": lambda n: f"ASK {{ FILTER('{'池' * n}' = '') }}",
    "quotes": lambda n: "ASK { FILTER(" + "'" * n + " = '') }",
    "from": lambda n: "SELECT * " + "FROM <urn:g> " * n + "{ ?s ?p ?o }",
    "escapes": lambda n: "ASK { ?s ?p <urn:" + "\\u0061" * n + "> }",
}
BOMBS: Final[dict[str, Family]] = {
    "count-product": lambda n: f"SELECT (COUNT(*) AS ?n) {{ {_product(n)} }}",
    "order-product": lambda n: f"SELECT * {{ {_product(n)} }} ORDER BY ?o0 ?s1",
    "distinct-product": lambda n: f"SELECT DISTINCT * {{ {_product(n)} }}",
    "group-product": lambda n: (
        f"SELECT ?o0 ?s1 (COUNT(*) AS ?n) {{ {_product(n)} }} GROUP BY ?o0 ?s1"
    ),
    "concat-product": lambda n: f"SELECT (GROUP_CONCAT(STR(?o0)) AS ?all) {{ {_product(n)} }}",
    "construct-product": lambda n: f"CONSTRUCT {{ ?s0 ?p0 ?o1 }} WHERE {{ {_product(n)} }}",
    "ask-product": lambda n: f"ASK {{ {_product(n)} FILTER(?s0 = 'nothing') }}",
    "describe-product": lambda n: f"DESCRIBE ?s0 {{ {_product(n)} }}",
    "optional-product": lambda n: (
        "SELECT * { ?s ?p ?o "
        + " ".join(f"OPTIONAL {{ ?a{i} ?b{i} ?c{i} }}" for i in range(n))
        + "}"
    ),
    "minus-product": lambda n: f"SELECT (COUNT(*) AS ?n) {{ {_product(n)} MINUS {{ ?s0 ?x 1 }} }}",
    "exists-product": lambda n: (
        f"SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ {_product(n)} FILTER(?o0 = ?s) }} }}"
    ),
    "doubling": lambda n: (
        f"SELECT (STRLEN(?v{n}) AS ?n) {{ BIND('池塘' AS ?v0) "
        + " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(n))
        + " }"
    ),
    "replace": lambda n: (
        "SELECT (STRLEN(?c) AS ?n) { BIND('" + "a" * 100 * n + "' AS ?a) "
        "BIND(REPLACE(?a, 'a', ?a) AS ?b) BIND(REPLACE(?b, 'a', ?a) AS ?c) }"
    ),
    "paths": lambda n: "SELECT (COUNT(*) AS ?n) { ?s " + "(" * n + "!<urn:x>" + ")*" * n + " ?o }",
    "path-product": lambda n: (
        "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?a{i} !<urn:x>* ?b{i}" for i in range(n)) + " }"
    ),
    "regex": lambda n: (
        f"ASK {{ BIND('{'a' * 500 * n}!' AS ?t) FILTER(REGEX(?t, '(a+)+$') || "
        "REGEX(?t, '(a|aa)+$') || REGEX(?t, '(.*)*b')) }"
    ),
    "regex-size": lambda n: f"ASK {{ ?s ?p ?o FILTER(REGEX(STR(?o), '(a{{{n}}}){{1000}}')) }}",
    "hash": lambda n: (
        f"SELECT (SHA512(?v{n}) AS ?h) {{ ?s ?p ?o BIND(STR(?o) AS ?v0) "
        + " ".join(f"BIND(SHA512(?v{i}) AS ?v{i + 1})" for i in range(n))
        + f" {_product(2)} }}"
    ),
    "values-product": lambda n: (
        "SELECT (COUNT(*) AS ?n) { "
        + " ".join(f"VALUES ?v{i} {{ {' '.join(map(str, range(200)))} }}" for i in range(n))
        + " }"
    ),
    "subselects": lambda n: (
        "SELECT (COUNT(*) AS ?n) { "
        + " ".join(f"{{ SELECT ?a{i} {{ ?a{i} ?b ?c }} }}" for i in range(n))
        + " }"
    ),
    "big-answer": lambda n: f"SELECT * {{ {_product(2)} }} LIMIT {10**n}",
    "big-offset": lambda n: f"SELECT * {{ {_product(3)} }} OFFSET {10**n} LIMIT 1",
}
FAMILIES: Final = DEEP | LONG | BOMBS


def hostile(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Yield `count` (family, query), every family in turn, its size drawn anew."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    names = sorted(FAMILIES)
    for number in range(count):
        name = names[number % len(names)]
        # Bombs are small; of the others half are within reach of every limit, and half are not.
        size = draw.randint(2, 40) if name in BOMBS else int(10 ** draw.uniform(0, 5))
        yield f"{name}:{size}", FAMILIES[name](size)
