import re
from pathlib import Path

from cetu.model.result import Table, Term
from cetu.queries import load
from cetu.web.columns import columns

DOCUMENT = Term("uri", "https://w3id.org/cetu/id/document/x")


def _table(*variables: str, rows: int = 2) -> Table:
    row = {v: DOCUMENT if v == "document" else Term("literal", v) for v in variables}
    return Table(variables, (row,) * rows)


def test_one_column_of_each_pair_is_shown() -> None:
    table = _table("number", "task", "limit", "limitName", "status", "statusEn", "bodyA", "nameA")
    assert [v for v, _ in columns(table, "zh").shown] == ["task", "limit", "status", "bodyA"]
    assert [v for v, _ in columns(table, "en").shown] == ["task", "limit", "statusEn", "bodyA"]


def test_a_document_that_is_the_same_in_every_row_is_told_once() -> None:
    found = columns(_table("number", "document"), "zh")
    assert found.same == (("document", "文件", DOCUMENT),)
    assert found.shown == (("number", "序号"),)
    assert columns(_table("document", rows=1), "zh").same == ()
    other = Table(("document",), ({"document": DOCUMENT}, {"document": Term("uri", "urn:other")}))
    assert columns(other, "zh").shown == (("document", "文件"),)


def test_every_column_of_the_stored_questions_has_a_heading(root: Path) -> None:
    for question in load(root).values():
        body = "\n".join(line for line in question.text.splitlines() if not line.startswith("#"))
        head = body.partition("SELECT")[2].partition("WHERE")[0]
        while "(" in head:  # an expression is a column by the name it is given
            head = re.sub(r"\(([^()]*)\)", lambda m: " ".join(re.findall(r"AS \?\w+", m[1])), head)
        variables = tuple(re.findall(r"\?(\w+)", head))
        table = Table(variables, ({},))
        assert [v for v, title in columns(table, "zh").shown if v == title] == [], question.name
