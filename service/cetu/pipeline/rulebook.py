"""How each rule depends on the graph, worked out once for its query and kept in a file."""

import hashlib
import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from cetu import store
from cetu.validate.checks import Check
from cetu.validate.dependence import ANYTHING, Dependence, dependence

_FORM: Final = 1
"""Changes with what `validate.dependence` makes of a query."""


class Rulebook:
    """What is known of rules, by their queries."""

    def __init__(self, path: Path | None = None) -> None:
        """Know what stands in the file at `path`, if any."""
        self._path = path
        self._known: dict[str, Any] = {}
        self._asked: dict[str, Any] = {}
        if path:
            with suppress(OSError, ValueError):
                self._known = dict(json.loads(path.read_bytes()))

    def of(self, rule: Check) -> Dependence:
        """Return how a rule depends on the graph.

        One whose query has a part that is not understood depends on all of it.
        """
        known = self._of(rule)
        if not rule.fewer:
            return known
        seeds = (replace(s, sign=-1) if s.triple[1] in rule.fewer else s for s in known.seeds)
        return replace(known, seeds=tuple(seeds))

    def _of(self, rule: Check) -> Dependence:
        key = hashlib.sha256(f"{_FORM} {rule.query}".encode()).hexdigest()
        if key in self._known:
            with suppress(KeyError, TypeError):
                found = Dependence.of(self._known[key])
                self._asked[key] = self._known[key]
                return found
        try:
            found = dependence(rule.query)
        except ValueError:
            found = ANYTHING
        self._asked[key] = found.kept()
        return found

    def keep(self) -> None:
        """Write down what was asked for."""
        if self._path and self._asked != self._known:
            store.write(self._path, json.dumps(self._asked, ensure_ascii=False).encode())
