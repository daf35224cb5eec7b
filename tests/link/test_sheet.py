"""The table that a person decides in."""

import csv
import io

import pytest

from cetu.errors import LinksInvalid
from cetu.link import decided, sheet
from cetu.model.link import Proposal

ONE = Proposal(
    "https://w3id.org/cetu/id/place/441900", "东莞市", "https://example.org/1", "Dongguan",
    "exactMatch", 100.0, "same code 441900", "cities.ttl", "2026-11-26",
)  # fmt: skip


def filled(**changes: str) -> str:
    rows = list(csv.DictReader(io.StringIO(sheet([ONE]))))
    rows[0] |= {"accept": "yes"} | changes
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_nothing_is_accepted_by_itself() -> None:
    assert decided(sheet([ONE])) == []


@pytest.mark.parametrize("yes", ["yes", "Y", " 是 ", "x", "1"])
def test_what_is_accepted_comes_back_as_it_was(yes: str) -> None:
    assert decided(filled(accept=yes)) == [ONE]


@pytest.mark.parametrize("no", ["", "no", "否", "maybe"])
def test_any_other_word_is_no(no: str) -> None:
    assert decided(filled(accept=no)) == []


def test_a_table_that_excel_saved_is_read() -> None:
    assert decided("\ufeff" + filled()) == [ONE]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ours": "https://example.org/x"}, "ours"),
        ({"theirs": "Q42"}, "theirs"),
        ({"theirs": "http://a b"}, "theirs"),
        ({"theirs": "https://w3id.org/cetu/id/place/440000"}, "theirs"),
        ({"relation": "sameAs"}, "relation"),
        ({"source": " "}, "source"),
        ({"retrieved": "yesterday"}, "retrieved"),
        ({"score": "high"}, "score"),
    ],
)
def test_a_line_that_cannot_be_is_named(changes: dict[str, str], said: str) -> None:
    with pytest.raises(LinksInvalid, match=f"Line 2: .*{said}"):
        decided(filled(**changes))


def test_a_missing_column_is_named() -> None:
    with pytest.raises(LinksInvalid, match="the column accept"):
        decided("ours,theirs\n")
