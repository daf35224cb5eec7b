"""The pages of things: one made for each kind, with all that the graph says of it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from cetu.answer import asking, bodies, concepts, documents, explain, graphs, limits
from cetu.answer import describe as describing
from cetu.answer import evidence as quoting
from cetu.answer import ontology as terms
from cetu.answer import original as originals
from cetu.answer import support as supporting
from cetu.answer import task as tasking
from cetu.answer import tasks as listing
from cetu.answer.evidence import Quote
from cetu.answer.naming import Thing
from cetu.answer.reconcile import Entity, Property
from cetu.errors import CetuError
from cetu.model.result import Term
from cetu.namespaces import CETU, ID, PREFIXES, whole
from cetu.web import headers, urls
from cetu.web.diagram import diagram
from cetu.web.frame import Frame
from cetu.web.marks import Mark, Span, mark

_SKOS: Final = PREFIXES["skos"]
_OFFERS: Final = 40
"""Tasks on a page of what there is for a class."""


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


class Things:
    """Renders the pages of things. Knows no routes."""

    def __init__(self, engine: asking.Asks) -> None:
        """Take what is shown; nothing is asked of `engine` before the first page."""
        self._engine = engine
        self._render = Frame().render

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
        longest = max(task.quotes, key=lambda q: q.end - q.start, default=None)
        pieces: list[str | Mark] = [task.text] if task.text else []
        if longest and task.text and task.text in longest.words:
            pieces = mark(longest.words, _spans(task, longest.start))
        return self._render(
            request, "task.html", described=described, task=task, whole=longest, marked=pieces
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
        one = whole(request.query_params.get("document", "").strip())
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
        page = min(urls.number(request.query_params.get("page", "")), pages)
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
