"""Why a statement holds: the words that say it, or the rule and the statements it follows from."""

from dataclasses import dataclass
from typing import Final, Literal

from cetu.answer.asking import Asks, ask, iri, literal
from cetu.answer.describe import INFERRED
from cetu.answer.evidence import Quote, quote
from cetu.answer.naming import Names, Thing, names
from cetu.errors import ThingUnknown
from cetu.model.result import Term
from cetu.namespaces import ID, PREFIXES

Ground = Literal["read", "rule", "stated"]
_TYPE: Final = PREFIXES["rdf"] + "type"
_MOST: Final = 200


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
    or "stated" (a table, vocabulary or the ontology says so: `graph`).
    """

    ground: Ground
    graph: str
    rule: Thing
    premises: tuple[Statement, ...] = ()
    words: tuple[Words, ...] = ()


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


def _words(engine: Asks, subjects: list[str]) -> tuple[Words, ...]:
    if not subjects:
        return ()
    rows = ask(
        engine,
        f"""SELECT DISTINCT ?evidence ?quote ?start ?end ?number ?version ?document WHERE {{
          VALUES ?s {{ {" ".join(map(iri, subjects))} }}
          {{ ?s cetu:evidence ?evidence }} UNION {{ ?s cetu:exactQuote ?any BIND(?s AS ?evidence) }}
          ?evidence cetu:exactQuote ?quote ; cetu:startOffset ?start ; cetu:endOffset ?end
          OPTIONAL {{ ?evidence cetu:inPart/cetu:rowNumber ?number }}
          OPTIONAL {{ ?evidence cetu:fromVersion ?version
            OPTIONAL {{ {{ ?version cetu:versionOf ?document }}
                        UNION {{ ?document cetu:hasVersion ?version }} }} }}
        }} ORDER BY ?start ?end LIMIT 20""",
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


def _read_graphs(engine: Asks) -> frozenset[str]:
    """The graphs of document versions: those that hold evidence."""
    rows = ask(engine, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?e cetu:exactQuote ?q } }")
    return frozenset(row["g"].value for row in rows)


def _sentence(kind: str, parts: dict[str, Thing]) -> Thing:
    zh, en = _RULES[kind]
    return Thing(
        "",
        zh.format(**{k: t.label("zh") for k, t in parts.items()}),
        en.format(**{k: t.label("en") for k, t in parts.items()}),
    )


def _from_rules(engine: Asks, subject: str, predicate: str, value: Term) -> list[Reason]:
    pattern = _TYPES if predicate == _TYPE else _LINKS
    rows = ask(
        engine,
        f"""SELECT DISTINCT ?rule ?p1 ?p2 ?q ?s1 ?o1 ?s2 ?o2 WHERE {{
          VALUES (?s ?p ?o) {{ ({iri(subject)} {iri(predicate)} {write(value)}) }}
          {pattern} }} ORDER BY ?rule ?p1 ?o1 LIMIT 10""",
    )
    wanted = {subject, predicate} | ({value.value} if value.kind == "uri" else set())
    wanted.update(t.value for row in rows for t in row.values() if t.kind == "uri")
    named = names(engine, {*wanted, _TYPE})
    reasons: dict[str, Reason] = {}
    for row in rows:
        parts = {"p": named(predicate), "o": named(value.value)}
        if "p1" in row:
            parts["p1"] = named(row["p1"].value)
        if row["rule"].value == "value":
            parts["p2"] = named(row["o1"].value)
        elif "p2" in row:
            parts["p2"] = named(row["p2"].value)
        first = row["q"].value if "q" in row else row["p1"].value
        premises = [_statement(row["s1"].value, first, row["o1"], named)]
        if "s2" in row and "o2" in row and "p2" in row:
            premises.append(_statement(row["s2"].value, row["p2"].value, row["o2"], named))
        # The reading in the middle of a chain holds the quote; the ends are tasks and vocabulary.
        middle = row["o1"] if row["rule"].value == "chain" else row["s1"]
        rule = _sentence(row["rule"].value, parts)
        if rule.zh not in reasons:  # once is enough: a task has many readings
            words = _words(engine, [middle.value])
            reasons[rule.zh] = Reason("rule", INFERRED, rule, tuple(premises), words)
    return list(reasons.values())


def _statement(subject: str, predicate: str, value: Term, named: Names) -> Statement:
    thing = named(value.value) if value.kind == "uri" else None
    return Statement(named(subject), named(predicate), value, thing)


def explain(engine: Asks, subject: str, predicate: str, value: Term) -> Explanation:
    """Return why `subject predicate value` holds.

    Raises:
        ThingUnknown: the graph does not hold this statement.
    """
    return _explain(engine, (subject, predicate, value), _read_graphs(engine))


def _explain(engine: Asks, statement: tuple[str, str, Term], read: frozenset[str]) -> Explanation:
    subject, predicate, value = statement
    rows = ask(
        engine,
        f"""SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{
          {iri(subject)} {iri(predicate)} {write(value)} }} }} ORDER BY ?g""",
    )
    graphs = [row["g"].value for row in rows]
    if not graphs:
        raise ThingUnknown(
            "The graph does not hold this statement.",
            "图谱里没有这条陈述。",
            hint="Open the thing's page: it lists the statements that hold.",
            hint_zh="请打开该事物的页面，那里列出了全部成立的陈述。",
        )
    named = names(engine, {subject, predicate, value.value if value.kind == "uri" else ""})
    reasons: list[Reason] = []
    for graph in graphs:
        if graph == INFERRED:
            reasons += _from_rules(engine, subject, predicate, value)
        elif graph in read:
            # A link to a reading is said by the reading's words; else the subject's words say it.
            words = _words(engine, [value.value]) if value.kind == "uri" else ()
            words = words or _words(engine, [subject])
            reasons.append(Reason("read", graph, Thing(""), words=words))
        else:
            reasons.append(Reason("stated", graph, Thing("")))
    return Explanation(_statement(subject, predicate, value, named), tuple(reasons))


def explain_all(engine: Asks, thing: str) -> tuple[Explanation, ...]:
    """Return why each statement about `thing` holds: our own predicates first, types last.

    Raises:
        ThingUnknown: nothing is said of it.
    """
    rows = ask(
        engine,
        f"SELECT DISTINCT ?p ?o WHERE {{ {iri(thing)} ?p ?o FILTER(!ISBLANK(?o)) }} "
        f"ORDER BY ?p ?o LIMIT {_MOST}",
    )
    if not rows.rows:
        raise ThingUnknown(
            f"The graph says nothing of {thing}.",
            f"图谱里没有关于 {thing} 的陈述。",
            hint=f"Check the IRI; things of ours begin with {ID}.",
            hint_zh=f"请核对 IRI；本图谱的事物以 {ID} 开头。",
        )
    read = _read_graphs(engine)
    found = (_explain(engine, (thing, row["p"].value, row["o"]), read) for row in rows)
    return tuple(sorted(found, key=_strangeness))


def _strangeness(explanation: Explanation) -> tuple[bool, bool]:
    """Our own predicates first, types last: what a reader asks about comes before the formal."""
    predicate = explanation.statement.predicate.iri
    return predicate == _TYPE, not predicate.startswith(PREFIXES["cetu"])
