"""Faults tried: one of them, with CETU_HARD=1 all; and that a wrong catalogue is found out."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from tests.faults.catalogue import Fault, faults
from tests.faults.run import markdown, summary, text
from tests.faults.trial import Outcome, tried

HARD = os.environ.get("CETU_HARD") == "1"
ALL = {fault.name: fault for fault in faults()}
SOME = ("owl/chain",)


@pytest.mark.parametrize("name", sorted(ALL) if HARD else SOME)
def test_a_fault_is_found_and_rightly_explained(root: Path, name: str) -> None:
    outcome = tried(ALL[name], root)
    assert outcome.amiss == []
    assert outcome.needed + outcome.spared == outcome.premises
    assert ALL[name].is_control or outcome.needed


@pytest.mark.skipif(not HARD, reason="three whole checks: CETU_HARD=1")
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (replace(ALL["shape/task-without-text"], rule="TaskShape-number"), "not found"),
        (replace(ALL["check/lead-differs"], layer="none", rule="", thing=""), "found: check"),
        (replace(ALL["owl/chain"], update="INSERT DATA {"), "SyntaxError"),
    ],
)
def test_what_is_wrong_with_a_fault_is_told(root: Path, wrong: Fault, told: str) -> None:
    outcome = tried(wrong, root)
    assert any(told in one for one in outcome.amiss)


def test_the_table_tells_every_fault_and_the_sums() -> None:
    good = Outcome(ALL["owl/chain"], premises=3, needed=3, seconds=2.0)
    bad = Outcome(ALL["control/same-lead"], seconds=4.0, amiss=["found: check lead-differs x"])
    for table in (text([good, bad]), markdown([good, bad])):
        assert "owl/chain" in table
        assert "found: check lead-differs" in table
        assert table.endswith("owl 1/1, controls 0/1; 3 of 3 premises needed; median 3.0 s")
    assert summary([]) == "; 0 of 0 premises needed; median 0.0 s"
