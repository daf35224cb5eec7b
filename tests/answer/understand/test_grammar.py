"""Patterns as they are written in files."""

from pathlib import Path

import pytest

from cetu.answer.understand import Grammar
from cetu.errors import CheckFailed

GOOD = """#+ number: 1
#+ reading: "全部"
#+ reading_en: "all"
#+ says: ["{which}{tasks}"]
#+ words: ["tasks most? which"]
SELECT * WHERE { ?s ?p ?o }
"""


def load(root: Path, text: str) -> Grammar:
    folder = root / "queries" / "patterns"
    folder.mkdir(parents=True)
    (folder / "one.rq").write_text(text, encoding="utf-8")
    return Grammar.load(root)


def test_words_in_order_and_in_any_order(tmp_path: Path) -> None:
    grammar = load(tmp_path, GOOD)
    assert grammar.ordered("哪些任务")
    assert not grammar.ordered("任务哪些")
    assert grammar.loose("任务哪些最多")
    assert not grammar.loose("任务")
    assert not grammar.loose("哪些任务B")
    assert not grammar.loose("哪些坏任务")


@pytest.mark.parametrize(
    ("old", "new"),
    [("{which}", "{nothing}"), ("most?", "nothing?"), ("number: 1", "number: x"),
     ("{tasks}", "(")],
)  # fmt: skip
def test_a_bad_pattern_is_a_sentence(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(CheckFailed, match=r"one\.rq"):
        load(tmp_path, GOOD.replace(old, new))
