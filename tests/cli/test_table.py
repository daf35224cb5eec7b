"""Rows on the terminal."""

from rich.console import Console

from cetu.cli.table import short, shown
from cetu.model.result import Table, Term


def _print(table: Table, width: int) -> str:
    console = Console(width=width)
    with console.capture() as captured:
        console.print(shown(table, width))
    return captured.get()


def _row(**values: str) -> dict[str, Term]:
    return {
        name: Term("uri" if "://" in value else "literal", value) for name, value in values.items()
    }


UNIT = "https://w3id.org/cetu/id/unit/percent"
TABLE = Table(
    ("unit", "unitName", "task", "text", "lead"),
    (_row(unit=UNIT, unitName="百分比", task=f"{UNIT}/a", text="按贷款金额补偿"),),
)


def test_a_name_stands_for_its_iri_and_empty_columns_are_left_out() -> None:
    words = _print(TABLE, 100)
    assert "百分比" in words
    assert "lead" not in words
    assert words.count("id/unit/percent") == 1


def test_iris_give_way_where_the_table_fits_without_them() -> None:
    words = _print(TABLE, 36)
    assert "id/unit" not in words
    assert "按贷款金额补偿" in words


def test_what_is_too_wide_stands_row_by_row() -> None:
    words = _print(TABLE, 20)
    assert words.startswith("1 ─")
    assert "unitName" in words


def test_no_rows_is_a_header() -> None:
    assert "text" in _print(Table(("task", "text"), ()), 60)


def test_short_iris() -> None:
    assert short(UNIT) == "id/unit/percent"
    assert short("https://w3id.org/cetu/ontology#Task") == "cetu:Task"
    assert short("urn:x") == "urn:x"
