"""What a query may ask, checked before a worker sees it.

The engine has no switch against federation, and its planner is more than linear in the length of a
group; so these are refused here, with a sentence: a query too long or too deep, one that calls
another server, one that writes, one that names a graph we do not hold. Grammar is the engine's to
judge; any text at all passes through here without an exception other than ours.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Self
from urllib.parse import urljoin

from cetu.engine.tokens import Bracket, Scanner, Token
from cetu.errors import QueryMalformed, QueryRefused, QueryTooLarge

MAX_DEPTH: Final = 100
"""Brackets inside brackets. The stack of a worker holds thousands; nobody writes a hundred."""
MAX_PATTERNS: Final = 50
"""Triple patterns and path steps a group. Planning 50 took 0.04 s, 100 0.7 s, 200 12 s."""

UPDATES: Final = (
    "insert", "delete", "with", "load", "clear", "create", "drop", "copy", "move", "add",
)  # fmt: skip
"""Words that an operation of an update begins with."""

_FORMS = ("select", "ask", "construct", "describe")
_STEPS = frozenset(".;,/|^")
_FLEETING = ("now", "rand", "uuid", "bnode")
_SURROGATE = re.compile(r"\\u[dD][89A-Fa-f]|\\U(?!000[0-9A-Fa-f]|0010)|\\U0000[dD][89A-Fa-f]")
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_SHOWN = 5


@dataclass(slots=True)
class Scan:
    """What the gate learnt: the query's form ("" if it has none) and what it names."""

    form: str = ""
    names_graphs: bool = False
    """It says GRAPH or FROM, so the graph a triple is in matters."""
    fleeting: bool = False
    """It calls a function that gives something else each time (NOW, RAND, UUID, BNODE)."""
    default_graphs: list[str] = field(default_factory=list)
    named_graphs: list[str] = field(default_factory=list)
    clauses: int = 0
    """How often it says FROM outside every bracket; see `dataset`."""
    prefixes: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    base: str = ""

    @property
    def dataset(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Default and named graphs of its FROM clauses, where it is sure that these are all.

        The engine reads `FROMex:g` too; of a query so written nothing is told here.
        """
        if len(self.default_graphs) + len(self.named_graphs) != self.clauses:
            return (), ()
        return tuple(self.default_graphs), tuple(self.named_graphs)

    @property
    def undeclared(self) -> list[str]:
        """Prefixes used but not declared."""
        return sorted(self.used - self.prefixes.keys())

    def declares(self, token: Token, before: Token, last: Token) -> bool:
        """Keep the base or prefix that `token` ends the declaration of; tell whether it does."""
        if token.kind != "iri":
            return False
        if last.kind == "word" and last.text.casefold() == "base":
            self.base = _join(self.base, token)
            return True
        if before.text.casefold() == "prefix" and last.kind == "name":
            self.prefixes[last.text[:-1]] = _join(self.base, token)
            return True
        return False

    def resolve(self, token: Token) -> str | None:
        """The IRI a token stands for; None where its prefix is not declared."""
        if token.kind == "iri":
            return _join(self.base, token)
        prefix, _, local = token.text.partition(":")
        return self.prefixes[prefix] + local if prefix in self.prefixes else None


class Filled(str):
    """A request into which rows were put here.

    `room`: their bytes, which nobody sent; `digest`: the snapshot they are of, "" if of none.
    """

    room: int
    digest: str

    def __new__(cls, text: str, room: int = 0, digest: str = "") -> Self:
        """Keep how much of `text` is ours, and from where."""
        made = super().__new__(cls, text)
        made.room, made.digest = room, digest
        return made


def check(text: str, *, max_bytes: int, graphs: Collection[str], base: str = "") -> Scan:
    """Scan a query and return what it is; `base` is what relative IRIs resolve against.

    Raises:
        QueryTooLarge: it has more than `max_bytes` bytes.
        QueryRefused: it is too deep or long, calls SERVICE, writes, or reads a graph not held.
        QueryMalformed: an escape in it names no character.
    """
    scan, scanner = Scan(base=base), Scanner(text)
    before, last, named = Token("mark", ""), Token("mark", ""), ""
    for token, folded in guarded(scanner, max_bytes=max_bytes):
        if token.kind == "mark":
            if named and token.text == "(":
                scan.fleeting |= named.endswith(_FLEETING)
        elif not scanner.brackets:
            _head(scan, token, folded, (before, last), graphs)
        if folded:
            _note(scan, token, folded, outside=not scanner.brackets)
        before, last, named = last, token, folded
    return scan


def guarded(scanner: Scanner, *, max_bytes: int) -> Iterator[tuple[Token, str]]:
    """Yield the tokens of any request, words and names also folded, while nothing is wrong.

    Raises:
        QueryTooLarge, QueryRefused, QueryMalformed: as `check`, but for what it reads.
    """
    text = scanner.text
    _measure(text, max_bytes)
    # What no part of the text has, no token has: most are spared most of the looks.
    escapes, calls = "\\" in text, "service" in text.casefold()
    last, suspect, brackets = Token("mark", ""), 0, scanner.brackets
    for token in scanner:
        kind, folded = token.kind, ""
        if kind == "mark":
            if token.text in _STEPS and brackets:
                _weigh(token.text, brackets)
            elif len(brackets) > MAX_DEPTH:
                raise _too_deep()
        elif kind in {"word", "name"}:
            folded = token.text.casefold()
        elif escapes and kind in {"string", "iri"} and _SURROGATE.search(token.text):
            raise _bad_escape()
        if calls:
            suspect = _federates(token, folded, last, suspect)
        yield token, folded
        last = token


def check_graphs(names: Collection[str], graphs: Collection[str]) -> None:
    """Refuse graph names this snapshot does not hold.

    Raises:
        QueryRefused: with some of the names it does hold.
    """
    for name in names:
        if name not in graphs:
            shown = ", ".join(f"<{graph}>" for graph in islice(sorted(graphs), _SHOWN))
            raise QueryRefused(
                f"There is no graph <{name}> here, and this service never fetches one.",
                f"本服务没有图 <{name}>，也从不去别处取图。",
                hint=f"It has {len(graphs)} named graphs, among them {shown}; list them with "
                "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }.",
                hint_zh=f"现有 {len(graphs)} 个命名图，例如 {shown}；"
                "可用 SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } 列出。",
            )


def check_names(names: Collection[str]) -> None:
    """Refuse graph names of a request that are no absolute IRIs.

    One that is not held names an empty graph (https://www.w3.org/TR/sparql11-protocol/#dataset; the
    W3C's tests ask for graphs that no store has); nothing is ever fetched.

    Raises:
        QueryMalformed: a name is no absolute IRI.
    """
    for name in names:
        if not _IRI.fullmatch(name):
            raise QueryMalformed(
                f"“{name}” is not an absolute IRI, and so no name of a graph.",
                f"“{name}”不是绝对 IRI，不能作图的名称。",
                hint="Give the whole IRI, with its scheme (https:, urn: …).",
                hint_zh="请给出带有方案（https:、urn: 等）的完整 IRI。",
            )


def _join(base: str, iri: Token) -> str:
    """The IRI of an IRI token: escapes replaced, resolved against `base`."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)), iri.text[1:-1])
    if _ABSOLUTE.match(text):
        return text
    try:
        joined = urljoin(base, text)
    except ValueError:  # such as an unclosed "[" of an IPv6 host: the engine will refuse it
        return text
    # Namespaces often end so, and urljoin drops an empty fragment.
    return joined + "#" if text.endswith("#") and not joined.endswith("#") else joined


def _note(scan: Scan, token: Token, folded: str, *, outside: bool) -> None:
    """Keep the prefix of a name, and whether the query says GRAPH or (outside brackets) FROM."""
    if token.kind == "name":
        scan.used.add(token.text.partition(":")[0])
        folded = folded.partition(":")[0]
    if "graph" in folded or (outside and "from" in folded):
        scan.names_graphs = True


def _measure(text: str, max_bytes: int) -> None:
    try:
        size = len(text.encode()) - (text.room if isinstance(text, Filled) else 0)
    except UnicodeEncodeError:
        raise _bad_escape() from None
    if size > max_bytes:
        raise QueryTooLarge(
            f"The query has {size:,} bytes; this service takes {max_bytes:,}.",
            f"查询有 {size:,} 字节，本服务最多接受 {max_bytes:,} 字节。",
            hint="Shorten it, or split it into several queries.",
            hint_zh="请缩短，或拆成几个查询。",
        )


def _federates(token: Token, folded: str, last: Token, suspect: int) -> int:
    """Refuse SERVICE, however it is written.

    The engine wants no space around a keyword: `SERVICESILENT<…>`, `SERVICEex:b {` and even
    `service:b {` call a server, the last although `service:` may be declared as a prefix; and
    where `ex:SERVICE` makes no valid IRI it reads `ex:` and SERVICE. So a bare word with "service"
    in it is refused, and a prefixed name with it where a group follows, save as name of a GRAPH.
    `suspect` counts the tokens in which that group may still open.
    """
    if suspect and token.text == "{":
        raise _federation()
    suspect = max(0, suspect - 1) if token.kind in {"iri", "variable", "name", "word"} else 0
    if "service" not in folded:
        return suspect
    if token.kind == "word":
        raise _federation()
    return suspect if last.text.casefold() == "graph" else 3


def _weigh(mark: str, brackets: list[Bracket]) -> None:
    """Count triple patterns and path steps (`_STEPS`) in the group they stand in."""
    if brackets[-1].mark == "(" and mark in ".;,":
        return  # arguments, an IN list
    group = next((bracket for bracket in reversed(brackets) if bracket.mark == "{"), None)
    if group and not group.template:
        group.patterns += 1
        if group.patterns > MAX_PATTERNS:
            raise QueryRefused(
                f"A group has more than {MAX_PATTERNS} triple patterns or path steps.",
                f"一个花括号内的三元组模式或路径步数超过 {MAX_PATTERNS}。",
                hint="Split it into subqueries, each with its own SELECT.",
                hint_zh="请拆成几个子查询（SELECT）。",
            )


def _head(
    scan: Scan,
    token: Token,
    folded: str,
    behind: tuple[Token, Token],
    graphs: Collection[str],
) -> None:
    """Read prologue, form and dataset: the tokens outside every bracket."""
    before, last = behind
    said = last.text.casefold() if last.kind == "word" else ""
    if scan.declares(token, before, last):
        return
    if token.kind == "word" and not scan.form:
        scan.form = next((form for form in _FORMS if folded.startswith(form)), "")
        if not scan.form and folded.startswith(UPDATES):
            raise QueryRefused(
                f"{token.text.upper()} is an update, and was sent as a query.",
                f"{token.text.upper()} 是更新语句，却作为查询发送。",
                hint="Send it as update= (or application/sparql-update) with a key, or ask with "
                "SELECT, ASK, CONSTRUCT or DESCRIBE.",
                hint_zh="请携密钥以 update=（或 application/sparql-update）发送，"
                "或用 SELECT、ASK、CONSTRUCT、DESCRIBE 查询。",
            )
    elif (
        scan.form
        and token.kind in {"iri", "name"}
        and (said in {"from", "fromnamed"} or (said, before.text.casefold()) == ("named", "from"))
        and (name := scan.resolve(token)) is not None
    ):
        check_graphs([name], graphs)
        (scan.default_graphs if said == "from" else scan.named_graphs).append(name)
    if scan.form and "from" in folded.partition(":")[0]:
        scan.clauses += 1


def _federation() -> QueryRefused:
    return QueryRefused(
        "SERVICE so written is refused: this service never calls another server it does not allow.",
        "不允许这样的 SERVICE：本服务从不访问未经允许的服务器。",
        hint="Write SERVICE <IRI> { … } inside a group, with no SERVICE in it; the IRI is that of "
        "this service's text search or of an endpoint it allows (see its description).",
        hint_zh="请在花括号内写作 SERVICE <IRI> { … }，其中不再含 SERVICE；IRI 为本服务的检索"
        "或其允许的端点（见服务描述）。",
    )


def _too_deep() -> QueryRefused:
    return QueryRefused(
        f"The query nests brackets more than {MAX_DEPTH} deep.",
        f"查询的括号嵌套超过 {MAX_DEPTH} 层。",
        hint="Write it flatter, or split it into several queries.",
        hint_zh="请减少嵌套，或拆成几个查询。",
    )


def _bad_escape() -> QueryMalformed:
    return QueryMalformed(
        "The query has a Unicode escape that names no character.",
        "查询中有不对应任何字符的 Unicode 转义。",
        hint="Surrogates (\\uD800 to \\uDFFF) are not characters; use \\UXXXXXXXX.",
        hint_zh="代理区（\\uD800 至 \\uDFFF）不是字符，请用 \\UXXXXXXXX。",
    )
