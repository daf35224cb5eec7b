"""Why a statement holds: the words that say it, or the rule and the statements it follows from.

A premise may itself be inferred: its own reasons are followed down to the words.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from cetu.answer.asking import Asks, ask, iri, literal, values
from cetu.answer.describe import INFERRED
from cetu.answer.evidence import Quote, quote
from cetu.answer.naming import Names, Thing, names
from cetu.answer.origin import Subject, origin
from cetu.answer.origin import subject as look_up
from cetu.errors import ThingUnknown
from cetu.model.result import Term
from cetu.namespaces import CETU, ID, PREFIXES

Ground = Literal["read", "rule", "stated"]
_NOTHING: Final = Thing("")
_Triple = tuple[str, str, Term]
_TYPE: Final = PREFIXES["rdf"] + "type"
_EVIDENCE: Final = str(CETU["evidence"])
_DEEPEST: Final = 6
"""Rules followed one behind another; the ontology needs three."""
_MANY: Final = 20
"""Derivations by one rule that are followed for their words; the others are counted."""


@dataclass(frozen=True, slots=True)
class Words:
    """A quote with the row, version and document it stands in."""

    quote: Quote
    row: str
    version: Thing | None
    document: Thing | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with the labels of its three parts (a literal has the text of its label)."""

    subject: Thing
    predicate: Thing
    value: Term
    thing: Thing | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One way in which a statement holds.

    `ground` is "read" (words of a document say so), "rule" (it follows from `premises` by `rule`)
    or "stated" (`source` says in words by whom: a list, a vocabulary, the program). `behind`
    explains the premises that are inferred themselves; `others` counts further premises from which
    the same rule gives the statement.
    """

    ground: Ground
    graph: str
    rule: Thing = _NOTHING
    source: Thing = _NOTHING
    premises: tuple[Statement, ...] = ()
    words: tuple[Words, ...] = ()
    behind: tuple["Explanation", ...] = ()
    others: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """A statement and the reasons for it; empty reasons mean that no rule we know gives it."""

    statement: Statement
    reasons: tuple[Reason, ...]


def write(term: Term) -> str:
    """Write `term` for a query, escaped."""
    if term.kind == "uri":
        return iri(term.value)
    if term.language:
        return f"{literal(term.value)}@{term.language}"
    if term.datatype:
        return f"{literal(term.value)}^^{iri(term.datatype)}"
    return literal(term.value)


_RULES: Final = {
    "chain": (
        "属性链：{p} 由 {p1} 接 {p2} 推出",
        "Property chain: {p} follows from {p1} and then {p2}",
    ),
    "inverse": ("逆属性：{p} 与 {p1} 互逆", "Inverse: {p} is the inverse of {p1}"),
    "subproperty": ("子属性：{p1} 蕴含 {p}", "Sub-property: {p1} implies {p}"),
    "transitive": ("传递属性：{p} 可以传递", "Transitive: {p} carries on"),
    "subclass": ("上位类：{p1} 都是 {o}", "Class: every {p1} is a {o}"),
    "domain": ("定义域：有 {p1} 的都是 {o}", "Domain: whatever has {p1} is a {o}"),
    "range": ("值域：被 {p1} 指向的都是 {o}", "Range: whatever {p1} points to is a {o}"),
    "member": ("类的定义：{p1} 的 {p} 都是 {o}", "Definition: every {p1} has {p} {o}"),
    "value": ("等价类：{p1} 取 {p2} 的就是 {o}", "Definition: what has {p1} {p2} is a {o}"),
}

# Each pattern gives ?rule with the other parts of the premises: (s1 p1 o1) and (s2 p2 o2).
_LINKS: Final = """
  { ?p owl:propertyChainAxiom ?list . ?list rdf:first ?p1 ; rdf:rest/rdf:first ?p2 .
    ?s ?p1 ?m . ?m ?p2 ?o . BIND("chain" AS ?rule)
    BIND(?s AS ?s1) BIND(?m AS ?o1) BIND(?m AS ?s2) BIND(?o AS ?o2) }
  UNION { { ?p owl:inverseOf ?p1 } UNION { ?p1 owl:inverseOf ?p } ?o ?p1 ?s
    BIND("inverse" AS ?rule) BIND(?o AS ?s1) BIND(?s AS ?o1) }
  UNION { ?p1 rdfs:subPropertyOf ?p . ?s ?p1 ?o . FILTER(?p1 != ?p)
    BIND("subproperty" AS ?rule) BIND(?s AS ?s1) BIND(?o AS ?o1) }
  UNION { ?p a owl:TransitiveProperty . ?s ?p ?m . ?m ?p ?o . FILTER(?m != ?s && ?m != ?o)
    BIND("transitive" AS ?rule) BIND(?p AS ?p1) BIND(?p AS ?p2)
    BIND(?s AS ?s1) BIND(?m AS ?o1) BIND(?m AS ?s2) BIND(?o AS ?o2) }
  UNION { ?r owl:onProperty ?p ; owl:hasValue ?o . ?o1 owl:equivalentClass|rdfs:subClassOf ?r .
    ?s a ?o1 . FILTER(ISIRI(?o1)) BIND("member" AS ?rule) BIND(rdf:type AS ?q)
    BIND(?o1 AS ?p1) BIND(?s AS ?s1) }
"""
_TYPES: Final = """
  { ?p1 rdfs:subClassOf ?o . ?s a ?p1 . FILTER(ISIRI(?p1) && ?p1 != ?o)
    BIND("subclass" AS ?rule) BIND(?s AS ?s1) BIND(rdf:type AS ?q) BIND(?p1 AS ?o1) }
  UNION { ?p1 rdfs:domain ?o . ?s ?p1 ?o1 . BIND("domain" AS ?rule) BIND(?s AS ?s1) }
  UNION { ?p1 rdfs:range ?o . ?s1 ?p1 ?s . BIND("range" AS ?rule) BIND(?s AS ?o1) }
  UNION { { ?o owl:equivalentClass ?r }
    UNION { ?o owl:equivalentClass/owl:intersectionOf/rdf:rest*/rdf:first ?r }
    ?r owl:onProperty ?p1 ; owl:hasValue ?o1 . ?s ?p1 ?o1 .
    BIND("value" AS ?rule) BIND(?s AS ?s1) }
"""


def _words(engine: Asks, subject: str) -> tuple[Words, ...]:
    """The quotes of a reading (of a white list: of its mention), or the quote that `subject` is."""
    one = iri(subject)
    rows = ask(
        engine,
        f"""SELECT DISTINCT ?evidence ?quote ?start ?end ?page
          ?number ?version ?document WHERE {{
          {{ {one} cetu:evidence ?evidence }}
          UNION {{ ?mention cetu:beneficiary {one} ; cetu:evidence ?evidence .
            {one} a cetu:WhiteList }}
          UNION {{ {one} cetu:startOffset ?any BIND({one} AS ?evidence) }}
          ?evidence cetu:startOffset ?start ; cetu:endOffset ?end
          OPTIONAL {{ ?evidence cetu:exactQuote ?quote }} OPTIONAL {{ ?evidence cetu:page ?page }}
          OPTIONAL {{ ?evidence cetu:inPart/cetu:rowNumber ?number }}
          OPTIONAL {{ ?evidence cetu:fromVersion ?version
            OPTIONAL {{ {{ ?version cetu:versionOf ?document }}
                        UNION {{ ?document cetu:hasVersion ?version }} }} }}
        }} ORDER BY ?start ?end""",
    )
    named = names(engine, {r[v].value for r in rows for v in ("version", "document") if v in r})
    return tuple(
        Words(
            found,
            row["number"].value if "number" in row else "",
            named(row["version"].value) if "version" in row else None,
            named(row["document"].value) if "document" in row else None,
        )
        for row in rows
        if (found := quote(row))
    )


def _sentence(kind: str, parts: dict[str, Thing]) -> Thing:
    zh, en = _RULES[kind]
    return Thing(
        "",
        zh.format(**{k: t.label("zh") for k, t in parts.items()}),
        en.format(**{k: t.label("en") for k, t in parts.items()}),
    )


def _statement(subject: str, predicate: str, value: Term, named: Names) -> Statement:
    thing = named(value.value) if value.kind == "uri" else None
    return Statement(named(subject), named(predicate), value, thing)


def _premises(row: dict[str, Term]) -> list[_Triple]:
    """The one or two statements that a row of the rule patterns stands for."""
    first = row["q"].value if "q" in row else row["p1"].value
    premises = [(row["s1"].value, first, row["o1"])]
    if {"s2", "o2", "p2"} <= row.keys():
        premises.append((row["s2"].value, row["p2"].value, row["o2"]))
    return premises


class _Explainer:
    """Explains statements; what it looked up of a subject it keeps."""

    def __init__(self, engine: Asks) -> None:
        self._engine = engine
        self._subjects: dict[str, Subject] = {}

    def explain(
        self, statement: _Triple, above: frozenset[_Triple] = frozenset()
    ) -> Explanation | None:
        """Explain `statement` without going in a circle through those `above`; None: not held."""
        subject, predicate, value = statement
        rows = ask(
            self._engine,
            f"""SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{
              {iri(subject)} {iri(predicate)} {write(value)} }} }} ORDER BY ?g""",
        )
        graphs = [row["g"].value for row in rows]
        if not graphs:
            return None
        reasons: list[Reason] = []
        for graph in graphs:
            if graph == INFERRED:
                reasons += self._by_rules(statement, above | {statement})
            else:
                reasons.append(self._stated(statement, graph))
        named = names(self._engine, {subject, predicate, *_uris([value])})
        return Explanation(_statement(subject, predicate, value, named), tuple(reasons))

    def _stated(self, statement: _Triple, graph: str) -> Reason:
        subject, predicate, value = statement
        if subject not in self._subjects:
            self._subjects[subject] = look_up(self._engine, subject)
        found = origin(self._subjects[subject], predicate, value, graph)
        words: tuple[Words, ...] = ()
        if found.read or predicate == _EVIDENCE:
            # A link to a reading is said by the reading's words; else the subject's words say it.
            words = _words(self._engine, value.value) if value.kind == "uri" else ()
            words = words or _words(self._engine, subject)
            if value.kind == "literal":
                words = tuple(w for w in words if value.value in w.quote.words) or words
        return Reason("read" if found.read else "stated", graph, source=found.source, words=words)

    def _by_rules(self, statement: _Triple, above: frozenset[_Triple]) -> list[Reason]:
        subject, predicate, value = statement
        pattern = _TYPES if predicate == _TYPE else _LINKS
        rows = ask(
            self._engine,
            f"""SELECT DISTINCT ?rule ?p1 ?p2 ?q ?s1 ?o1 ?s2 ?o2 WHERE {{
              VALUES (?s ?p ?o) {{ ({iri(subject)} {iri(predicate)} {write(value)}) }}
              {pattern} }} ORDER BY ?rule ?p1 ?o1 ?s1""",
        )
        uris = _uris(term for row in rows for term in row.values())
        named = names(self._engine, {subject, predicate, *_uris([value]), *uris, _TYPE})
        by_rule: dict[Thing, list[dict[str, Term]]] = defaultdict(list)
        for row in rows:
            parts = {"p": named(predicate), "o": named(value.value)}
            if "p1" in row:
                parts["p1"] = named(row["p1"].value)
            if row["rule"].value == "value":
                parts["p2"] = named(row["o1"].value)
            elif "p2" in row:
                parts["p2"] = named(row["p2"].value)
            by_rule[_sentence(row["rule"].value, parts)].append(row)
        return [
            reason
            for rule, rows_of in by_rule.items()
            if (reason := self._by_rule(rule, rows_of, named, above))
        ]

    def _by_rule(
        self, rule: Thing, rows: list[dict[str, Term]], named: Names, above: frozenset[_Triple]
    ) -> Reason | None:
        """The reason that a rule gives; None where it only goes in a circle."""
        shown: tuple[list[_Triple], list[Explanation]] | None = None
        words: dict[Words, None] = {}
        others = 0
        for row in rows:
            premises = _premises(row)
            if len(above) > _DEEPEST or any(premise in above for premise in premises):
                continue
            if shown and (row["rule"].value != "chain" or len(words) >= _MANY):
                others += 1
                continue
            known = [found for p in premises if (found := self.explain(p, above))]
            if len(known) < len(premises) or not all(one.reasons for one in known):
                continue
            shown = shown or (premises, known)
            words.update(dict.fromkeys(_said(known)))
        if shown is None:
            return None
        premises, known = shown
        return Reason(
            "rule",
            INFERRED,
            rule,
            premises=tuple(_statement(*premise, named) for premise in premises),
            words=tuple(words),
            behind=tuple(one for one in known if one.reasons[0].ground == "rule"),
            others=others,
        )


def _uris(terms: Iterable[Term]) -> set[str]:
    return {term.value for term in terms if term.kind == "uri"}


def _said(premises: list[Explanation]) -> tuple[Words, ...]:
    """The words behind premises: of a chain the last link names the thing, so its words count."""
    for premise in reversed(premises):
        for reason in premise.reasons:
            if reason.words:
                return reason.words
    return ()


def explain(engine: Asks, subject: str, predicate: str, value: Term) -> Explanation:
    """Return why `subject predicate value` holds.

    Raises:
        ThingUnknown: the graph does not hold this statement.
    """
    found = _Explainer(engine).explain((subject, predicate, value))
    if found is None:
        raise ThingUnknown(
            "The graph does not hold this statement.",
            "图谱里没有这条陈述。",
            hint="Open the thing's page: it lists the statements that hold.",
            hint_zh="请打开该事物的页面，那里列出了全部成立的陈述。",
        )
    return found


def explain_all(engine: Asks, thing: str) -> tuple[Explanation, ...]:
    """Return why each statement about `thing` holds: our own predicates first, types last.

    Statements with the same predicate go by the number of the task they lead to.

    Raises:
        ThingUnknown: nothing is said of it.
    """
    rows = ask(
        engine,
        f"SELECT DISTINCT ?p ?o WHERE {{ {iri(thing)} ?p ?o FILTER(!ISBLANK(?o)) }} ORDER BY ?p ?o",
    )
    if not rows.rows:
        raise ThingUnknown(
            f"The graph says nothing of {thing}.",
            f"图谱里没有关于 {thing} 的陈述。",
            hint=f"Check the IRI; things of ours begin with {ID}.",
            hint_zh=f"请核对 IRI；本图谱的事物以 {ID} 开头。",
        )
    ordinals: dict[str, int] = {}
    for block in values("x", sorted(_uris(row["o"] for row in rows))):
        for row in ask(
            engine,
            f"""SELECT ?x (MIN(?n) AS ?first) WHERE {{ {block}
              ?x cetu:taskOrdinal|cetu:measureOrdinal|cetu:position|cetu:startOffset ?n
            }} GROUP BY ?x""",
        ):
            ordinals[row["x"].value] = int(row["first"].value)

    def order(row: dict[str, Term]) -> tuple[bool, bool, str, int]:
        predicate = row["p"].value
        ours = predicate.startswith(PREFIXES["cetu"])
        return predicate == _TYPE, not ours, predicate, ordinals.get(row["o"].value, 0)

    explainer = _Explainer(engine)
    found = (explainer.explain((thing, r["p"].value, r["o"])) for r in sorted(rows, key=order))
    return tuple(one for one in found if one)
