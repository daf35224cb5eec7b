"""Each page as a response: what the answers give, set in a template."""

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from cetu.answer import (
    asking,
    bodies,
    concepts,
    limits,
    lookup,
    overview,
)
from cetu.answer import facets as narrowing
from cetu.answer import options as offering
from cetu.answer.hits import EXAMPLE
from cetu.answer.naming import names
from cetu.answer.understand import EXAMPLES, Reply
from cetu.errors import CetuError, QuestionUnclear
from cetu.model.question import Question
from cetu.model.result import Table
from cetu.namespaces import SEARCH, whole
from cetu.web import choices, headers, urls
from cetu.web.columns import SHOWN_ROWS, columns
from cetu.web.frame import Frame
from cetu.web.heat import Heat, heat

_A_PAGE: Final = 60
"""Limits on a page."""
_HEAT: Final = "bodies-and-instruments"
_PICTURES: Final = {
    "timeline": "timeline",
    "spread-of-instrument": "timeline",
    "instrument-across-places": "limits",
}
"""Questions whose rows are drawn, too, and as what; the first as a table of its own."""
_HITS: Final = 50
"""Hits of a search on a page."""
_MANY: Final = 2
"""From so many places on, a list is shown place by place."""


def _runnable(question: Question) -> str:
    """The query of a question as the editor shows it: what it asks instead of its header."""
    body = "\n".join(line for line in question.text.splitlines() if not line.startswith("#+"))
    return f"# {question.summary_zh}\n# {question.summary_en}\n{body.lstrip()}\n"


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
        chosen = whole(request.query_params.get("place", ""))
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
        page = min(urls.number(request.query_params.get("page", "")), pages)
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
        query, chosen = given.get("q", "").strip(), narrowing.chosen(given.multi_items())
        index = self._finder.index()
        page = urls.number(given.get("page", ""))
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
            p.name: offering.options(self._engine, whole(p.example))
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
            full=whole,
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
