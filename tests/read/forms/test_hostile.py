"""Hostile files: each is refused or read within 30 s and 1 GiB, and reading goes on.

Sixty by default, all five hundred with CETU_HARD=1.
"""

import contextlib
import os
from pathlib import Path

import pytest
from tests.read.forms.hostile import FAMILIES, make

from cetu.errors import CetuError
from cetu.read.forms import lay_out
from cetu.read.forms.child import Nursery

HARD = os.environ.get("CETU_HARD") == "1"
EACH = 71 if HARD else 8
HUGE = 3 if HARD else 2
CASES = [(family, number) for family in FAMILIES for number in range(EACH)]
CASES += [("huge", number) for number in range(HUGE)]
SECONDS = 30.0  # of the processor, which on a machine of one's own is the clock
KIBIBYTES = 1 << 20


@pytest.mark.parametrize(("family", "number"), CASES)
def test_a_hostile_file_is_read_or_refused(tmp_path: Path, family: str, number: int) -> None:
    path = make(tmp_path, family, number)
    nursery = Nursery()
    try:
        said = _said(nursery, path)
    finally:
        nursery.close()
    assert said
    assert nursery.longest < SECONDS
    assert nursery.largest < KIBIBYTES
    assert list(tmp_path.iterdir()) == [path]


def _said(nursery: Nursery, path: Path) -> bool:
    """Whether a file was read whole, or refused in both languages with what to do."""
    try:
        layout = nursery.read(path)
    except CetuError as error:
        return bool(error.detail_zh and error.hint_zh and "\n" not in error.detail)
    return layout.source.size == path.stat().st_size


def test_reading_goes_on_after_a_reader_has_died(tmp_path: Path) -> None:
    bad = make(tmp_path, "nested", 0)
    good = tmp_path / "good.txt"
    good.write_text("云溪市方案", encoding="utf-8")
    for _ in range(2):
        with contextlib.suppress(CetuError):
            lay_out(bad)
        assert lay_out(good).source.text == "云溪市方案"
