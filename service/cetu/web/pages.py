"""Each page as a response: what the answers give, set in a template."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from cetu.answer import (
    asking,
    bodies,
    concepts,
    documents,
    explain,
    graphs,
    limits,
    lookup,
    overview,
)
from cetu.answer import describe as describing
from cetu.answer import evidence as quoting
from cetu.answer import ontology as terms
from cetu.answer import options as offering
from cetu.answer import original as originals
from cetu.answer import support as supporting
from cetu.answer import task as tasking
from cetu.answer import tasks as listing
from cetu.answer.evidence import Quote
from cetu.answer.hits import EXAMPLE
from cetu.answer.naming import Thing, names
from cetu.answer.reconcile import Entity, Property
from cetu.answer.understand import EXAMPLES, Reply
from cetu.errors import CetuError, QuestionUnclear
from cetu.model.question import Question
from cetu.model.result import Table, Term
from cetu.namespaces import CETU, ID, PREFIXES, SEARCH
from cetu.web import choices, headers, urls
from cetu.web.columns import SHOWN_ROWS, columns
from cetu.web.diagram import diagram
from cetu.web.frame import Frame
from cetu.web.heat import Heat, heat
from cetu.web.marks import Mark, Span, mark

_SKOS: Final = PREFIXES["skos"]
_A_PAGE: Final = 60
"""Limits on a page."""
_HEAT: Final = "bodies-and-instruments"
_PICTURES: Final = {
    "timeline": "timeline",
    "spread-of-instrument": "timeline",
    "instrument-across-places": "limits",
}
"""Questions whose rows are drawn, too, and as what; the first as a table of its own."""
_OFFERS: Final = 40
"""Tasks on a page of what there is for a class."""
_HITS: Final = 50
"""Hits of a search on a page."""
_MANY: Final = 2
"""From so many places on, a list is shown place by place."""


def _full(value: str) -> str:
    """The IRI that a parameter's value means: a key such as `body/…` stands for `…/id/body/…`."""
    return value if not value or "://" in value else f"{ID}{value}"


def _number(page: str) -> int:
    """The page that an address asks for: a number from 1, else the first."""
    return max(1, int(page[:6])) if page.isascii() and page.isdigit() else 1


def _runnable(question: Question) -> str:
    """The query of a question as the editor shows it: what it asks instead of its header."""
    body = "\n".join(line for line in question.text.splitlines() if not line.startswith("#+"))
    return f"# {question.summary_zh}\n# {question.summary_en}\n{body.lstrip()}\n"


def _span(kind: str, one: Quote, about: Thing | None, iri: str, base: int) -> Span | None:
    """Where the words `one`, of a mention, stand in words that begin at `base` of the source."""
    start, end = one.start, one.end
    if kind == "verb" and about:
        # The quote is the whole clause; the verb in it is what is marked.
        at = one.words.find(about.zh) if about.zh else -1
        if at < 0:
            return None
        start, end = one.start + at, one.start + at + len(about.zh)
    return Span(start - base, end - base, kind, about.iri if about else iri)


def _spans(task: tasking.Task, base: int) -> Iterator[Span]:
    """Where the mentions of a task stand in its words, which begin at `base` of the source."""
    for mention in task.mentions:
        if mention.kind == "responsibility":  # stands in another column
            continue
        about = mention.targets[0] if mention.targets else None
        for one in mention.quotes:
            if span := _span(mention.kind, one, about, mention.reading.iri, base):
                yield span


class Pages:
    """Renders every page of the site. Knows no routes: `routes` and the API call it."""

    def __init__(
        self, engine: asking.Asks, questions: Mapping[str, Question], finder: lookup.Finder
    ) -> None:
        """Take what is shown; nothing is asked of `engine` before the first page."""
        self._engine = engine
        self._questions = questions
        self._finder = finder
        self._render = Frame().render

    # -- pages of the site

    def home(self, request: Request) -> Response:
        """What this is, how much there is, the documents; of a sole one, every task."""
        shelves = overview.shelves(self._engine)
        alone = sum(len(shelf.documents) for shelf in shelves) == 1
        return self._render(
            request,
            "home.html",
            figures=overview.figures(self._engine),
            measures=overview.measures(self._engine) if alone else (),
            shelves=shelves,
            alone=alone,
            questions=self._questions,
        )

    def bodies(self, request: Request) -> Response:
        """Every body that tasks name, by kind; of many places, those of the place chosen."""
        there = bodies.places(self._engine)
        chosen = _full(request.query_params.get("place", ""))
        if chosen and chosen not in {one.place.iri for one in there if one.place}:
            chosen = ""
        return self._render(
            request,
            "bodies.html",
            places=there,
            chosen=chosen,
            kinds=bodies.bodies(self._engine, chosen) if chosen or len(there) < _MANY else (),
        )

    def instruments(self, request: Request) -> Response:
        """The tree of instruments, with how many tasks use each."""
        return self._render(
            request,
            "tree.html",
            what="instruments",
            nodes=concepts.tree(self._engine, concepts.INSTRUMENTS),
        )

    def beneficiaries(self, request: Request) -> Response:
        """The tree of beneficiary classes, with how many tasks name each."""
        return self._render(
            request,
            "tree.html",
            what="beneficiaries",
            nodes=concepts.tree(self._engine, concepts.BENEFICIARIES),
        )

    def limits(self, request: Request) -> Response:
        """The numeric limits, with their words, a page at a time."""
        found = limits.listed(self._engine)
        pages = max(1, -(-len(found) // _A_PAGE))
        page = min(_number(request.query_params.get("page", "")), pages)
        return self._render(
            request,
            "limits.html",
            limits=limits.these(self._engine, found[(page - 1) * _A_PAGE : page * _A_PAGE]),
            total=len(found),
            page=page,
            pages=pages,
        )

    def search(self, request: Request) -> Response:
        """Things whose labels or texts hold the words asked for, and the facets to choose by."""
        given = request.query_params
        query, chosen = given.get("q", "").strip(), choices.asked(given)
        index = self._finder.index()
        page = _number(given.get("page", ""))
        hits = index.find(query, chosen=chosen, skip=(page - 1) * _HITS, most=_HITS)
        return self._render(
            request,
            "search.html",
            query=query,
            hits=hits,
            page=page,
            pages=max(1, -(-hits.total // _HITS)),
            skipped=(page - 1) * _HITS,
            kinds=choices.kinds(hits, query, chosen),
            facets=choices.facets(hits, index, query, chosen) if hits.total or chosen else (),
            chosen=chosen,
            here=choices.fields(query, chosen),
            without=lambda facet: choices.fields(
                query, {name: values for name, values in chosen.items() if name != facet}
            ),
            order=lookup.KINDS,
            named=index.named,
        )

    def about(self, request: Request) -> Response:
        """A page for people new to such graphs."""
        return self._render(request, "about.html")

    def editor(self, request: Request) -> Response:
        """The SPARQL editor, with the stored questions beside it."""
        return self._render(
            request,
            "editor.html",
            extra=headers.EDITOR,
            questions=[(q, _runnable(q)) for q in self._questions.values()],
            search=SEARCH,
            example=EXAMPLE,
        )

    def error(self, request: Request, error: CetuError, _language: str = "") -> Response:
        """A page that says what went wrong and what to do (pages go by `lang=`, not by header)."""
        return self._render(request, "error.html", status=error.status, error=error)

    # -- stored questions

    def questions(self, request: Request) -> Response:
        """Every stored question, by the users who ask it."""
        groups: dict[str, list[Question]] = {}
        for question in sorted(self._questions.values(), key=lambda q: q.number):
            for user in question.users[:1] or ("",):
                groups.setdefault(user, []).append(question)
        return self._render(request, "questions.html", groups=groups)

    def question(  # noqa: PLR0913 - what a page of a question shows
        self,
        request: Request,
        question: Question,
        values: Mapping[str, str],
        *,
        sparql: str = "",
        table: Table | None = None,
        problem: CetuError | None = None,
    ) -> Response:
        """A stored question: its form filled with `values`, and the rows, or what went wrong.

        `sparql` is the query as it ran, with the values bound (the stored text where it is empty).
        """
        offered = {
            p.name: offering.options(self._engine, _full(p.example))
            for p in question.parameters
            if p.kind == "iri"
        }
        rows = table.rows[:SHOWN_ROWS] if table is not None else ()
        iris = {t.value for row in rows for t in row.values() if t.kind == "uri"}
        language = urls.language_of(request.query_params.get("lang"))
        return self._render(
            request,
            "question.html",
            columns=columns(table, language) if table is not None else None,
            shown_rows=SHOWN_ROWS,
            status=problem.status if problem else 200,
            picture=_PICTURES.get(question.name, ""),
            heat=self._heat(table) if question.name == _HEAT and table is not None else None,
            question=question,
            values=values,
            sparql=sparql or question.text,
            table=table,
            problem=problem,
            options=offered,
            full=_full,
            named=names(self._engine, iris),
        )

    def _heat(self, table: Table) -> Heat:
        iris = {row[name].value for row in table for name in ("body", "instrument") if name in row}
        return heat(table, names(self._engine, iris))

    def ask(
        self, request: Request, text: str, reply: Reply | None, problem: CetuError | None
    ) -> Response:
        """A question in Chinese: its reading, rows and words; or why not, and what can be asked."""
        table = reply.table if reply else None
        rows = table.rows[:SHOWN_ROWS] if table is not None else ()
        iris = {t.value for row in rows for t in row.values() if t.kind == "uri"}
        language = urls.language_of(request.query_params.get("lang"))
        return self._render(
            request,
            "ask.html",
            status=problem.status if problem else 200,
            text=text,
            reply=reply,
            problem=problem,
            nearest=problem.nearest if isinstance(problem, QuestionUnclear) else (),
            examples=EXAMPLES,
            columns=columns(table, language) if table is not None else None,
            shown_rows=SHOWN_ROWS,
            named=names(self._engine, iris),
        )

    # -- things

    def thing(self, request: Request, iri: str) -> Response:
        """The page of the thing called `iri`: one made for its kind, else all its statements.

        Raises:
            ThingUnknown: the graph says nothing of it.
        """
        described = describing.describe(self._engine, iri)
        made_for: list[tuple[str, Callable[[Request, describing.Description], Response]]] = [
            (str(CETU["Task"]), self._task),
            (str(CETU["Measure"]), self._measure),
            (str(CETU["Actor"]), self._body),
            (str(CETU["Document"]), self._document),
            (str(CETU["Limit"]), self._limit),
            (str(CETU["Evidence"]), self._evidence),
            (str(CETU["BeneficiaryClass"]), self._beneficiary),
            (_SKOS + "Concept", self._concept),
            (str(CETU["WhiteList"]), self._concept),
            (_SKOS + "ConceptScheme", self._scheme),
        ]
        for kind, render in made_for:
            if kind in described.ancestors:
                return render(request, described)
        return self._render(request, "thing.html", described=described)

    def _task(self, request: Request, described: describing.Description) -> Response:
        task = tasking.task(self._engine, described.thing.iri)
        if task is None:
            return self._render(request, "thing.html", described=described)
        # The words come from the quote where there is one, so that offsets hold in them.
        whole = max(task.quotes, key=lambda q: q.end - q.start, default=None)
        pieces: list[str | Mark] = [task.text] if task.text else []
        if whole and task.text and task.text in whole.words:
            pieces = mark(whole.words, _spans(task, whole.start))
        return self._render(
            request, "task.html", described=described, task=task, whole=whole, marked=pieces
        )

    def _measure(self, request: Request, described: describing.Description) -> Response:
        one = asking.iri(described.thing.iri)
        return self._render(
            request,
            "measure.html",
            described=described,
            number=described.text(str(CETU["measureNumber"])),
            ordinal=described.text(str(CETU["measureOrdinal"])),
            title=described.text(str(CETU["measureTitle"])),
            tasks=listing.tasks(self._engine, f"?task cetu:ofMeasure {one} ."),
        )

    def _body(self, request: Request, described: describing.Description) -> Response:
        body = bodies.body(self._engine, described.thing.iri)
        return self._render(request, "body.html", described=described, body=body)

    def _document(self, request: Request, described: describing.Description) -> Response:
        document = documents.document(self._engine, described.thing.iri)
        return self._render(request, "document.html", described=described, document=document)

    def original(self, request: Request) -> Response:
        """A document as received, every mention marked, beside its structure.

        Raises:
            ThingUnknown: there is no such document.
        """
        one = _full(request.query_params.get("document", "").strip())
        described = describing.describe(self._engine, one)
        document = documents.document(self._engine, one)
        # Of a file whose text is withheld the graph quotes names and titles: they are no text.
        withheld = any(version.withheld for version in document.versions)
        parts = () if withheld else originals.original(self._engine, one)

        def marked(piece: originals.Piece) -> list[str | Mark]:
            base = piece.quote.start
            found = (_span(s.kind, s.quote, s.about, s.reading, base) for s in piece.said)
            return mark(piece.quote.words, (span for span in found if span))

        starts: dict[str, int] = {}
        for part in parts:
            for piece in part.pieces:
                if piece.task:
                    starts.setdefault(piece.task.iri, piece.quote.start)
        return self._render(
            request,
            "original.html",
            described=described,
            document=document,
            parts=parts,
            marked=marked,
            starts=starts,
        )

    def _limit(self, request: Request, described: describing.Description) -> Response:
        found = limits.limits(self._engine, described.thing.iri)
        return self._render(request, "limit.html", described=described, limits=found)

    def _evidence(self, request: Request, described: describing.Description) -> Response:
        place = quoting.place(self._engine, described.thing.iri)
        if place is None:
            return self._render(request, "thing.html", described=described)
        return self._render(request, "evidence.html", described=described, place=place)

    def _concept(self, request: Request, described: describing.Description) -> Response:
        concept = concepts.concept(self._engine, described.thing.iri)
        is_instrument = described.thing.iri.startswith(str(ID["instrument/"]))
        return self._render(
            request,
            "concept.html",
            described=described,
            concept=concept,
            is_instrument=is_instrument,
            limits=limits.limits(self._engine, described.thing.iri) if is_instrument else (),
        )

    def _beneficiary(self, request: Request, described: describing.Description) -> Response:
        one = described.thing.iri
        offers = supporting.support(self._engine, one)
        pages = max(1, -(-len(offers) // _OFFERS))
        page = min(_number(request.query_params.get("page", "")), pages)
        return self._render(
            request,
            "beneficiary.html",
            described=described,
            concept=concepts.concept(self._engine, one),
            offers=offers,
            page=page,
            pages=pages,
            first=(page - 1) * _OFFERS,
            size=_OFFERS,
        )

    def _scheme(self, request: Request, described: describing.Description) -> Response:
        nodes = concepts.tree(self._engine, described.thing.iri)
        return self._render(request, "scheme.html", described=described, nodes=nodes)

    def ontology(self, request: Request) -> Response:
        """Modules, classes, properties and individuals of the ontology."""
        shown = terms.ontology(self._engine)
        return self._render(request, "ontology.html", ontology=shown, diagram=diagram(shown))

    def preview(
        self, request: Request, entity: Entity, told: Sequence[tuple[Property, Sequence[str]]]
    ) -> Response:
        """A few lines on one entity, for another's page to show inside it."""
        return self._render(request, "preview.html", extra=headers.FRAMED, entity=entity, told=told)

    def graphs(self, request: Request) -> Response:
        """Every named graph."""
        return self._render(request, "graphs.html", graphs=graphs.graphs(self._engine))

    def graph(self, request: Request, iri: str) -> Response:
        """One named graph: its metadata, its size, its downloads.

        Raises:
            ThingUnknown: there is no such graph.
        """
        found = next((g for g in graphs.graphs(self._engine) if g.thing.iri == iri), None)
        try:
            described = describing.describe(self._engine, iri)
        except CetuError:
            if found is None:
                raise
            described = None
        return self._render(request, "graph.html", graph=found, described=described, iri=iri)

    def explanation(self, request: Request) -> Response:
        """Why a statement holds (`s`, `p`, `o`), or why each statement about `s` does.

        Raises:
            ThingUnknown: the graph does not hold it.
        """
        asked = request.query_params
        subject, predicate, value = asked.get("s", ""), asked.get("p", ""), asked.get("o", "")
        if predicate and value:
            found = [explain.explain(self._engine, subject, predicate, Term("uri", value))]
        else:
            found = [*explain.explain_all(self._engine, subject)]
        return self._render(
            request, "explain.html", explanations=found, subject=found[0].statement.subject
        )
