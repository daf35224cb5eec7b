"""Premises told: each statement as a sentence, who states it, and the words behind it.

The layers give statements as bare lines of N-Triples; axioms come with their sentences already.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pyoxigraph as ox

from cetu.model.finding import Finding, Premise
from cetu.model.result import Table, Term
from cetu.model.said import QUOTED, READ
from cetu.namespaces import GRAPH
from cetu.validate.names import Names, names

Select = Callable[[str], Table]

_INFERRED: Final = str(GRAPH["inferred"])
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SHOWN: Final = 80
"""Characters of a literal in a sentence; the statement has it whole."""
_A_QUERY: Final = 30_000
"""Bytes of terms that one query names: well below the engine's limit on its length."""

_STATING: Final = """
SELECT ?s ?p ?o ?g WHERE {{ VALUES (?s ?p ?o) {{ {rows} }} GRAPH ?g {{ ?s ?p ?o }} }}
"""
_WORDS: Final = """
PREFIX cetu: <https://w3id.org/cetu/ontology#>

SELECT DISTINCT ?thing ?quote ?document ?row
WHERE {{
  VALUES ?thing {{ {things} }}
  {{
    {{ ?thing cetu:evidence ?evidence }}
    UNION {{ ?thing cetu:startOffset ?start BIND (?thing AS ?evidence) }}
    ?evidence cetu:fromVersion/(cetu:versionOf|^cetu:hasVersion) ?document .
    OPTIONAL {{ ?evidence cetu:exactQuote ?quote }}
    OPTIONAL {{ ?evidence cetu:inPart/cetu:rowNumber ?row }}
  }} UNION {{
    ?thing (cetu:partOf|^cetu:hasPart)/(cetu:versionOf|^cetu:hasVersion) ?document .
    OPTIONAL {{ ?thing cetu:rowNumber ?row }}
  }} UNION {{ ?thing cetu:versionOf|^cetu:hasVersion ?document }}
  UNION {{ ?thing cetu:title ?title BIND (?thing AS ?document) }}
}}
"""


@dataclass(frozen=True, slots=True)
class _Words:
    quote: str
    document: str
    row: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What the graph knows of the statements told: names, who states them, and the words."""

    names: Names
    stating: Mapping[tuple[str, ...], frozenset[str]]
    words: Mapping[str, Sequence[_Words]]


def told(findings: Iterable[Finding], select: Select) -> list[Finding]:
    """Return the findings, the statements among their premises told in both languages.

    A quote is given where the words say the statement, a document and a row where they say anything
    of its subject. A statement that was only inferred says so.

    Args:
        findings: of any layer; a premise that has a sentence is left as it is.
        select: runs a SELECT over the named graphs and their union.
    """
    findings = list(findings)
    bare = {p.text for finding in findings for p in finding.premises if _is_bare(p)}
    if not bare:
        return findings
    triples = {text: triple for text in sorted(bare) if (triple := _triple(text)) is not None}
    known = _known(triples.values(), select)
    premises = {text: _told(text, triple, known) for text, triple in triples.items()}
    return [
        replace(finding, premises=tuple(premises.get(p.text, p) for p in finding.premises))
        for finding in findings
    ]


def _is_bare(premise: Premise) -> bool:
    return not premise.zh and premise.text.startswith(("<", "_:"))


def _triple(text: str) -> ox.Triple | None:
    try:
        quads = list(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
    except SyntaxError:  # an axiom that begins like a statement
        return None
    return _kept(quads[0]) if quads else None


def _kept(quad: ox.Quad) -> ox.Triple:
    """Return the triple as the engine keeps it: an integer of any kind is one."""
    store = ox.Store()
    store.add(quad)
    (only,) = store
    kept: ox.Triple = only.triple
    return kept


def _known(triples: Iterable[ox.Triple], select: Select) -> _Known:
    triples = list(triples)
    terms = {
        term.value
        for triple in triples
        for term in (triple.subject, triple.predicate, triple.object)
        if isinstance(term, ox.NamedNode)
    }
    rows = [
        f"({triple.subject} {triple.predicate} {triple.object})"
        for triple in triples
        if not {type(triple.subject), type(triple.object)} & {ox.BlankNode, ox.Triple}
    ]
    stating: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for part in _parts(rows):
        for row in select(_STATING.format(rows=part)):
            stating[tuple(_key(row[name]) for name in "spo")].add(row["g"].value)
    words: dict[str, list[_Words]] = defaultdict(list)
    things = sorted({str(t.subject) for t in triples if isinstance(t.subject, ox.NamedNode)})
    for part in _parts(things):
        for row in select(_WORDS.format(things=part)):
            found = [
                row[name].value if name in row else "" for name in ("quote", "document", "row")
            ]
            words[row["thing"].value].append(_Words(*found))
    return _Known(
        names(select, terms), {key: frozenset(graphs) for key, graphs in stating.items()}, words
    )


def _parts(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines joined, as many at a time as a query may name; a longer one is left out."""
    part: list[str] = []
    size = 0
    for line in lines:
        length = len(line.encode())
        if part and size + length > _A_QUERY:
            yield " ".join(part)
            part, size = [], 0
        if length <= _A_QUERY:
            part.append(line)
            size += length
    if part:
        yield " ".join(part)


def _key(term: Term | ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """What tells a term from others, wherever it comes from."""
    if isinstance(term, Term):
        return f"{term.value}@{term.language or ''}" if term.kind == "literal" else term.value
    if isinstance(term, ox.Literal):
        return f"{term.value}@{term.language or ''}"
    return str(term.value) if isinstance(term, (ox.NamedNode, ox.BlankNode)) else str(term)


def _told(text: str, triple: ox.Triple, known: _Known) -> Premise:
    graphs = known.stating.get(tuple(map(_key, triple)), frozenset())
    stated = min(graphs - {_INFERRED}, default="")
    inferred = not stated and _INFERRED in graphs
    words = _words(triple, known)
    return Premise(
        text,
        _sentence(triple, known.names, "zh") + ("（由推理得出）" if inferred else ""),
        _sentence(triple, known.names, "en") + (" (inferred)" if inferred else ""),
        graph=stated or (_INFERRED if inferred else ""),
        quote=words.quote if _is_read(triple, stated) else "",
        document=words.document,
        row=words.row,
    )


def _is_read(triple: ox.Triple, stated: str) -> bool:
    """Whether words say the statement: of what the program adds, they do not."""
    return bool(stated) and triple.predicate.value in READ | QUOTED | {_TYPE}


def _words(triple: ox.Triple, known: _Known) -> _Words:
    """The words behind a statement: the fewest that hold its value, else the longest of all."""
    subject = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""
    found = known.words.get(subject, ())
    if isinstance(triple.object, ox.Literal):
        plain = "".join(triple.object.value.split())
        if holding := [w for w in found if plain and plain in "".join(w.quote.split())]:
            return min(holding, key=_length)
    return max(found, key=_length, default=_Words("", "", ""))


def _length(words: _Words) -> tuple[int, str, str]:
    return len(words.quote), words.quote, words.row


def _sentence(triple: ox.Triple, named: Names, language: str) -> str:
    thing, attribute, value = (
        _name(term, named, language) for term in (triple.subject, triple.predicate, triple.object)
    )
    if triple.predicate.value == _TYPE:
        if language == "zh":
            return f"「{thing}」是一个「{value}」。"
        return f"“{thing}” is {'an' if value[:1].lower() in 'aeiou' else 'a'} “{value}”."
    if language == "zh":
        return f"「{thing}」的「{attribute}」是「{value}」。"
    return f"The “{attribute}” of “{thing}” is “{value}”."


def _name(term: object, named: Names, language: str) -> str:
    if isinstance(term, ox.NamedNode):
        name = named.told(term.value, language)
    elif isinstance(term, ox.Literal):
        name = " ".join(term.value.split()) or ("空白" if language == "zh" else "blank")
    else:
        name = "无名节点" if language == "zh" else "a node without a name"
    return name if len(name) <= _SHOWN else f"{name[: _SHOWN - 1]}…"
