"""The rows of an answer in JSON (https://www.w3.org/TR/sparql11-results-json/), as a table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, cast

from cetu.errors import QueryRefused
from cetu.model.result import Table, Term

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from collections.abc import Mapping


def rows(body: bytes) -> Table:
    """Return the table of a SELECT's answer in `application/sparql-results+json`.

    Raises:
        QueryRefused: a cell holds a triple term, which fits no table.
    """
    result = json.loads(body)
    return Table(
        tuple(result["head"]["vars"]),
        tuple(
            {name: _term(cell) for name, cell in row.items()}
            for row in result["results"]["bindings"]
        ),
    )


def _term(cell: Mapping[str, Any]) -> Term:
    if cell["type"] == "triple":
        raise QueryRefused("A triple term fits no table.", "三元组项无法放入表格。")
    kind = cast("Literal['uri', 'literal', 'bnode']", cell["type"])
    return Term(kind, cell["value"], cell.get("xml:lang"), cell.get("datatype"))
