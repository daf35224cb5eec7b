"""Is it consistent? OWL 2 DL over ontology and data, and a sentence for what is not.

One IRI names one thing (the graph never says `owl:sameAs`), so different IRIs count as different:
a name that two bodies share is a contradiction, not a proof that the two are one.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Store
from rdflib import Graph, Literal
from rdflib.term import Node

from cetu.model.finding import Finding
from cetu.namespaces import ONTOLOGY_IRI
from cetu.reason import conflict, contradictions, hermit, logic, rules
from cetu.reason.contradictions import RULES
from cetu.reason.sentence import name

_NAMED_AT_MOST: Final = 5


@dataclass(frozen=True, slots=True)
class DlResult:
    """Whether ontology and data can be true together, and what stands against it."""

    consistent: bool
    unsatisfiable: tuple[str, ...]
    findings: tuple[Finding, ...]


def holds(graph: Graph) -> bool:
    """Return whether `graph` is consistent and every literal well formed; not why.

    What holds of several documents together holds of each.

    Raises:
        CheckFailed: the reasoner could not run.
    """
    return not any(logic.ill_typed(graph)) and hermit.consistent(logic.logical(graph))


def consistent(
    graph: Graph, *, root: Path | None = None, search_seconds: float = 60.0, classes: bool = True
) -> DlResult:
    """Return whether `graph` is consistent, and why not.

    HermiT decides. When it says no, rules name the culprit; when no rule knows the kind, the
    smallest set of things that HermiT objects to is looked for. `owl:imports` is not followed.

    Args:
        graph: ontology, vocabularies and data together.
        root: folder that holds `queries/`.
        search_seconds: time for that search.
        classes: look for classes that can have no member, too; it depends on the ontology alone.

    Raises:
        CheckFailed: the reasoner could not run.
    """
    store = rules.fill(graph)
    malformed = sorted(_malformed(store, row) for row in logic.ill_typed(graph))
    agrees = hermit.consistent(logic.logical(graph))
    empty: tuple[str, ...] = ()
    findings = [*malformed]
    if agrees and classes:
        # Facts do not make a class unsatisfiable, and without them the search takes a second, not
        # ten. Where facts contradict, every class is unsatisfiable and the list would say nothing.
        empty = hermit.unsatisfiable(logic.logical(logic.schema(graph)))
        findings += [_unsatisfiable(store, iri) for iri in empty]
    if not agrees:
        rules.close(store)
        named = contradictions.find(store, root=root)
        findings += named or [_unexplained(store, graph, search_seconds)]
    return DlResult(
        consistent=agrees and not malformed,
        unsatisfiable=empty,
        findings=tuple(findings),
    )


def _malformed(store: Store, row: logic.Row) -> Finding:
    thing, predicate, value = row
    datatype = value.datatype if isinstance(value, Literal) else None
    kind = str(datatype).rpartition("#")[2]
    subject, attribute = _node(thing), _node(predicate)
    return Finding(
        severity="violation",
        layer="owl",
        rule=f"{RULES}dt-not-type",
        thing=str(thing),
        zh=f"「{name(store, subject, 'zh')}」的「{name(store, attribute, 'zh')}」写作「{value}」，"
        f"不是合法的 {kind} 值。",
        en=f"The “{name(store, attribute, 'en')}” of “{name(store, subject, 'en')}” is written "
        f"“{value}”, which is no valid {kind}.",
        value=f"{predicate.n3()} {value.n3()}",
    )


def _unsatisfiable(store: Store, iri: str) -> Finding:
    term = NamedNode(iri)
    return Finding(
        severity="violation",
        layer="owl",
        rule=f"{RULES}unsatisfiable",
        thing=iri,
        zh=f"类「{name(store, term, 'zh')}」的定义自相矛盾，不可能有任何成员。",
        en=f"The class “{name(store, term, 'en')}” is defined against itself: nothing can be one.",
    )


def _unexplained(store: Store, graph: Graph, seconds: float) -> Finding:
    things = conflict.culprits(graph, seconds=seconds)
    if not things:
        return Finding(
            severity="violation",
            layer="owl",
            rule=f"{RULES}hermit",
            thing=ONTOLOGY_IRI,
            zh="本体自身矛盾，与数据无关。",
            en="The ontology contradicts itself, whatever the data.",
        )
    named = things[:_NAMED_AT_MOST]
    more = len(things) - len(named)
    zh = "、".join(f"「{name(store, _node(thing), 'zh')}」" for thing in named)
    en = ", ".join(f"“{name(store, _node(thing), 'en')}”" for thing in named)
    return Finding(
        severity="violation",
        layer="owl",
        rule=f"{RULES}hermit",
        thing=str(things[0]),
        zh=f"关于{zh}{f'等 {len(things)} 项' if more else ''}的陈述与本体不能同时成立。",
        en=f"What is said of {en}{f' and {more} more' if more else ''} cannot hold together with "
        "the ontology.",
        value=" ".join(thing.n3() for thing in things),
    )


def _node(node: Node) -> NamedNode:
    return NamedNode(str(node))
