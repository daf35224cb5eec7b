import re
from pathlib import Path

import pytest

from cetu.answer.naming import Language
from cetu.model.result import Table, Term
from cetu.queries import load
from cetu.web.columns import Column, columns, figure

DOCUMENT = Term("uri", "https://w3id.org/cetu/id/document/x")


XSD = "http://www.w3.org/2001/XMLSchema#"


def _shown(table: Table, language: Language) -> list[str]:
    return [variable for column in columns(table, language).shown for variable in column.variables]


def _table(*variables: str, rows: int = 2) -> Table:
    row = {v: DOCUMENT if v == "document" else Term("literal", v) for v in variables}
    return Table(variables, (row,) * rows)


def test_one_column_of_each_pair_is_shown() -> None:
    table = _table("number", "task", "limit", "limitName", "status", "statusEn", "bodyA", "nameA")
    assert _shown(table, "zh") == ["task", "limit", "status", "bodyA"]
    assert _shown(table, "en") == ["task", "limit", "statusEn", "bodyA"]


def test_a_document_that_is_the_same_in_every_row_is_told_once() -> None:
    found = columns(_table("number", "document"), "zh")
    assert found.same == (("document", "文件", DOCUMENT),)
    assert found.shown == (Column(("number",), "序号", "word"),)
    assert columns(_table("document", rows=1), "zh").same == ()
    other = Table(("document",), ({"document": DOCUMENT}, {"document": Term("uri", "urn:other")}))
    assert columns(other, "zh").shown == (Column(("document",), "文件", "thing"),)


def test_every_column_of_the_stored_questions_has_a_heading(root: Path) -> None:
    for question in load(root).values():
        body = "\n".join(line for line in question.text.splitlines() if not line.startswith("#"))
        head = body.partition("SELECT")[2].partition("WHERE")[0]
        while "(" in head:  # an expression is a column by the name it is given
            head = re.sub(r"\(([^()]*)\)", lambda m: " ".join(re.findall(r"AS \?\w+", m[1])), head)
        variables = tuple(re.findall(r"\?(\w+)", head))
        table = Table(variables, ({v: Term("literal", "x") for v in variables},))
        shown = columns(table, "zh").shown
        assert [c.heading for c in shown if c.heading in c.variables] == [], question.name


def test_columns_that_no_row_fills_are_left_out() -> None:
    table = Table(("task", "cited", "text"), ({"task": Term("uri", "urn:t")},))
    assert _shown(table, "zh") == ["task"]


def test_the_ends_of_a_quote_are_one_column() -> None:
    found = columns(_table("quote", "start", "end"), "zh").shown
    assert found[1] == Column(("start", "end"), "字位", "span")
    assert columns(_table("start"), "zh").shown == (Column(("start",), "字位", "span"),)


def test_a_column_knows_what_it_holds() -> None:
    table = Table(
        ("task", "text", "shared", "name", "digest"),
        (
            {
                "task": Term("uri", "urn:t"),
                "text": Term("literal", "支持科技企业获得融资并降低经营风险"),
                "shared": Term("literal", "7", None, XSD + "integer"),
                "name": Term("literal", "市财政局"),
                "digest": Term("literal", "0" * 64),
            },
        ),
    )
    kinds = [column.kind for column in columns(table, "zh").shown]
    assert kinds == ["thing", "text", "number", "word", "digest"]


@pytest.mark.parametrize(
    ("value", "datatype", "written"),
    [
        ("10000000", "decimal", "10,000,000"),
        ("15528", "integer", "15,528"),
        ("10000.50", "decimal", "10,000.50"),
        ("2024", "integer", "2024"),
        ("-20000", "integer", "-20,000"),
        ("NaN", "double", "NaN"),
        ("many", "integer", "many"),
        ("10000000", "string", "10000000"),
    ],
)
def test_large_numbers_have_separators(value: str, datatype: str, written: str) -> None:
    assert figure(Term("literal", value, None, XSD + datatype)) == written


def test_days_are_short() -> None:
    day = Term("literal", "2025-03-01T00:00:00", datatype=f"{XSD}dateTime")
    words = Term("literal", "一段有十四个字以上的很长的原文")
    table = Table(("date", "words"), ({"date": day, "words": words},))
    assert [column.kind for column in columns(table, "zh").shown] == ["word", "text"]


def test_the_title_of_a_linked_document_stands_once() -> None:
    row = {"documentTitle": Term("literal", "云溪市方案"), "document": Term("uri", "http://x/d")}
    shown = columns(Table(("documentTitle", "document"), (row,)), "zh").shown
    assert [column.variables for column in shown] == [("document",)]
