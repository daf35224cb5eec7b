"""Measures, rows, tasks and everything found in their words, as RDF.

A row of text and the task it orders are two nodes. Each finding is a node of its own with evidence;
the short ways (task → body, task → instrument) follow from the ontology's property chains. Words
that are withheld are not written: their findings keep place, kind and meaning.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from cetu.mapping import iris
from cetu.mapping.evidence import Witness
from cetu.mapping.sheet import BROADER, Sheet, instant, own
from cetu.model.document import Measure, Record, Row
from cetu.model.span import Cell, Span
from cetu.model.task import Citation, Mention, Party, Quantity, Task
from cetu.model.wording import Found, wording, words
from cetu.namespaces import ID

_ID: Final = str(ID)
_TITLE_LENGTH: Final = 24
_HEADING_LENGTH: Final = 30
_CLOSED: Final = ("）", ")", "、", ".", "．", "条", "章", "节")


class At(NamedTuple):
    """A task and the part of the text that orders it (IRIs), and the cells it was read in."""

    task: str
    part: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the readings of one document version on `sheet`."""

    sheet: Sheet
    record: Record
    witness: Witness

    def measures(self, measures: Iterable[Measure]) -> dict[str, str]:
        """Write the measures with a heading for each place they stand; return title → IRI."""
        nodes: dict[str, str] = {}
        places = Counter[str]()
        for found in measures:
            node = str(iris.measure(self.record, found))
            name = _numbered(found)
            if found.title not in nodes:
                nodes[found.title] = node
                self._measure(node, found, len(nodes))
            ordinal = list(nodes).index(found.title) + 1
            for span in found.spans:
                places[node] += 1
                index = places[node]
                key = f"{iris.measure_key(found)}-{index}"
                part = self.witness.part("heading", key, "Heading")
                said = words(span, self.witness.layout.cells())
                self.sheet.label(part, said or name, f"Heading {ordinal} ({index})")
                self.sheet.link(node, "evidence", self.witness.evidence(span, part))
        return nodes

    def _measure(self, node: str, found: Measure, ordinal: int) -> None:
        """Write a measure where it stands first: one of the same title is the same."""
        self._reading(node, "Measure")
        self.sheet.label(node, _numbered(found), f"Measure {ordinal}")
        self.sheet.say(node, "measureNumber", found.number)
        self.sheet.say(node, "measureOrdinal", ordinal)
        self.sheet.say(node, "measureTitle", found.title)

    def task(self, task: Task, measure: str | None, key: str) -> None:
        """Write one task, called `key`, under `measure`."""
        row, sheet = task.row, self.sheet
        node = f"{_ID}task/{self.record.identifier}/{key}"
        part = self.witness.part("row", key, "TextRow")
        self._reading(node, "Task")
        number = row.numeral
        sheet.label(part, f"第 {number} 行", f"Row {number}")
        if row.number:
            sheet.say(part, "rowNumber", number)
        sheet.link(part, "orders", node)
        sheet.say(node, "taskNumber", number)
        sheet.say(node, "taskOrdinal", row.ordinal)
        if measure is not None:
            sheet.link(node, "ofMeasure", measure)
        sheet.label(node, _name(row), f"Task {number}")
        if row.heading.text:
            sheet.say(node, "taskTitle", row.heading.text)
        if row.task.text:
            sheet.say(node, "taskText", row.task.text)
        for span in (_whole(row.task, self.witness), _whole(row.heading, self.witness), row.number):
            if span:
                sheet.link(node, "evidence", self.witness.evidence(span, part))
        self._completeness((node, part), row)
        self._findings(task, At(node, part, row.cells), key)

    def cited(self, citations: Iterable[Citation]) -> None:
        """Write the documents that the document names outside its tasks."""
        for index, found in enumerate(citations, start=1):
            node = f"{_ID}citation/{self.record.identifier}/whole-{index}{self._revision}"
            self._reading(node, "Citation")
            self._words(node, found, self.witness.layout.cells())
            self._citation(node, found)

    def _findings(self, task: Task, at: At, key: str) -> None:
        for party in task.parties:
            node = self._responsibility(party, at, key)
            if party.role_span:
                # A column head or a rule of the text gives roles to rows that it is not in.
                part = at.part if _inside(party.role_span, task.row) else ""
                self.sheet.link(node, "evidence", self.witness.evidence(party.role_span, part))
        self._mentions("instrument-use", task.instruments, at, key)
        self._mentions("beneficiary-mention", task.beneficiaries, at, key)
        self._mentions("programme-mention", task.programmes, at, key)
        self._mentions("place-mention", task.places, at, key)
        for index, cited in enumerate(task.citations, start=1):
            self._citation(self._found("citation", f"{key}-{index}", cited, at), cited)
        for index, quantity in enumerate(task.quantities, start=1):
            self._limit(self._found("limit", f"{key}-{index}", quantity, at), quantity)
        for clause in task.clauses:
            found = self._found("clause", f"{key}-{clause.position}", clause, at)
            self.sheet.link(found, "verb", clause.verb)
            self.sheet.say(found, "position", clause.position)
        for index, deadline in enumerate(task.deadlines, start=1):
            found = self._found("deadline", f"{key}-{index}", deadline, at)
            if deadline.until:
                self.sheet.say(found, "untilDate", instant(deadline.until))
            else:
                self.sheet.say(found, "ongoing", True)
        if task.deadlines and (said := wording(task.deadlines[-1], at.cells)):
            self.sheet.say(at.task, "deadlineText", said)
        for index, candidate in enumerate(task.candidates, start=1):
            found = self._found("instrument-candidate", f"{key}-{index}", candidate, at)
            self.sheet.say(found, "headWord", candidate.head)

    def _responsibility(self, party: Party, at: At, key: str) -> str:
        found = self._found("responsibility", f"{key}-{party.position}", party, at)
        sheet = self.sheet
        sheet.link(found, "role", own(party.role))
        sheet.say(found, "position", party.position)
        if party.body:
            sheet.link(found, "party", party.body.iri)
        else:
            for candidate in party.candidates:
                sheet.link(found, "candidateBody", candidate)
        if party.elided:
            sheet.say(found, "elided", True)
        if party.acts_under:
            sheet.link(found, "actsUnder", party.acts_under)
        return found

    def _citation(self, node: str, cited: Citation) -> None:
        document = f"{_ID}document/{self.record.identifier}"
        if cited.title:
            self.sheet.say(node, "citedTitle", cited.title)
        if cited.number:
            self.sheet.say(node, "citedNumber", cited.number)
        for meant in cited.documents:
            self.sheet.link(node, "citedDocument", meant)
            if meant != document:
                self.sheet.link(document, "cites", meant)

    def _limit(self, node: str, quantity: Quantity) -> None:
        sheet = self.sheet
        sheet.say(node, "value", quantity.value)
        sheet.link(node, "unit", quantity.unit)
        sheet.link(node, "bound", own(quantity.bound))
        if quantity.base:
            sheet.say(node, "base", quantity.base)
        if quantity.limited:
            sheet.say(node, "limitedQuantity", quantity.limited)
        if quantity.per:
            sheet.say(node, "per", quantity.per)
        sheet.say(node, "currencyEquivalent", quantity.equivalent)
        if quantity.instrument:
            sheet.link(node, "onInstrument", quantity.instrument)

    def _mentions(self, kind: str, mentions: Iterable[Mention], at: At, key: str) -> None:
        about = _ABOUT[kind]
        for index, mention in enumerate(mentions, start=1):
            found = self._found(kind, f"{key}-{index}", mention, at)
            for concept in mention.concepts:
                self.sheet.link(found, about, concept)
            if mention.lists and len(mention.concepts) > len(mention.lists):
                self.sheet.link(found, about, self._white_list((mention, at), f"{key}-{index}"))

    def _found(self, kind: str, key: str, found: Found, at: At) -> str:
        """Write what all findings of a task share; return the node."""
        node = f"{_ID}{kind}/{self.record.identifier}/{key}{self._revision}"
        cls = "".join(word.capitalize() for word in kind.split("-"))
        self._reading(node, cls)
        self.sheet.link(at.task, f"has{cls}", node)
        self._words(node, found, at.cells, at.part)
        return node

    def _words(self, node: str, found: Found, cells: Iterable[Cell], part: str = "") -> None:
        if said := wording(found, cells):
            self.sheet.say(node, "asWritten", said)
        self.sheet.link(node, "evidence", self.witness.evidence(found.span, part))

    @property
    def _revision(self) -> str:
        """What tells a finding of a revision from that of the version before it."""
        return f"-{self.witness.version[-8:]}" if self.record.revision_of else ""

    def _reading(self, node: str, cls: str) -> None:
        self.sheet.kind(node, cls)
        self.sheet.link(node, "inDocument", f"{_ID}document/{self.record.identifier}")

    def _white_list(self, found: tuple[Mention, At], key: str) -> str:
        """Write the list that a phrase names: it lists the classes the same phrase names.

        Two tasks that both say 白名单 mean two lists, so each phrase has one of its own; one that
        names no class (支持“白名单”企业) speaks of a list named elsewhere, and has none.
        """
        node = f"{_ID}white-list/{self.record.identifier}/{key}"
        mention, at = found
        said = wording(mention, at.cells)
        self.sheet.kind(node, "WhiteList")
        self.sheet.label(node, f"白名单：{_short(said)}" if said else "白名单", f"white list {key}")
        for concept in mention.concepts:
            link = BROADER if concept in mention.lists else own("listsClass")
            self.sheet.link(node, link, concept)
        return node

    def _completeness(self, nodes: tuple[str, str], row: Row) -> None:
        for node in nodes:
            level = "incompleteInSource" if row.incomplete else "completeInSource"
            self.sheet.link(node, "completeness", own(level))
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
            self.sheet.note(nodes[0], own("incompletenessNote"), zh, en)


_ABOUT: Final = {
    "instrument-use": "instrument",
    "beneficiary-mention": "beneficiary",
    "programme-mention": "programme",
    "place-mention": "place",
}
"""Kind of mention (as in its IRI) → link to what it is about."""


def _numbered(found: Measure) -> str:
    """The heading of a measure: 一、标题, （一）标题, or the bare title of one without a number."""
    if found.number == found.title:
        return found.title
    between = "" if found.number.endswith(_CLOSED) else "、"
    return f"{found.number}{between}{found.title}"


def _inside(span: Span, row: Row) -> bool:
    """Whether `span` lies between the first and the last words of `row`."""
    pieces = [piece for cell in row.cells for piece in cell.pieces]
    starts = [piece.start for piece in pieces]
    return bool(pieces) and min(starts) <= span.start and span.end <= max(p.end for p in pieces)


def _whole(cell: Cell, witness: Witness) -> Span | None:
    """Return where the words of a cell stand, first to last; None where it has none."""
    if not cell:
        return None
    if len(cell.pieces) == 1:
        return cell.pieces[0]
    start, end = cell.pieces[0].start, cell.pieces[-1].end
    return Span(start, end, witness.layout.source.text[start:end] if cell.text else "")


def _name(row: Row) -> str:
    """What a task is called: by its short title, else by its first clause, else by its number."""
    number, heading = row.numeral, row.heading.text
    if heading and len(heading) <= _HEADING_LENGTH:
        return f"任务 {number}：{heading}"
    if row.task and not row.task.text:
        return f"任务 {number}"
    return f"任务 {number}：{_short(row.task.text)}"


def _short(text: str) -> str:
    """The first clause of a task, for its label."""
    clause = text.split("，", maxsplit=1)[0].split("。", maxsplit=1)[0]
    if not clause:
        return "（来源缺失）"
    return clause if len(clause) <= _TITLE_LENGTH else f"{clause[:_TITLE_LENGTH]}…"
