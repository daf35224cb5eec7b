"""Rows of an answer as a table on the terminal."""

from rich.table import Table as Grid
from rich.text import Text

from cetu.model.result import Table
from cetu.namespaces import ID, PREFIXES


def short(iri: str) -> str:
    """Return an IRI as people read it: `id/task/…`, `cetu:Task`, or whole."""
    if iri.startswith(str(ID)):
        return iri.removeprefix(str(ID).removesuffix("id/"))
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def grid(table: Table) -> Grid:
    """Return `table` for the terminal, a column a variable; an unbound value is empty."""
    shown = Grid(show_lines=False)
    for name in table.variables:
        shown.add_column(name, overflow="fold")
    for row in table:
        cells = []
        for name in table.variables:
            term = row.get(name)
            words = "" if term is None else short(term.value) if term.kind == "uri" else term.value
            cells.append(Text(words, style="cyan" if term and term.kind == "uri" else ""))
        shown.add_row(*cells)
    return shown
