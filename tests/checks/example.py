"""Running one rule on its example, a TriG file.

An example that the rule finds begins with `# expect: <thing>`, an IRI or a key under id/, a line a
finding.
"""

import re
from pathlib import Path

import pyoxigraph as ox

from cetu.model.finding import Finding
from cetu.model.result import Table, Term
from cetu.namespaces import ID
from cetu.validate import checks


def term(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    match value:
        case ox.NamedNode():
            return Term("uri", value.value)
        case ox.BlankNode():
            return Term("bnode", value.value)
        case ox.Literal():
            return Term("literal", value.value, value.language, value.datatype.value)
        case _:
            raise TypeError(value)


def run(check: checks.Check, path: Path) -> list[Finding]:
    store = ox.Store()
    store.load(path=str(path), format=ox.RdfFormat.TRIG)
    return found(check, store)


def found(check: checks.Check, store: ox.Store) -> list[Finding]:
    """Return what `check` finds in the union of the graphs of `store`."""

    def select(query: str) -> Table:
        answer = store.query(query, use_default_graph_as_union=True)
        assert isinstance(answer, ox.QuerySolutions)
        names = [variable.value for variable in answer.variables]
        rows = (
            {name: term(value) for name in names if (value := solution[name]) is not None}
            for solution in answer
        )
        return Table(tuple(names), tuple(rows))

    return checks.run([check], select)


def expected(path: Path) -> list[str]:
    things = re.findall(r"^# expect: (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return sorted(thing if "://" in thing else str(ID[thing]) for thing in things)
