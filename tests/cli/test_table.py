"""Rows on the terminal."""

from rich.console import Console

from cetu.cli.speech import Language
from cetu.cli.table import short, shown
from cetu.model.result import Table, Term


def _print(table: Table, width: int, language: Language = "zh") -> str:
    console = Console(width=width)
    with console.capture() as captured:
        console.print(shown(table, width, language))
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


def test_of_a_text_in_two_languages_the_reader_sees_one() -> None:
    table = Table(("status", "statusEn"), (_row(status="未载明", statusEn="not stated"),))
    zh, en = _print(table, 60), _print(table, 60, "en")
    assert ("未载明" in zh, "not stated" in zh) == (True, False)
    assert ("未载明" in en, "not stated" in en) == (False, True)


def test_columns_have_the_headings_given() -> None:
    heads = {"text": "原文", "unitName": "计量单位"}
    for width in (100, 20):
        with (console := Console(width=width)).capture() as captured:
            console.print(shown(TABLE, width, "zh", lambda name: heads.get(name, name)))
        assert "原文" in captured.get()
        assert "unitName" not in captured.get()


def test_no_rows_is_a_header() -> None:
    assert "text" in _print(Table(("task", "text"), ()), 60)


def test_short_iris() -> None:
    assert short(UNIT) == "id/unit/percent"
    assert short("https://w3id.org/cetu/ontology#Task") == "cetu:Task"
    assert short("urn:x") == "urn:x"
