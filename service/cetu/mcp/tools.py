"""What an assistant can ask: tools named for what one wants, and SPARQL for the rest.

Every answer names things by IRI, and says in which document, row and words it stands. What a name
means is never guessed: where it is not certain, the nearest are told and nothing is answered.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from cetu import queries
from cetu.answer import describe as describing
from cetu.answer import ontology as terms
from cetu.answer.asking import ask, iri
from cetu.answer.citing import Cited, cited
from cetu.answer.lookup import KINDS, Finder
from cetu.answer.naming import Thing
from cetu.answer.reconcile import Query, Shelf, candidates
from cetu.answer.services import Services
from cetu.answer.understand import Asker, Grammar, reply
from cetu.engine import Formats, Queries, rows
from cetu.errors import NameUnclear, ParameterInvalid
from cetu.mcp.budget import DEFAULT, Answer, fit
from cetu.model.question import Question
from cetu.model.result import Table
from cetu.namespaces import CETU, ID

_MOST_HITS: Final = 50
_MOST_TASKS: Final = 400
_NEAREST: Final = 5
_QUOTED: Final = 2
"""Tasks quoted in full beside the rows of a sentence; describe tells any other."""
_TOLD: Final = ("#definition", "#altLabel", "#broader")
"""Properties of others that are told of a thing, beside ours."""

_WHICH: Final = {
    "cetu:Task": "VALUES ?task {{ {one} }} ?task cetu:taskNumber ?n",
    "cetu:PolicyDocument": "?task cetu:inDocument {one} ; cetu:taskNumber ?n",
    "cetu:Measure": "?task cetu:ofMeasure {one}",
    "cetu:Actor": "?task cetu:responsibleParty {one}",
    "cetu:PolicyInstrument": "?task cetu:usesInstrument {one}",
    "cetu:BeneficiaryClass": "?task cetu:benefits {one}",
}
"""Which tasks belong to a thing, by its class."""
_SUPPORT: Final = """SELECT DISTINCT ?task ?named ?relation WHERE {{
  {{ BIND({one} AS ?named) BIND("names this class" AS ?relation) }}
  UNION {{ {one} skos:broader+ ?named BIND("names a wider class" AS ?relation) }}
  ?task cetu:benefits ?named ; cetu:taskOrdinal ?ordinal ; cetu:inDocument ?document .
  {place} {instrument}
}} ORDER BY ?relation ?document ?ordinal"""
_IN: Final = "?document cetu:jurisdiction ?at FILTER(?at = {0} || EXISTS {{ ?at cetu:within {0} }})"
_WITH: Final = "?task cetu:usesInstrument ?used . ?used skos:broader* {0} ."


class Tools:
    """The tools, on one engine. Any thread may call.

    Each returns a JSON object and raises the errors of the doors (`CetuError`).
    """

    def __init__(self, engine: Queries, questions: Mapping[str, Question]) -> None:
        """Ask nothing yet."""
        self._engine = engine
        self._questions = questions
        self._finder = Finder(engine)
        self._shelf = Shelf(engine, self._finder)
        self._asker = Asker(self._shelf, Grammar.load(engine.settings.root))
        self._services = Services(self._finder, engine.settings)

    def search(self, words: str, kind: str = "", budget: int = DEFAULT) -> Answer:
        """Find things whose labels, other names or texts hold every word."""
        if kind and kind not in KINDS:
            raise ParameterInvalid(f"There is no kind {kind}; there are {', '.join(KINDS)}.")
        hits = self._finder.index().find(words, kinds=(kind,) if kind else (), most=_MOST_HITS)
        found = [
            {"iri": hit.entry.iri, "kind": hit.entry.kind, "label": hit.entry.zh or hit.entry.en}
            | ({"label_en": hit.entry.en} if hit.entry.en and hit.entry.zh else {})
            | ({"as": hit.name} if hit.name else {})
            for hit in hits.hits
        ]
        head: Answer = {"words": words, "found": hits.total, "by_kind": dict(hits.by_kind)}
        return fit(found, "hits", budget, head)

    def describe(self, thing: str, budget: int = DEFAULT) -> Answer:
        """Tell what is known of one thing: by its IRI, or a name that means one thing."""
        one = self._meant(thing, ())
        told = describing.describe(self._engine, one)
        head: Answer = {
            "iri": one,
            "label": told.thing.label("zh"),
            "label_en": told.thing.label("en"),
            "classes": [short(kind.iri) for kind in told.classes],
            "statements": [
                {"property": short(group.predicate.iri), "total": group.total}
                | {"values": [self._value(s.value, s.thing) for s in group.statements[:5]]}
                for group in self._said(told)
            ],
        }
        for kind, pattern in _WHICH.items():
            if str(CETU) + kind.removeprefix("cetu:") in told.ancestors:
                which = pattern.format(one=iri(one))
                order = "ORDER BY ?document ?ordinal"
                query = (
                    f"SELECT DISTINCT ?task ?document ?ordinal WHERE {{ {which} "
                    "OPTIONAL { ?task cetu:inDocument ?document } "
                    f"OPTIONAL {{ ?task cetu:taskOrdinal ?ordinal }} }} {order} LIMIT {_MOST_TASKS}"
                )
                return self._cards(
                    (r["task"].value for r in ask(self._engine, query)), budget, head
                )
        return fit([], "tasks", budget, head)

    def find_support(
        self, enterprise: str, place: str = "", instrument: str = "", budget: int = DEFAULT
    ) -> Answer:
        """Tell which tasks name a class of enterprise, or a wider one."""
        one = self._meant(enterprise, ("BeneficiaryClass",))
        there = self._meant(place, ("Place",)) if place else ""
        means = self._meant(instrument, ("PolicyInstrument",)) if instrument else ""
        query = _SUPPORT.format(
            one=iri(one),
            place=_IN.format(iri(there)) if there else "",
            instrument=_WITH.format(iri(means)) if means else "",
        )
        relation: dict[str, str] = {}
        for row in ask(self._engine, query):
            relation.setdefault(row["task"].value, row["relation"].value)
        head: Answer = {"understood": {"enterprise": one, "place": there, "instrument": means}}
        return self._cards(relation, budget, head, relation)

    def compare(
        self, instrument: str, places: list[str] | None = None, budget: int = DEFAULT
    ) -> Answer:
        """Tell how places use an instrument: how many tasks, which limits, in which words."""
        means = self._meant(instrument, ("PolicyInstrument",))
        wanted = {self._meant(place, ("Place",)) for place in places or ()}
        bound = queries.bind(
            queries.pick(self._questions, "instrument-across-places"), {"instrument": means}
        )
        by_place: dict[str, dict[str, Any]] = {}
        held: dict[str, set[str]] = defaultdict(set)
        for row in self._engine.select(bound):
            there = row["place"].value if "place" in row else ""
            if wanted and there not in wanted:
                continue
            entry = by_place.setdefault(
                there,
                {
                    "place": there,
                    "name": row["placeName"].value if "placeName" in row else "",
                    "level": row["level"].value if "level" in row else "",
                    "tasks": 0,
                    "limits": [],
                    "documents": {},
                },
            )
            if row["task"].value not in held[there]:
                held[there].add(row["task"].value)
                entry["tasks"] += 1
            entry["documents"][row["document"].value] = row["documentTitle"].value
            if "limitWords" in row:
                limit = {
                    "words": row["limitWords"].value,
                    "bound": row["boundName"].value,
                    "value": row["value"].value,
                    "unit": row["unitName"].value,
                    "task": row["task"].value,
                    "document": row["document"].value,
                }
                if limit not in entry["limits"]:
                    entry["limits"].append(limit)
        missing = sorted(wanted - by_place.keys())
        head: Answer = {"instrument": means, "places_without": missing}
        return fit(list(by_place.values()), "places", budget, head)

    def ask(
        self, question: str, parameters: dict[str, str] | None = None, budget: int = DEFAULT
    ) -> Answer:
        """Run a stored question by its name, with its parameters; or answer a Chinese sentence."""
        if not question.isascii():
            return self._asked(question, budget)
        chosen = queries.pick(self._questions, question)
        found = self._engine.select(queries.bind(chosen, parameters or {}))
        head: Answer = {"question": chosen.summary_zh, "columns": list(found.variables)}
        if chosen.lacks_zh:
            head["lacks"] = chosen.lacks_zh
        return fit(_rows(found), "rows", budget, head)

    def _asked(self, sentence: str, budget: int) -> Answer:
        found = reply(self._engine, self._asker, sentence)
        head: Answer = {
            "question": sentence,
            "understood": found.understood.reading_zh,
            "understood_en": found.understood.reading_en,
            "sparql": found.understood.sparql,
            "evidence": [card(one) for one in found.evidence[:_QUOTED]],
        }
        return fit(_rows(found.table), "rows", budget, head)

    def questions(self, words: str = "", budget: int = DEFAULT) -> Answer:
        """List the stored questions, with parameters and SPARQL, as examples to write others by."""
        asked = [
            {
                "name": one.name,
                "question": one.summary_zh,
                "question_en": one.summary_en,
                "parameters": {p.name: f"{p.label_en}, as {p.example}" for p in one.parameters},
                "sparql": one.query,
            }
            for one in self._questions.values()
            if all(w.lower() in f"{one.name} {one.summary_zh} {one.summary_en}".lower()
                   for w in words.split())
        ]  # fmt: skip
        return fit(asked, "questions", budget)

    def schema(self, words: str = "", budget: int = DEFAULT) -> Answer:
        """Tell the classes and properties of the ontology; with words, those that they name."""
        told = terms.ontology(self._engine)
        listed = [
            {
                "term": short(entry.thing.iri),
                "kind": entry.kind,
                "label": entry.thing.label("zh"),
                "label_en": entry.thing.label("en"),
                "definition": entry.definition.en or entry.definition.zh,
            }
            | {name: [short(t.iri) for t in things] for name, things in entry.relations}
            for kind in ("class", "object", "datatype")
            for entry in told.terms.get(kind, ())
        ]
        if words:
            sought = words.lower().split()
            listed = [
                one for one in listed
                if all(w in " ".join(str(v) for v in one.values()).lower() for w in sought)
            ]  # fmt: skip
        head: Answer = {"prefix": f"PREFIX cetu: <{CETU}>", "things": f"{ID}<kind>/<key>"}
        return fit(listed, "terms", budget, head)

    def sparql(self, query: str, budget: int = DEFAULT) -> Answer:
        """Run a SPARQL query that only reads: SELECT and ASK give rows, the others Turtle."""
        formats = Formats(graph="text/turtle")
        found = self._engine.query(self._services.fill(query), formats=formats)
        if found.kind == "boolean":
            return {"answer": b"true" in found.body}
        if found.kind == "graph":
            return fit(found.body.decode().splitlines(), "turtle", budget)
        table = rows(found.body)
        return fit(_rows(table), "rows", budget, {"columns": list(table.variables)})

    def _meant(self, name: str, types: tuple[str, ...]) -> str:
        """The IRI of what a name means.

        Raises:
            NameUnclear: it is not certain what it means; the nearest are told.
        """
        text = name.strip()
        if "://" in text:
            return text
        catalogue = self._shelf.current()
        if text in catalogue.by_id:
            return catalogue.by_id[text].iri
        found = candidates(catalogue, Query(text, types, limit=_NEAREST))
        if certain := [one for one in found if one.match]:
            return certain[0].entity.iri
        near = "; ".join(f"{one.entity.name} <{one.entity.iri}>" for one in found)
        raise NameUnclear(
            f"It is not clear what “{text}” means."
            + (f" Nearest: {near}." if near else " Nothing is called so."),
            f"不清楚「{text}」指什么。" + (f"相近的有：{near}。" if near else "没有这样的名称。"),
            hint="Use search, then give the IRI.",
            hint_zh="请先用 search 查找，再给出 IRI。",
        )

    def _cards(
        self,
        tasks: Iterable[str],
        budget: int,
        head: Answer,
        relation: Mapping[str, str] | None = None,
    ) -> Answer:
        cards = [
            card(one) | ({"relation": relation[one.line.thing.iri]} if relation else {})
            for one in cited(self._engine, tasks)
        ]
        return fit(cards, "tasks", budget, head)

    @staticmethod
    def _said(told: describing.Description) -> list[describing.Group]:
        return [
            group
            for group in told.outgoing
            if group.predicate.iri.startswith(str(CETU)) or group.predicate.iri.endswith(_TOLD)
        ]

    @staticmethod
    def _value(term: object, thing: Thing | None) -> object:
        return {"iri": thing.iri, "label": thing.label("zh")} if thing else str(term)


def card(one: Cited) -> dict[str, Any]:
    """A task as JSON: every part with its IRI, and where it stands."""
    line = one.line
    told: dict[str, Any] = {
        "task": line.thing.iri,
        "number": line.number,
        "title": line.title or line.thing.label("zh"),
        "document": _named(one.document),
        "row": one.row,
        "words": list(one.words),
        "bodies": [_named(body) for body in line.bodies],
        "instruments": [_named(means) for means in line.instruments],
        "limits": list(line.limits),
    }
    if line.text:
        told["text"] = line.text
    if one.page:
        told["page"] = one.page
    if not line.complete:
        told["incomplete"] = True
    return told


def short(term: str) -> str:
    """A term of ours by its prefixed name, any other by its IRI."""
    return f"cetu:{term.removeprefix(str(CETU))}" if term.startswith(str(CETU)) else term


def _named(thing: Thing | None) -> dict[str, str]:
    return {"iri": thing.iri, "label": thing.label("zh")} if thing else {}


def _rows(table: Table) -> list[dict[str, str]]:
    return [{name: term.value for name, term in row.items()} for row in table]
