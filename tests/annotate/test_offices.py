"""The tables of offices: each row has its source, each short form one meaning."""

import csv
from pathlib import Path

import pytest


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", ["offices", "national", "issuers", "renames", "divisions"])
def test_every_row_says_where_it_is_from(root: Path, table: str) -> None:
    found = rows(root / "data" / "reference" / f"{table}.csv")
    assert found
    assert [row for row in found if not row["source"]] == []


def test_a_short_form_has_one_meaning(root: Path) -> None:
    local = [row["short"] for row in rows(root / "data" / "reference" / "offices.csv")]
    assert len(local) == len(set(local))
    national = rows(root / "data" / "reference" / "national.csv")
    forms = [form for row in national for form in {row["name"], *row["short"].split()}]
    assert len(forms) == len(set(forms))


def test_a_source_holds_the_name_it_is_cited_for(root: Path) -> None:
    for row in rows(root / "data" / "reference" / "offices.csv"):
        if row["source"] != "notChecked":
            fixed = [part for part in row["long"].replace("{s}", "{p}").split("{p}") if part]
            assert all(part in row["source"] for part in fixed if part != "委"), row


def test_no_place_is_listed_twice(root: Path) -> None:
    codes = [row["code"] for row in rows(root / "data" / "reference" / "divisions.csv")]
    assert codes == sorted(set(codes))
