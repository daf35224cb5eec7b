"""The datasets that queries name: default graphs merged, each triple once.

Of several default graphs the engine gives a triple once for each that holds it, where the standard
has a merge (https://www.w3.org/TR/sparql11-query/#specifyingDataset), in which it is once.
"""

from collections.abc import Sequence
from itertools import combinations

import pyoxigraph as ox

from cetu.engine.state import UNNAMED, Stores

_SHARE = "ASK {{ GRAPH <{}> {{ ?s ?p ?o }} GRAPH <{}> {{ ?s ?p ?o }} }}"

Given = tuple[
    ox.Store,
    list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph],
    list[ox.NamedNode | ox.BlankNode],
]
"""A store to ask, and the default and the named graphs to ask of it."""


class Datasets:
    """Finds or makes what a query asks of, in one worker, whose graphs never change."""

    def __init__(self, stores: Stores) -> None:
        """Nothing is known yet of how graphs overlap."""
        self.stores = stores
        self._overlaps: dict[tuple[str, str], bool] = {}
        self._made: tuple[tuple[frozenset[str], frozenset[str]], ox.Store] | None = None

    def given(self, default: Sequence[str], named: Sequence[str]) -> Given:
        """The dataset of these graphs alone.

        Graphs that share no triple are asked as they are; those that do are merged in a store of
        their own, in a time that grows with their size, and the last one made is kept.
        """
        graphs = sorted(set(default))
        nodes = [ox.NamedNode(name) for name in sorted(set(named))]
        if not any(self._overlap(*pair) for pair in combinations(graphs, 2)):
            return self.stores.named, [ox.NamedNode(name) for name in graphs], [*nodes]
        key = frozenset(graphs), frozenset(named)
        if self._made is None or self._made[0] != key:
            self._made = None  # before there are two
            self._made = key, self._merge(graphs, nodes)
        return self._made[1], [UNNAMED], [*nodes]

    def _overlap(self, one: str, other: str) -> bool:
        """Whether two graphs (in the order of their names) share a triple."""
        pair = one, other
        if pair not in self._overlaps:
            found = self.stores.named.query(_SHARE.format(one, other))
            self._overlaps[pair] = bool(found)
        return self._overlaps[pair]

    def _merge(self, default: Sequence[str], named: Sequence[ox.NamedNode]) -> ox.Store:
        store, graphs = ox.Store(), self.stores.named
        for name in default:
            store.bulk_extend(
                ox.Quad(quad.subject, quad.predicate, quad.object)
                for quad in graphs.quads_for_pattern(None, None, None, ox.NamedNode(name))
            )
        for node in named:
            store.bulk_extend(graphs.quads_for_pattern(None, None, None, node))
            if graphs.contains_named_graph(node):
                store.add_graph(node)  # it may be empty
        return store
