"""What an update may do, and which graphs it may change, told from its tokens.

https://www.w3.org/TR/sparql11-update/ . A change is kept as the statements it adds and removes, so
they have to be found. Of INSERT DATA and DELETE DATA they can be read off; else the graphs that may
change are compared before and after. Whatever is not understood here for certain counts as "may
change anything": that costs time, and loses nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from cetu.engine.gate import UPDATES, Scan, guarded
from cetu.engine.tokens import Scanner, Token
from cetu.errors import QueryMalformed, QueryRefused
from cetu.model.change import Update

Kind = Literal["insert", "delete", "other"]
"""INSERT DATA, DELETE DATA, or any other operation."""

_DATA: Final[dict[tuple[str, ...], Kind]] = {
    ("insert", "data"): "insert",
    ("delete", "data"): "delete",
}
_OF_GRAPHS: Final = {"clear", "create", "drop", "copy", "move", "add", "silent", "to", "graph"}
_WORDS: Final = _OF_GRAPHS | {
    "insert", "delete", "data", "where", "with", "using", "named", "default",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation, with every declaration before it, so that it runs by itself.

    `at` is where its first word stands in `text`.
    """

    kind: Kind
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The operations of an update in order, its text whole, and what it may change.

    `graphs`: named graphs (IRIs) that may change; None: any. `unnamed`: the unnamed graph may.
    `scan`: the prefixes it declares and uses.
    """

    operations: tuple[Operation, ...]
    text: str
    graphs: frozenset[str] | None
    unnamed: bool
    scan: Scan


@dataclass(slots=True)
class _Part:
    """An operation as it is being read."""

    begin: int
    first: int = -1
    words: list[str] = field(default_factory=list)
    where: int = -1
    braces: int = -1
    bare: bool = False
    groups: int = 0
    using: bool = False


@dataclass(slots=True)
class _Reading:
    scanner: Scanner
    scan: Scan = field(default_factory=Scan)
    graphs: set[str] = field(default_factory=set)
    anything: bool = False
    strange: bool = False
    parts: list[_Part] = field(default_factory=list)
    behind: tuple[Token, Token] = (Token("mark", ""), Token("mark", ""))

    def read(self, token: Token, folded: str) -> None:
        """Take the next token in."""
        part, depth = self.parts[-1], len(self.scanner.brackets)
        before, last = self.behind
        if token.kind == "mark":
            self._mark(token, part, depth)
        elif depth:
            self._inside(folded, part)
        elif not self.scan.declares(token, before, last):
            self._outside(token, folded, part)
        self._name(token, folded)
        self.behind = (last, token)

    def _mark(self, token: Token, part: _Part, depth: int) -> None:
        if token.text == ";" and not depth:
            self.parts.append(_Part(self.scanner.at + 1))
        elif token.text == "{" and depth == 1:
            part.groups += 1
            part.braces = self.scanner.at
        elif token.text not in "{}." and self._at_top():
            part.bare = True

    def _inside(self, folded: str, part: _Part) -> None:
        last = self.behind[1]
        named = last.kind == "word" and last.text.casefold() == "graph"
        if self._at_top() and folded != "graph" and not named:
            part.bare = True

    def _at_top(self) -> bool:
        """Whether a template is open, and no GRAPH in it."""
        brackets = self.scanner.brackets
        return len(brackets) == 1 and brackets[0].template

    def _outside(self, token: Token, folded: str, part: _Part) -> None:
        if part.first < 0:
            if token.kind != "word" or not folded.startswith(UPDATES):
                # A declaration's words, or nothing that is an update.
                self.strange |= token.kind == "word" and folded not in {"prefix", "base"}
                return
            if folded.startswith("load"):
                raise _load()
            part.first = self.scanner.at
        if token.kind == "word":
            part.words.append(folded)
            part.using |= folded.startswith(("using", "with"))
            if folded == "where" and part.where < 0:
                part.where = self.scanner.at
        elif token.kind in {"iri", "name"} and part.words:
            self._may_change(token)

    def _name(self, token: Token, folded: str) -> None:
        """Note the graph that GRAPH names, and give up where it cannot be told."""
        last = self.behind[1]
        if last.kind == "word" and last.text.casefold() == "graph":
            if token.kind in {"iri", "name"}:
                self._may_change(token)
            else:
                self.anything = True
        if token.kind == "name":
            self.scan.used.add(token.text.partition(":")[0])
        # Keywords may stick to what follows, as in GRAPHex:g or DELETEGRAPH<…>.
        head = folded.partition(":")[0] if token.kind == "name" else folded
        if "graph" in head and not (token.kind == "word" and folded == "graph"):
            self.anything = True

    def _may_change(self, token: Token) -> None:
        graph = self.scan.resolve(token)
        if graph is None:
            self.anything = True
        else:
            self.graphs.add(graph)

    def unnamed(self) -> bool:
        """Whether the unnamed graph may change."""
        return any(part.first >= 0 and not _spares_unnamed(part) for part in self.parts)


def _spares_unnamed(part: _Part) -> bool:
    """Whether an operation leaves the unnamed graph alone for certain."""
    if set(part.words) <= _OF_GRAPHS:
        return "default" not in part.words
    if part.words[0] not in {"insert", "delete"} or _is_delete_where(part):
        return False
    return not part.bare


def _unclear(part: _Part) -> bool:
    """Whether an operation is of all graphs, or written in words that run together."""
    of_all = part.words[0] in {"clear", "drop"} and "named" in part.words
    return of_all or not set(part.words) <= _WORDS


def _kind(part: _Part) -> Kind:
    return _DATA.get(tuple(part.words), "other") if part.groups == 1 else "other"


def plan(update: Update, *, max_bytes: int, base: str = "") -> Plan:
    """Look at an update and return what to run; `base` is what relative IRIs resolve against.

    Raises:
        QueryTooLarge: it has more than `max_bytes` bytes.
        QueryRefused: it loads a document, calls SERVICE, nests too deep, or plans too long.
        QueryMalformed: it holds no operation, or has a dataset of its own beside the request's.
    """
    scanner = Scanner(update.text)
    reading = _Reading(scanner, Scan(base=base), parts=[_Part(0)])
    for token, folded in guarded(scanner, max_bytes=max_bytes):
        reading.read(token, folded)
    parts = [part for part in reading.parts if part.first >= 0]
    if not parts and reading.strange:  # else it is empty, which the grammar has, or the engine says
        raise QueryMalformed(
            "The text holds no update.",
            "文本中没有更新语句。",
            hint="An update begins with INSERT, DELETE, WITH, CLEAR, CREATE, DROP, COPY, MOVE or "
            "ADD.",
            hint_zh="更新语句以 INSERT、DELETE、WITH、CLEAR、CREATE、DROP、COPY、MOVE、ADD 开头。",
        )
    anything = reading.anything or any(_unclear(part) for part in parts)
    dataset = _dataset(update, parts)
    return Plan(
        tuple(_operations(update.text, reading.parts, dataset)),
        update.text,
        None if anything else frozenset(reading.graphs),
        anything or reading.unnamed(),
        reading.scan,
    )


def _operations(text: str, parts: list[_Part], dataset: str) -> Iterable[Operation]:
    prologue = ""
    ends = [*(part.begin - 1 for part in parts[1:]), len(text)]
    for part, end in zip(parts, ends, strict=True):
        prologue += text[part.begin : end if part.first < 0 else part.first] + "\n"
        if part.first >= 0:
            body = text[part.first : end]
            if dataset and part.where >= 0:
                where = part.where - part.first
                # Of DELETE WHERE {…}, what it deletes is what it looks for.
                group = text[part.braces : end] if _is_delete_where(part) else ""
                body = f"{body[:where]}{group} {dataset} {body[where:]}"
            yield Operation(_kind(part), prologue + body, len(prologue))


def _is_delete_where(part: _Part) -> bool:
    return part.words == ["delete", "where"] and part.groups == 1


def _dataset(update: Update, parts: list[_Part]) -> str:
    """The request's dataset as USING clauses, for every operation that has a WHERE.

    https://www.w3.org/TR/sparql11-protocol/#update-operation
    """
    named = [f"USING NAMED <{_iri(graph)}>" for graph in update.using_named]
    clauses = [*(f"USING <{_iri(graph)}>" for graph in update.using), *named]
    if clauses and any(part.using for part in parts):
        raise QueryMalformed(
            "The request names a dataset, and so does the update, with USING or WITH.",
            "请求给出了数据集，而更新语句又用 USING 或 WITH 给出。",
            hint="Give it in one of the two places.",
            hint_zh="请只在一处给出。",
        )
    if clauses and any(_hides_where(part) for part in parts):
        raise QueryMalformed(
            "The dataset of the request has no place in this update.",
            "无法将请求中的数据集放入此更新语句。",
            hint="Write WHERE, with space around it, or give the dataset with USING.",
            hint_zh="请写出 WHERE 并在其两侧留空格，或用 USING 给出数据集。",
        )
    return " ".join(clauses)


def _hides_where(part: _Part) -> bool:
    """Whether an operation may have a WHERE that was not seen as a word of its own."""
    return part.where < 0 and not set(part.words) <= _WORDS - {"where"} | {"all"}


def _iri(graph: str) -> str:
    if any(c in '<>"{}|^`\\' or c <= " " for c in graph):
        raise QueryMalformed(f"“{graph}” is not an IRI.", f"“{graph}”不是 IRI。")
    return graph


def _load() -> QueryRefused:
    return QueryRefused(
        "LOAD is refused: this service never fetches a document.",
        "不允许 LOAD：本服务从不抓取文档。",
        hint="Send the content itself: PUT or POST it to the Graph Store at /store?graph=….",
        hint_zh="请直接发送内容：PUT 或 POST 到图存储 /store?graph=…。",
    )
