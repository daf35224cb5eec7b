"""The report as a table for a spreadsheet."""

import csv
from dataclasses import replace

import pytest
from tests.report.conftest import ALL, CLASH, NO_TEXT, PLAN

from cetu.model.finding import Acceptance
from cetu.report import as_csv, assemble


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.removeprefix("\ufeff").splitlines(keepends=True)))


def test_a_finding_is_a_row() -> None:
    told = assemble(ALL)
    told = replace(
        told, accepted=(Acceptance(told.findings[0].identity, "原文如此", "2026-01-01"),)
    )
    text = as_csv(told)
    assert text.startswith("\ufeff")
    found = rows(text)
    assert [one["标识 identity"] for one in found] == [one.identity for one in told.findings]
    assert [one["接受理由 accepted"] for one in found] == ["原文如此", "", "", ""]
    (clash,) = [one for one in found if one["发现"] == CLASH.zh]
    assert clash["为什么"].splitlines() == [one.zh for one in CLASH.premises]
    assert clash["文件 documents"] == PLAN
    assert clash["同样发现 also"] == "checks#task-number-repeated"


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(words: str) -> None:
    (one,) = rows(as_csv(assemble([replace(NO_TEXT, zh=words, quote=words)])))
    assert one["发现"][0] == one["原文 quote"][0] == "'"
