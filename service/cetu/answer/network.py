"""The tasks and what they name, as a network with a place for every node.

From a chosen thing outwards: it in the middle, its tasks around it, what they name around those. Of
everything: each document a disc of its tasks, the discs in a spiral, and what tasks name between
them. The places are made here, so a picture is drawn at once, and the same each time.
"""

import math
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cetu.answer.asking import Asks, ask, iri, values
from cetu.answer.facets import WAYS
from cetu.answer.naming import Thing, names

KINDS: Final = ("task", "body", "instrument", "beneficiary", "document")
_NAMED: Final = ("body", "instrument", "beneficiary")
"""What tasks name, of that which stands in a network."""
_AROUND: Final = 90
"""Nodes of the inner ring."""
_FAR: Final = 140
"""Nodes of the outer ring."""
_GOLDEN: Final = math.pi * (3 - math.sqrt(5))
"""The angle between neighbours of a spiral that fills a disc evenly."""
_APART: Final = 3.0
"""How far discs are from each other, in the distance of two tasks."""

Edge = tuple[str, str]
Link = tuple[str, str, str]
"""A task, a thing it names, the kind of that thing."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing with its kind, its place, and with how many others it is linked."""

    thing: Thing
    kind: str
    x: float
    y: float
    links: int


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes, edges as pairs of their places in `nodes`, and how many nodes were left out."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[int, int], ...]
    left_out: int = 0


def around(engine: Asks, about: str) -> Network:
    """Return the network around a task, a document, or anything that tasks name; else empty.

    Raises:
        ThingUnknown: `about` is no IRI.
    """
    is_task = bool(ask(engine, f"SELECT ?n WHERE {{ {iri(about)} cetu:taskNumber ?n }} LIMIT 1"))
    if is_task:
        links = _links(engine, [about])
        first = _most_named(links)
        second = dict.fromkeys(_tasks(engine, first, but=about), "task")
        links += _links(engine, list(second)[:_FAR])
    else:
        first = dict.fromkeys(_tasks(engine, [about]), "task")
        links = _links(engine, list(first)[:_AROUND])
        second = {one: kind for one, kind in _most_named(links).items() if one != about}
    inner, outer = list(first)[:_AROUND], list(second)[:_FAR]
    if not inner:
        return Network((), ())
    here = "task" if is_task else next((k for _, thing, k in links if thing == about), "document")
    kinds = {about: here} | {k: first[k] for k in inner} | {k: second[k] for k in outer}
    edges = {(about, one) for one in inner} | {
        (task, thing) for task, thing, _ in links if thing in kinds
    }
    left = len(first) + len(second) - len(inner) - len(outer)
    return _made(engine, _rings(about, inner, outer, edges), kinds, edges, left)


def whole(engine: Asks) -> Network:
    """Return the network of every task, with the documents they stand in."""
    stands = {
        row["task"].value: row["document"].value
        for row in ask(
            engine,
            """SELECT DISTINCT ?task ?document ?n WHERE { ?task cetu:taskNumber ?any ;
              cetu:inDocument ?document OPTIONAL { ?task cetu:taskOrdinal ?n } }
            ORDER BY ?document ?n ?task""",
        )
    }
    kinds = dict.fromkeys(stands, "task") | dict.fromkeys(stands.values(), "document")
    edges = set(stands.items())
    for task, thing, kind in _linked(engine, ""):
        if task in stands:
            kinds[thing] = kind
            edges.add((task, thing))
    return _made(engine, _discs(stands, edges), kinds, edges, 0)


class Atlas:
    """The network of everything, made once for each state of the graph. Any thread may ask."""

    def __init__(self, engine: Asks) -> None:
        """Ask nothing yet."""
        self._engine = engine
        self._lock = threading.Lock()
        self._kept: tuple[str, Network] | None = None

    def whole(self) -> Network:
        """Return the network of every task, as `whole` does."""
        with self._lock:
            digest = self._engine.digest
            if self._kept is None or self._kept[0] != digest:
                self._kept = (digest, whole(self._engine))
            return self._kept[1]


def _tasks(engine: Asks, things: Iterable[str], but: str = "") -> list[str]:
    """The tasks that name one of these things or stand in it, in the order of their documents."""
    ways = (*(WAYS[kind] for kind in _NAMED), "cetu:inDocument")
    either = " UNION ".join(f"{{ ?task {way} ?thing }}" for way in ways)
    found: dict[str, None] = {}
    for block in values("thing", things):
        for row in ask(
            engine,
            f"""SELECT DISTINCT ?task ?document ?n WHERE {{ {block} {either}
              ?task cetu:taskNumber ?any ; cetu:inDocument ?document
              OPTIONAL {{ ?task cetu:taskOrdinal ?n }} }} ORDER BY ?document ?n ?task""",
        ):
            found[row["task"].value] = None
    found.pop(but, None)
    return list(found)


def _linked(engine: Asks, which: str) -> Iterator[Link]:
    """The links of the tasks for which the pattern `which` holds of `?task`."""
    for kind in _NAMED:
        query = f"SELECT DISTINCT ?task ?v WHERE {{ {which} ?task {WAYS[kind]} ?v }}"
        for row in ask(engine, query):
            yield row["task"].value, row["v"].value, kind


def _links(engine: Asks, tasks: Sequence[str]) -> list[Link]:
    return [link for block in values("task", tasks) for link in _linked(engine, block)]


def _most_named(links: Sequence[Link]) -> dict[str, str]:
    """The things of these links with their kinds, those that most tasks name first."""
    counted = Counter(thing for _, thing, _ in links)
    kinds = {thing: kind for _, thing, kind in links}
    return {one: kinds[one] for one in sorted(counted, key=lambda k: (-counted[k], k))}


Places = dict[str, tuple[float, float]]


def _rings(about: str, inner: Sequence[str], outer: Sequence[str], edges: set[Edge]) -> Places:
    """The middle, a ring, and a ring around it, its nodes near those they are linked with."""
    turn = {one: math.tau * at / len(inner) for at, one in enumerate(inner)}
    linked: dict[str, list[float]] = defaultdict(list)
    for a, b in edges:
        for one, other in ((a, b), (b, a)):
            if other in turn:
                linked[one].append(turn[other])

    def direction(one: str) -> float:
        x = sum(map(math.cos, linked[one]))
        y = sum(map(math.sin, linked[one]))
        return math.atan2(y, x) % math.tau

    order = sorted(outer, key=lambda one: (direction(one), one))
    places = {about: (0.0, 0.0)}
    places |= {one: (math.cos(a), math.sin(a)) for one, a in turn.items()}
    first = direction(order[0]) if order else 0.0
    for at, one in enumerate(order):
        angle = first + math.tau * at / len(order)
        places[one] = (2 * math.cos(angle), 2 * math.sin(angle))
    return places


def _discs(stands: Mapping[str, str], edges: set[Edge]) -> Places:
    """Each document with its tasks in a disc around it; things between the tasks that name them."""
    tasks: dict[str, list[str]] = defaultdict(list)
    for task, document in stands.items():
        tasks[document].append(task)
    documents = sorted(tasks, key=lambda one: (-len(tasks[one]), one))
    places: Places = {}
    filled = 0.0  # the area that the discs so far take, which the spiral goes around
    for at, document in enumerate(documents):
        radius = math.sqrt(len(tasks[document])) + _APART
        away = 0.0 if at == 0 else 1.25 * math.sqrt(filled + radius**2 / 2)
        x, y = away * math.cos(at * _GOLDEN), away * math.sin(at * _GOLDEN)
        filled += radius**2
        places[document] = (x, y)
        for number, task in enumerate(tasks[document], start=1):
            far, turn = math.sqrt(number), number * _GOLDEN
            places[task] = (x + far * math.cos(turn), y + far * math.sin(turn))
    around: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for task, thing in edges:
        if thing not in tasks:
            around[thing].append(places[task])
    taken: dict[tuple[int, int], int] = defaultdict(int)
    for thing in sorted(around):
        xs, ys = zip(*around[thing], strict=True)
        x, y = sum(xs) / len(xs), sum(ys) / len(ys)
        # Those that come to lie on one another are moved apart in a spiral of their own.
        crowd = (round(x), round(y))
        taken[crowd] += 1
        far = 0.45 * math.sqrt(taken[crowd])
        turn = taken[crowd] * _GOLDEN
        places[thing] = (x + far * math.cos(turn), y + far * math.sin(turn))
    return places


def _made(
    engine: Asks, places: Places, kinds: Mapping[str, str], edges: set[Edge], left: int
) -> Network:
    links: dict[str, int] = defaultdict(int)
    for a, b in edges:
        links[a] += 1
        links[b] += 1
    order = sorted(places, key=lambda one: (KINDS.index(kinds[one]), -links[one], one))
    at = {one: number for number, one in enumerate(order)}
    named = names(engine, order)
    return Network(
        tuple(
            Node(
                named(one),
                kinds[one],
                round(places[one][0], 3),
                round(places[one][1], 3),
                links[one],
            )
            for one in order
        ),
        tuple(sorted((at[a], at[b]) for a, b in edges if a in at and b in at)),
        left,
    )
