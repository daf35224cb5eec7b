"""The pages that set things side by side: the network around a thing, two documents or places."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from cetu import queries
from cetu.answer import network, overview
from cetu.answer.asking import Asks
from cetu.answer.naming import Names, Thing, names
from cetu.answer.network import Network
from cetu.model.question import Question
from cetu.model.result import Table, Term
from cetu.namespaces import whole
from cetu.web.frame import Frame

_COMPARE: Final = "compare"
_LISTED: Final = 60
"""Nodes that stand in the table beside a network, those with the most links first."""


@dataclass(frozen=True, slots=True)
class Side:
    """An instrument at one of two sides: in how many tasks, with which words of limits."""

    tasks: int
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """An instrument with its two sides."""

    instrument: Thing
    one: Side
    other: Side


class Pictures:
    """Renders these pages. Knows no routes."""

    def __init__(self, engine: Asks, questions: Mapping[str, Question]) -> None:
        """Take what is shown, and the questions that the tables are answers to."""
        self._engine = engine
        self._questions = questions
        self._render = Frame().render

    def hub(self, request: Request) -> Response:
        """What there is to look at."""
        return self._render(request, "pictures.html")

    def network(self, request: Request, about: str, shown: Network) -> Response:
        """The network around `about` (an IRI), or of everything (""): a picture and a table."""
        thing = names(self._engine, [about])(about) if about else None
        top = sorted(shown.nodes, key=lambda node: -node.links)[:_LISTED]
        return self._render(
            request, "network.html", about=thing, shown=shown, top=top, kinds=network.KINDS
        )

    def compare(self, request: Request) -> Response:
        """Two documents, or places, with the instruments of both, of one, and of the other."""
        shelves = overview.shelves(self._engine)
        there = [shelf.place.iri for shelf in shelves if shelf.place]
        offered = [*there, *(held.thing.iri for shelf in shelves for held in shelf.documents)]
        asked = request.query_params
        chosen = [whole(asked.get(name, "")) for name in ("one", "other")]
        pairs = self._pairs(*chosen) if all(one in offered for one in chosen) else None
        named = names(self._engine, chosen)
        return self._render(
            request,
            "compare.html",
            shelves=shelves,
            one=named(chosen[0]),
            other=named(chosen[1]),
            unknown=[one for one in chosen if one and one not in offered],
            pairs=pairs,
        )

    def _pairs(self, one: str, other: str) -> tuple[Pair, ...]:
        query = queries.bind(queries.pick(self._questions, _COMPARE), {"one": one, "other": other})
        table = self._engine.select(query)
        named = names(self._engine, {row["instrument"].value for row in table})
        return tuple(_paired(table, named))


def _paired(table: Table, named: Names) -> list[Pair]:
    def side(row: Mapping[str, Term], tasks: str, limits: str) -> Side:
        words = row[limits].value if limits in row else ""
        return Side(int(row[tasks].value), tuple(one for one in words.split("；") if one))

    return [
        Pair(
            named(row["instrument"].value),
            side(row, "tasks", "limits"),
            side(row, "otherTasks", "otherLimits"),
        )
        for row in table
        if "instrument" in row
    ]
