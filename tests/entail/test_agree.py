"""What follows from the shipped documents is what owlrl says: the first, with CETU_HARD=1 all."""

import os
from pathlib import Path

import pytest
from tests.entail.agree import compared, documents

HARD = os.environ.get("CETU_HARD") == "1"
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not HARD, reason="half a minute a document and more: CETU_HARD=1")
@pytest.mark.parametrize("path", documents(ROOT), ids=lambda path: path.stem)
def test_both_infer_the_same(path: Path) -> None:
    one = compared(path, ROOT)
    assert one.ours == ()
    assert one.theirs == ()
    assert one.both > 5_000
