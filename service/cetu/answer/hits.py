"""The text search inside SPARQL: what its SERVICE asks for, and the hits as a VALUES block.

    SERVICE <https://w3id.org/cetu/search> {
      ?thing search:words "再贷款" ; search:kind "task" ; search:rank ?rank ; search:limit 20 .
    }

One thing, one or more words to be found, what to tell of each hit; `docs/search.md` has it all.
Words are literals of the query, never values of the data: what is looked for is known before the
engine begins. A `VALUES ?x { "…" }` inside the braces may hold them, as stored questions have it.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from rdflib.compat import decodeUnicodeEscape

from cetu.answer.asking import iri, literal
from cetu.answer.calls import Call
from cetu.answer.lookup import KINDS
from cetu.engine.tokens import Token
from cetu.errors import QueryRefused
from cetu.namespaces import SEARCH
from cetu.search import MOST_CHARACTERS, MOST_TERMS, Hit, Index, spans, terms

EXAMPLE: Final = """PREFIX search: <https://w3id.org/cetu/search#>
PREFIX cetu: <https://w3id.org/cetu/ontology#>
SELECT ?document ?number ?snippet WHERE {
  SERVICE <https://w3id.org/cetu/search> {
    ?task search:words "再贷款" ; search:kind "task" ; search:rank ?rank ; search:snippet ?snippet .
  }
  ?task cetu:taskNumber ?number ; cetu:inDocument ?document .
} ORDER BY ?rank
"""
"""A query with a search, as the editor and `docs/search.md` show it."""

MOST_HITS: Final = 10_000
"""Hits that one call gives; where there are more, it is refused unless it sets a limit itself."""

_AROUND: Final = 20
"""Characters of a text on either side of the words found in it."""


def _label(hit: Hit, _words: str) -> str:
    return literal(hit.entry.zh) + "@zh" if hit.entry.zh else literal(hit.entry.en) + "@en"


def _place(hit: Hit, _words: str) -> str:
    return literal(("name" if hit.name else "label") if hit.in_label else "text")


def _snippet(hit: Hit, words: str) -> str:
    shown = (hit.name, hit.entry.zh, hit.entry.en, *hit.entry.also)
    if hit.in_label and (name := next((one for one in shown if spans(one, words)), "")):
        return literal(name)
    text = next((one for one in hit.entry.texts if spans(one, words)), "")
    start, end = next(iter(spans(text, words)), (0, 0))
    return literal(text[max(0, start - _AROUND) : end + _AROUND])


_TOLD: Final[Mapping[str, Callable[[Hit, str], str]]] = {
    "kind": lambda hit, _: literal(hit.entry.kind),
    "label": _label,
    "in": _place,
    "snippet": _snippet,
}
"""What a variable may be given of a hit, beside its `rank`."""
_VERBS: Final = ("words", "kind", "limit", "rank", *_TOLD)


@dataclass(slots=True)
class Wanted:
    """What a call asks for. `told`: variable → what of a hit it is given, in their order."""

    thing: str = ""
    words: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    limit: int | None = None
    told: dict[str, str] = field(default_factory=dict)


def answer(call: Call, index: Index) -> str:
    """Return the VALUES block that stands for a call, best hits first.

    Raises:
        QueryRefused: the call is not in the form above, or has too many hits.
    """
    wanted = read(call)
    words = " ".join(wanted.words)
    limit = MOST_HITS if wanted.limit is None else wanted.limit
    found = index.find(words, kinds=wanted.kinds, most=limit)
    if wanted.limit is None and found.total > limit:
        raise _too_many(words, found.total)
    rows = (_row(hit, rank, wanted, words) for rank, hit in enumerate(found.hits, start=1))
    return f"VALUES ({' '.join((wanted.thing, *wanted.told))}) {{ {' '.join(rows)} }}"


def _row(hit: Hit, rank: int, wanted: Wanted, words: str) -> str:
    told = (
        str(rank) if what == "rank" else _TOLD[what](hit, words) for what in wanted.told.values()
    )
    return f"({' '.join((iri(hit.entry.iri), *told))})"


def read(call: Call) -> Wanted:
    """Return what a call asks for.

    Raises:
        QueryRefused: it is not in the form above.
    """
    tokens = deque(call.tokens)
    given = dict(_given(tokens))
    wanted = Wanted(_take(tokens, "variable", "the thing to be found", "要找的事物的变量"))
    while True:
        verb = _verb(call, tokens)
        _object(wanted, verb, tokens, given)
        while _skip(tokens, ","):
            _object(wanted, verb, tokens, given)
        if not _skip(tokens, ";") or not tokens or tokens[0].text == ".":
            break
    _skip(tokens, ".")
    if tokens:
        raise _unfit(f"“{tokens[0].text}” is too much", f"“{tokens[0].text}”多余")
    _judge(wanted)
    return wanted


def _given(tokens: deque[Token]) -> Iterator[tuple[str, str]]:
    """Take `VALUES ?x { "…" }` from the head, and yield its variable and its text."""
    while tokens and tokens[0].kind == "word" and tokens[0].text.lower() == "values":
        tokens.popleft()
        variable = _take(tokens, "variable", "VALUES takes one variable", "VALUES 只能有一个变量")
        text = None
        if _skip(tokens, "{"):
            text = _text(tokens)
        if text is None or not _skip(tokens, "}"):
            raise _unfit("VALUES takes one string", "VALUES 只能有一个字符串")
        _skip(tokens, ".")
        yield variable, text


def _verb(call: Call, tokens: deque[Token]) -> str:
    token = tokens.popleft() if tokens else Token("mark", "")
    name = call.names.get(token.text, "") if token.kind in {"iri", "name"} else ""
    verb = name.removeprefix(str(SEARCH))
    if verb == name or verb not in _VERBS:
        raise _unfit(f"“{token.text}” is no word of the search", f"“{token.text}”不是检索用词")
    return verb


def _object(wanted: Wanted, verb: str, tokens: deque[Token], given: Mapping[str, str]) -> None:
    """Take one object of a verb, and note it."""
    token = tokens[0] if tokens else Token("mark", "")
    if verb in {"words", "kind"}:
        text = given.get(tokens.popleft().text) if token.text in given else _text(tokens)
        if text is not None:
            (wanted.words if verb == "words" else wanted.kinds).append(text)
            return
    if verb == "words":
        raise _unfit("search:words takes strings", "search:words 须为字符串")
    if verb == "limit":
        if token.kind != "number" or not token.text.isdecimal() or wanted.limit is not None:
            raise _unfit("search:limit takes one whole number", "search:limit 须为一个整数")
        wanted.limit = min(int(tokens.popleft().text), MOST_HITS)
        return
    variable = _take(tokens, "variable", f"search:{verb} needs one", f"search:{verb} 须有变量")
    if variable == wanted.thing or variable in wanted.told or variable in given:
        raise _unfit(f"{variable} stands there twice", f"{variable} 出现两次")
    wanted.told[variable] = verb


def _text(tokens: deque[Token]) -> str | None:
    """Take a plain string from the head and return what it says; None where there is none."""
    if not tokens or tokens[0].kind != "string":
        return None
    if len(tokens) > 1 and (tokens[1].kind == "language" or tokens[1].text == "^^"):
        raise _unfit("strings stand without language or datatype", "字符串不带语言或数据类型")
    quoted = tokens.popleft().text
    marks = 3 if quoted[:3] in {'"""', "'''"} else 1
    return decodeUnicodeEscape(quoted[marks:-marks])


def _take(tokens: deque[Token], kind: str, en: str, zh: str) -> str:
    if not tokens or tokens[0].kind != kind:
        said = tokens[0].text if tokens else "}"
        raise _unfit(f"“{said}” is no {kind} ({en})", f"“{said}”处应为变量（{zh}）")
    return "?" + tokens.popleft().text[1:]


def _skip(tokens: deque[Token], mark: str) -> bool:
    if tokens and tokens[0].kind == "mark" and tokens[0].text == mark:
        tokens.popleft()
        return True
    return False


def _judge(wanted: Wanted) -> None:
    words = " ".join(wanted.words)
    if not terms(words):
        raise _unfit("search:words says nothing to look for", "search:words 没有要找的词")
    if len(words) > MOST_CHARACTERS or len(set(words.split())) > MOST_TERMS:
        raise _unfit(
            f"it looks for at most {MOST_TERMS} words of {MOST_CHARACTERS} characters in all",
            f"至多 {MOST_TERMS} 个词、共 {MOST_CHARACTERS} 个字符",
        )
    for kind in wanted.kinds:
        if kind not in KINDS:
            known = ", ".join(KINDS)
            raise _unfit(f"there is no kind “{kind}”, only {known}", f"没有类别“{kind}”（{known}）")


def _unfit(detail: str, detail_zh: str) -> QueryRefused:
    form = (
        "?thing search:words “…” ; search:kind “task” ; search:rank ?r ; search:label ?l ; "
        "search:in ?i ; search:snippet ?s ; search:limit 20"
    )
    return QueryRefused(
        f"The search cannot be understood: {detail}.",
        f"无法理解检索：{detail_zh}。",
        hint=f"Write {form} (only search:words is needed), with PREFIX search: <{SEARCH}>.",
        hint_zh=f"请写作 {form}（仅 search:words 必需），并声明 PREFIX search: <{SEARCH}>。",
    )


def _too_many(words: str, total: int) -> QueryRefused:
    return QueryRefused(
        f"“{words}” has {total:,} hits; a search gives at most {MOST_HITS:,}.",
        f"“{words}”有 {total:,} 处命中，一次检索至多 {MOST_HITS:,} 处。",
        hint="Look for a longer word, name a kind with search:kind, or set search:limit.",
        hint_zh="请用更长的词、以 search:kind 限定类别，或用 search:limit 设上限。",
    )
