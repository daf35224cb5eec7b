"""Measures, rows, tasks and everything found in their words, as RDF.

A row of text and the task it orders are two nodes. Each finding is a node of its own with evidence;
the short ways (task → body, task → instrument) follow from the ontology's property chains.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import XSD

from cetu.mapping import iris
from cetu.mapping.document import label
from cetu.mapping.evidence import Witness
from cetu.model.document import Measure, Record, Row
from cetu.model.span import Span
from cetu.model.task import Mention, Party, Task
from cetu.namespaces import CETU, ID

_TITLE_LENGTH: Final = 24


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the readings of one document version into `graph`."""

    graph: Graph
    record: Record
    witness: Witness

    def measures(self, measures: Iterable[Measure]) -> dict[str, URIRef]:
        """Write the measures with a heading for each place they stand; return title → IRI."""
        nodes: dict[str, URIRef] = {}
        for found in measures:
            node = nodes[found.title] = iris.measure(self.record, found)
            self._reading(node, CETU.Measure)
            ordinal = len(nodes)
            label(self.graph, node, f"{found.number}、{found.title}", f"Measure {ordinal}")
            add = self.graph.add
            add((node, CETU.measureNumber, Literal(found.number)))
            add((node, CETU.measureOrdinal, Literal(ordinal)))
            add((node, CETU.measureTitle, Literal(found.title)))
            for index, span in enumerate(found.spans, start=1):
                part = self._part("heading", f"{iris.key(found.title)}-{index}", CETU.Heading)
                label(self.graph, part, span.text, f"Heading {ordinal} ({index})")
                add((node, CETU.evidence, self.witness.evidence(span, part)))
        return nodes

    def task(self, task: Task, measure: URIRef | None, key: str) -> None:
        """Write one task, called `key`, under `measure`."""
        row = task.row
        number = row.numeral
        node = ID[f"task/{self.record.identifier}/{key}"]
        part = self._part("row", key, CETU.TextRow)
        add = self.graph.add
        self._reading(node, CETU.Task)
        label(self.graph, part, f"第 {number} 行", f"Row {number}")
        add((part, CETU.rowNumber, Literal(number)))
        add((part, CETU.orders, node))
        add((node, CETU.taskNumber, Literal(number)))
        add((node, CETU.taskOrdinal, Literal(row.ordinal)))
        if measure is not None:
            add((node, CETU.ofMeasure, measure))
        text = row.task.text
        label(self.graph, node, f"任务 {number}：{_short(text)}", f"Task {number}")
        if text:
            add((node, CETU.taskText, Literal(text)))
            whole = row.task.span(0, len(text), self.witness.raw)
            add((node, CETU.evidence, self.witness.evidence(whole, part)))
        if row.number:
            add((node, CETU.evidence, self.witness.evidence(row.number, part)))
        self._completeness((node, part), row)
        self._findings(task, node, part, key)

    def _findings(self, task: Task, node: URIRef, part: URIRef, key: str) -> None:
        for party in task.parties:
            self._responsibility(party, (node, part), key)
        self._mentions("instrument-use", task.instruments, (node, part, key))
        self._mentions("beneficiary-mention", task.beneficiaries, (node, part, key))
        self._mentions("programme-mention", task.programmes, (node, part, key))
        self._mentions("place-mention", task.places, (node, part, key))
        for index, cited in enumerate(task.citations, start=1):
            found = self._found("citation", f"{key}-{index}", cited.span, (node, part))
            for document in cited.documents:
                self.graph.add((found, CETU.citedDocument, URIRef(document)))
        add = self.graph.add
        for index, quantity in enumerate(task.quantities, start=1):
            limit = self._found("limit", f"{key}-{index}", quantity.span, (node, part))
            add((limit, CETU.value, Literal(quantity.value, datatype=XSD.decimal)))
            add((limit, CETU.unit, URIRef(quantity.unit)))
            add((limit, CETU.bound, CETU[quantity.bound]))
            if quantity.base:
                add((limit, CETU.base, Literal(quantity.base)))
            if quantity.limited:
                add((limit, CETU.limitedQuantity, Literal(quantity.limited)))
            add((limit, CETU.currencyEquivalent, Literal(quantity.equivalent)))
            if quantity.instrument:
                add((limit, CETU.onInstrument, URIRef(quantity.instrument)))
        for clause in task.clauses:
            found = self._found("clause", f"{key}-{clause.position}", clause.span, (node, part))
            add((found, CETU.verb, URIRef(clause.verb)))
            add((found, CETU.position, Literal(clause.position)))

    def _responsibility(self, party: Party, at: tuple[URIRef, URIRef], key: str) -> None:
        found = self._found("responsibility", f"{key}-{party.position}", party.span, at)
        add = self.graph.add
        add((found, CETU.role, CETU[party.role]))
        add((found, CETU.position, Literal(party.position)))
        if party.body:
            add((found, CETU.party, URIRef(party.body.iri)))
        if party.acts_under:
            add((found, CETU.actsUnder, URIRef(party.acts_under)))
        if party.role_span:
            add((found, CETU.evidence, self.witness.evidence(party.role_span, at[1])))

    def _mentions(
        self, kind: str, mentions: Iterable[Mention], at: tuple[URIRef, URIRef, str]
    ) -> None:
        node, part, key = at
        about = _KINDS[kind][2]
        for index, mention in enumerate(mentions, start=1):
            found = self._found(kind, f"{key}-{index}", mention.span, (node, part))
            for concept in mention.concepts:
                self.graph.add((found, about, URIRef(concept)))
            if mention.lists and len(mention.concepts) > len(mention.lists):
                self.graph.add((found, about, self._white_list(mention, f"{key}-{index}")))

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
        node = ID[f"part/{self.witness.path}/{kind}-{key}"]
        self.graph.add((node, RDF.type, cls))
        self.graph.add((node, CETU.partOf, self.witness.version))
        return node

    def _white_list(self, mention: Mention, key: str) -> URIRef:
        """Write the list that a phrase names: it lists the classes the same phrase names.

        Two tasks that both say 白名单 mean two lists, so each phrase has one of its own; one that
        names no class (支持“白名单”企业) speaks of a list named elsewhere, and has none.
        """
        node = ID[f"white-list/{self.record.identifier}/{key}"]
        self.graph.add((node, RDF.type, CETU.WhiteList))
        label(self.graph, node, f"白名单：{_short(mention.span.text)}", f"white list {key}")
        for concept in mention.concepts:
            link = SKOS.broader if concept in mention.lists else CETU.listsClass
            self.graph.add((node, link, URIRef(concept)))
        return node

    def _completeness(self, nodes: tuple[URIRef, URIRef], row: Row) -> None:
        for node in nodes:
            level = CETU.incompleteInSource if row.incomplete else CETU.completeInSource
            self.graph.add((node, CETU.completeness, level))
        missing = [
            words
            for given, words in (
                (row.task, ("任务文字", "the task's words")),
                (row.units, ("责任单位", "its responsible units")),
            )
            if not given
        ]
        if row.incomplete and missing:
            number = row.numeral
            zh = f"来源文本的第 {number} 行没有{'和'.join(zh for zh, _ in missing)}。"
            en = f"Row {number} of the source lacks {' and '.join(en for _, en in missing)}."
            for note in (Literal(zh, lang="zh"), Literal(en, lang="en")):
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
