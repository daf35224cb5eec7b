"""Is it consistent? OWL 2 DL over ontology and data, and what each contradiction rests on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import rdflib
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF

from cetu.model.finding import Finding, Premise
from cetu.namespaces import ONTOLOGY_IRI
from cetu.reason import contradictions, justify, rules
from cetu.reason.axioms import axioms as read
from cetu.reason.contradictions import RULES, quote
from cetu.reason.expression import Axiom, Row
from cetu.reason.hermit import Hermit, warm
from cetu.reason.identity import ONE_NAME, names, shared_keys, things_in
from cetu.reason.justify import Justification
from cetu.reason.label import label
from cetu.reason.literals import ill_typed
from cetu.reason.sentence import sentence

_MOST: Final = 20
"""So many contradictions of one graph are told; then those are to be mended first."""


@dataclass(frozen=True, slots=True)
class DlResult:
    """Whether ontology and data can be true together, and what stands against it."""

    consistent: bool
    unsatisfiable: tuple[str, ...]
    findings: tuple[Finding, ...]


def start() -> None:
    """Start the reasoner's process, so that it is warm when it is asked.

    Raises:
        CheckFailed: what the reasoner needs is not installed.
    """
    warm().start()


def holds(graph: Graph, *, hermit: Hermit | None = None) -> bool:
    """Return whether `graph` is consistent and every literal well formed; not why.

    What holds of several documents together holds of each.

    Raises:
        CheckFailed: the reasoner could not run.
    """
    reasoner = hermit or warm()
    reasoner.start()
    if any(ill_typed(graph)):
        return False
    axioms = read(graph)
    if any(shared_keys(axioms)):
        return not justify.contradictions(axioms, reasoner, most=1).found
    plain = [axiom for axiom in axioms if axiom.word != "HasKey"]
    return reasoner.consistent([*plain, ONE_NAME, *names(plain)])


def consistent(
    graph: Graph,
    *,
    root: Path | None = None,
    search_seconds: float = 60.0,
    classes: bool = True,
    hermit: Hermit | None = None,
) -> DlResult:
    """Return whether `graph` is consistent, and why not: a finding for each contradiction.

    HermiT decides, and what a finding rests on (`premises`) is minimal: without any one of them
    HermiT finds no contradiction in the others. `owl:imports` is not followed.

    Args:
        graph: ontology, vocabularies and data together.
        root: folder that holds `queries/`.
        search_seconds: time to look for further contradictions.
        classes: look for classes that can have no member, too; it depends on the ontology alone.
        hermit: the reasoner; that of this process if none is given.

    Raises:
        CheckFailed: the reasoner could not run.
    """
    reasoner = hermit or warm()
    reasoner.start()
    teller = _Teller(graph, root)
    malformed = [teller.malformed(row) for row in ill_typed(graph)]
    axioms = read(graph)
    why = justify.contradictions(axioms, reasoner, seconds=search_seconds, most=_MOST)
    findings = malformed + [teller.contradiction(one) for one in why.found]
    if not why.complete:
        findings.append(_more(len(why.found)))
    empty: tuple[str, ...] = ()
    if classes and not why.found:
        # Facts do not make a class unsatisfiable, and where they contradict, every class is.
        terms = _terms(axioms, graph)
        empty = reasoner.unsatisfiable([*terms, ONE_NAME, *names(terms)])
        for iri in empty:
            one = justify.unsatisfiable(terms, iri, reasoner, seconds=search_seconds)
            findings.append(teller.unsatisfiable(iri, one))
    return DlResult(
        consistent=not malformed and not why.found,
        unsatisfiable=empty,
        findings=tuple(sorted(_once(findings))),
    )


def _terms(axioms: Iterable[Axiom], graph: Graph) -> list[Axiom]:
    """Return the ontology: what is said of terms, and of things declared as part of it."""
    enumerated = frozenset(graph.subjects(RDF.type, OWL.NamedIndividual))
    return [
        axiom
        for axiom in axioms
        if axiom.word != "HasKey" and (not axiom.is_fact or enumerated.issuperset(things_in(axiom)))
    ]


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Return the first of those that say the same of the same thing."""
    found: dict[tuple[str, str, str], Finding] = {}
    for one in findings:
        found.setdefault((one.rule, one.thing, one.value), one)
    return list(found.values())


class _Teller:
    """Puts findings into words, with the names that the graph gives."""

    def __init__(self, graph: Graph, root: Path | None) -> None:
        self._graph = graph
        self._root = root

    def malformed(self, row: Row) -> Finding:
        thing, predicate, value = row
        datatype = value.datatype if isinstance(value, rdflib.Literal) else None
        kind = str(datatype).rpartition("#")[2]
        (zh, zh_of), (en, en_of) = (
            (label(self._graph, thing, language), label(self._graph, predicate, language))
            for language in ("zh", "en")
        )
        return Finding(
            severity="violation",
            layer="owl",
            rule=f"{RULES}dt-not-type",
            thing=str(thing),
            zh=f"「{zh}」的「{zh_of}」写作「{value}」，不是合法的 {kind} 值。",
            en=f"The “{en_of}” of “{en}” is written “{value}”, which is no valid {kind}.",
            value=f"{predicate.n3()} {value.n3()}",
            kind="form",
            advice_zh="按文件原文核对，改成该数据类型的合法写法。",
            advice_en="Compare it with the document and write it as that datatype asks.",
            premises=(Premise(_line(row)),),
        )

    def unsatisfiable(self, iri: str, why: Justification) -> Finding:
        zh, en = (label(self._graph, URIRef(iri), language) for language in ("zh", "en"))
        told = Finding(
            severity="violation",
            layer="owl",
            rule=f"{RULES}unsatisfiable",
            thing=iri,
            zh=f"类「{zh}」的定义自相矛盾，不可能有任何成员。",
            en=f"The class “{en}” is defined against itself: nothing can be one.",
            kind="modelling",
            advice_zh="改动所列公理中的一条，使该类可以有成员。",
            advice_en="Change one of the axioms listed, so that the class can have a member.",
            premises=self._premises(why),
        )
        return _cut_short(told, why)

    def contradiction(self, why: Justification) -> Finding:
        sorts = self._sorts(why) or [self._unsorted(why)]
        others = dict.fromkeys(one.rule for one in sorts[1:] if one.rule != sorts[0].rule)
        return _cut_short(replace(sorts[0], premises=self._premises(why), also=tuple(others)), why)

    def _sorts(self, why: Justification) -> list[Finding]:
        stated = Graph()
        for axiom in why.axioms:
            for row in axiom.rows:
                stated.add(row)
        store = rules.fill(stated)
        rules.close(store)
        return contradictions.find(store, self._graph, root=self._root)

    def _unsorted(self, why: Justification) -> Finding:
        """Tell a contradiction of no known sort by all that it rests on."""
        facts = [axiom for axiom in why.axioms if axiom.is_fact and not axiom.ours]
        rest = [axiom for axiom in why.axioms if axiom not in facts]
        zh, en = zip(*(self._sentence(axiom, why) for axiom in facts + rest), strict=True)
        things = list(dict.fromkeys(str(t) for axiom in facts for t in things_in(axiom)))
        told_zh, told_en = "；".join(one.rstrip("。") for one in zh), " ".join(en)
        if not things:
            told_zh = f"本体自身矛盾，与数据无关：{told_zh}"
            told_en = f"The ontology contradicts itself, whatever the data: {told_en}"
        else:
            told_zh = f"以下 {len(zh)} 条不能同时成立：{told_zh}"
            told_en = f"These {len(en)} cannot all be true: {told_en}"
        return Finding(
            severity="violation",
            layer="owl",
            rule=f"{RULES}hermit",
            thing=things[0] if things else ONTOLOGY_IRI,
            zh=f"{told_zh}。",
            en=told_en,
            quote=quote(self._graph, things[0]) if things else "",
            value=" ".join(f"<{thing}>" for thing in things),
            advice_zh="对照文件原文核对所列各条陈述，改正其中不实的一条。",
            advice_en="Compare the statements with the documents and mend the one that is wrong.",
        )

    def _premises(self, why: Justification) -> tuple[Premise, ...]:
        return tuple(self._premise(axiom, why) for axiom in why.axioms)

    def _premise(self, axiom: Axiom, why: Justification) -> Premise:
        if axiom.is_fact and len(axiom.rows) == 1:
            return Premise(_line(axiom.rows[0]))
        return Premise(axiom.text, *self._sentence(axiom, why))

    def _sentence(self, axiom: Axiom, why: Justification) -> tuple[str, str]:
        others = {str(name) for one in why.axioms if one != axiom for name in one.names}
        return sentence(axiom, self._graph, others)


def _cut_short(finding: Finding, why: Justification) -> Finding:
    if why.proven:
        return finding
    return replace(
        finding,
        zh=f"{finding.zh}（时间已到，所列依据可能有多余的。）",
        en=f"{finding.en} (Time ran out: not all that is listed may be needed.)",
    )


def _more(told: int) -> Finding:
    return Finding(
        severity="warning",
        layer="owl",
        rule=f"{RULES}more",
        thing=ONTOLOGY_IRI,
        zh=f"只列出了 {told} 处矛盾，可能还有更多。",
        en=f"Only {told} contradictions are listed; there may be more.",
        advice_zh="先改正所列各处，再检查一次。",
        advice_en="Mend those that are listed, then check again.",
    )


def _line(row: Row) -> str:
    """Return a statement as a line of N-Triples."""
    triple = Graph()
    triple.add(row)
    return triple.serialize(format="nt").strip()
