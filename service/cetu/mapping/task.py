"""Measures, rows, tasks and everything found in their words, as RDF.

A row of text and the task it orders are two nodes. Each finding is a node of its own with evidence;
the short ways (task → body, task → instrument) follow from the ontology's property chains.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import cn2an
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import XSD

from cetu.mapping import iris
from cetu.mapping.document import label
from cetu.mapping.evidence import Witness
from cetu.model.document import Measure, Record
from cetu.model.span import Span
from cetu.model.task import Mention, Task
from cetu.namespaces import CETU, ID

_TITLE_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the readings of one document version into `graph`."""

    graph: Graph
    record: Record
    witness: Witness

    def measures(self, measures: Iterable[Measure]) -> dict[str, URIRef]:
        """Write the measures with a heading for each place they stand; return number → IRI."""
        nodes: dict[str, URIRef] = {}
        for found in measures:
            node = nodes[found.number] = iris.measure(self.record, found)
            self._reading(node, CETU.Measure)
            label(self.graph, node, f"{found.number}、{found.title}", f"Measure {found.number}")
            add = self.graph.add
            add((node, CETU.measureNumber, Literal(found.number)))
            add((node, CETU.measureOrdinal, Literal(int(cn2an.cn2an(found.number, "normal")))))
            add((node, CETU.measureTitle, Literal(found.title)))
            for index, span in enumerate(found.spans, start=1):
                part = self._part("heading", f"{iris.key(found.title)}-{index}", CETU.Heading)
                label(self.graph, part, span.text, f"Heading {found.number} ({index})")
                add((node, CETU.evidence, self.witness.evidence(span, part)))
        return nodes

    def task(self, task: Task, measure: URIRef | None, title: str) -> None:
        """Write one task under `measure`, whose title is `title`."""
        row, number = task.row, task.row.number.text
        key = iris.task_key(row, title)
        node = ID[f"task/{self.record.identifier}/{key}"]
        part = self._part("row", key, CETU.TextRow)
        add = self.graph.add
        self._reading(node, CETU.Task)
        label(self.graph, part, f"第 {number} 行", f"Row {number}")
        add((part, CETU.rowNumber, Literal(number)))
        add((part, CETU.orders, node))
        add((node, CETU.taskNumber, Literal(number)))
        add((node, CETU.taskOrdinal, Literal(int(number))))
        if measure is not None:
            add((node, CETU.ofMeasure, measure))
        text = row.task.text
        label(self.graph, node, f"任务 {number}：{_short(text)}", f"Task {number}")
        if text:
            add((node, CETU.taskText, Literal(text)))
            whole = row.task.span(0, len(text), self.witness.raw)
            add((node, CETU.evidence, self.witness.evidence(whole, part)))
        add((node, CETU.evidence, self.witness.evidence(row.number, part)))
        self._completeness((node, part), incomplete=row.incomplete, number=number)
        self._findings(task, node, part, key)

    def _findings(self, task: Task, node: URIRef, part: URIRef, key: str) -> None:
        for party in task.parties:
            self._responsibility(party.position, task, node, part, key)
        self._mentions("instrument-use", task.instruments, (node, part, key))
        self._mentions("beneficiary-mention", task.beneficiaries, (node, part, key))
        self._mentions("programme-mention", task.programmes, (node, part, key))
        self._mentions("place-mention", task.places, (node, part, key))
        self._mentions("citation", task.citations, (node, part, key))
        add = self.graph.add
        for index, quantity in enumerate(task.quantities, start=1):
            limit = self._found("limit", f"{key}-{index}", quantity.span, (node, part))
            add((limit, CETU.value, Literal(quantity.value, datatype=XSD.decimal)))
            add((limit, CETU.unit, URIRef(quantity.unit)))
            add((limit, CETU.bound, CETU[quantity.bound]))
            if quantity.base:
                add((limit, CETU.base, Literal(quantity.base)))
            add((limit, CETU.currencyEquivalent, Literal(quantity.equivalent)))
            if quantity.instrument:
                add((limit, CETU.onInstrument, URIRef(quantity.instrument)))
        for clause in task.clauses:
            found = self._found("clause", f"{key}-{clause.position}", clause.span, (node, part))
            add((found, CETU.verb, URIRef(clause.verb)))
            add((found, CETU.position, Literal(clause.position)))

    def _responsibility(
        self, position: int, task: Task, node: URIRef, part: URIRef, key: str
    ) -> None:
        party = task.parties[position - 1]
        found = self._found("responsibility", f"{key}-{position}", party.span, (node, part))
        add = self.graph.add
        add((found, CETU.role, CETU[party.role]))
        add((found, CETU.position, Literal(position)))
        if party.body:
            add((found, CETU.party, URIRef(party.body)))
        if party.acts_under:
            add((found, CETU.actsUnder, URIRef(party.acts_under)))

    def _mentions(
        self, kind: str, mentions: Iterable[Mention], at: tuple[URIRef, URIRef, str]
    ) -> None:
        node, part, key = at
        about = _KINDS[kind][2]
        for index, mention in enumerate(mentions, start=1):
            found = self._found(kind, f"{key}-{index}", mention.span, (node, part))
            for concept in mention.concepts:
                self.graph.add((found, about, URIRef(concept)))

    def _found(self, kind: str, key: str, span: Span, at: tuple[URIRef, URIRef]) -> URIRef:
        """Write what all findings share; return the node."""
        task, part = at
        cls, link, _ = _KINDS[kind]
        node = ID[f"{kind}/{self.record.identifier}/{key}"]
        self._reading(node, cls)
        self.graph.add((task, link, node))
        self.graph.add((node, CETU.asWritten, Literal(span.text)))
        self.graph.add((node, CETU.evidence, self.witness.evidence(span, part)))
        return node

    def _reading(self, node: URIRef, cls: URIRef) -> None:
        self.graph.add((node, RDF.type, cls))
        self.graph.add((node, CETU.inDocument, iris.document(self.record.identifier)))

    def _part(self, kind: str, key: str, cls: URIRef) -> URIRef:
        node = ID[f"part/{self.record.identifier}/{kind}-{key}"]
        self.graph.add((node, RDF.type, cls))
        self.graph.add((node, CETU.partOf, self.witness.version))
        return node

    def _completeness(self, nodes: tuple[URIRef, URIRef], *, incomplete: bool, number: str) -> None:
        for node in nodes:
            level = CETU.incompleteInSource if incomplete else CETU.completeInSource
            self.graph.add((node, CETU.completeness, level))
        if incomplete:
            for words, language in (
                (f"来源文本在第 {number} 行中断：任务文字和责任单位未载。", "zh"),
                (
                    f"The source breaks off in row {number}: "
                    "it gives neither the task's words nor its responsible units.",
                    "en",
                ),
            ):
                note = Literal(words, lang=language)
                self.graph.add((nodes[0], CETU.incompletenessNote, note))


_KINDS: dict[str, tuple[URIRef, URIRef, URIRef]] = {
    "responsibility": (CETU.Responsibility, CETU.hasResponsibility, CETU.party),
    "instrument-use": (CETU.InstrumentUse, CETU.hasInstrumentUse, CETU.instrument),
    "beneficiary-mention": (CETU.BeneficiaryMention, CETU.hasBeneficiaryMention, CETU.beneficiary),
    "programme-mention": (CETU.ProgrammeMention, CETU.hasProgrammeMention, CETU.programme),
    "place-mention": (CETU.PlaceMention, CETU.hasPlaceMention, CETU.place),
    "citation": (CETU.Citation, CETU.hasCitation, CETU.citedDocument),
    "limit": (CETU.Limit, CETU.hasLimit, CETU.onInstrument),
    "clause": (CETU.Clause, CETU.hasClause, CETU.verb),
}
"""Kind of finding (as in its IRI) → class, link from the task, link to what it is about."""


def _short(text: str) -> str:
    """The first clause of a task, for its label."""
    clause = text.split("，", maxsplit=1)[0].split("。", maxsplit=1)[0]
    if not clause:
        return "（来源缺失）"
    return clause if len(clause) <= _TITLE_LENGTH else f"{clause[:_TITLE_LENGTH]}…"
