from pathlib import Path

import pytest
from tests.eval import scores
from tests.eval.reader import outcome


def figures(hit: int, gold: int, read: int, share: float) -> scores.Figures:
    counted = {"r": hit / gold, "gold": gold, "read": read, "f1": 2 * hit / (gold + read)}
    shares = {
        "role_accuracy": share,
        "full_name_accuracy": share,
        "type_accuracy": share,
        "bound_accuracy": share,
    }
    return dict.fromkeys(scores.COUNTED, counted | shares) | {
        "measure_of_task": {"accuracy": share}
    }


def test_totals_add_hits_up_before_a_ratio_is_taken() -> None:
    total = scores.total([figures(1, 2, 2, 1.0), figures(98, 98, 98, 0.5)])
    assert total["tasks"] == pytest.approx(2 * 99 / 200)
    assert total["role"] == pytest.approx((1 + 49) / 99)


def test_every_gold_reading_has_its_document_and_scores_itself_in_full(shared: Path) -> None:
    score = scores.scorer(shared)
    golds = list(scores.golds(shared))
    assert len(golds) == len(list((shared / "gold").glob("*.json")))
    for gold in golds:
        columns = scores.line(score(gold.content, gold.content)[0])
        assert columns["tasks"] == columns["agencies"] == 1.0, gold.name


def test_an_unreadable_document_is_an_outcome_and_no_exception(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "空.txt"
    path.write_bytes(b"")
    found = outcome(path, root)
    assert found.error
    assert not found.crashed
    assert not found.reading


def test_what_was_not_read_by_hand_is_neither_right_nor_wrong(shared: Path) -> None:
    task = {
        "number": "1",
        "measure": None,
        "text_start": "培育云溪港",
        "note": "quantities/beneficiaries of tasks 1-2 not annotated (long paragraphs)",
    }
    gold = {"document": {}, "measures": [], "tasks": [task]}
    mention = {"surface": "5家", "value": 5, "unit": "家", "bound": "exact"}
    read = {
        "measures": [],
        "tasks": [{"number": "1", "text": "培育云溪港企业5家。", "quantities": [mention]}],
    }
    assert scores.unread(task) == ("quantities", "beneficiaries")
    assert scores.unread({"note": "the text is cut"}) == ()
    figures, misses = scores.scorer(shared)(gold, read)
    assert (figures["quantities"]["read"], misses) == (0, [])
