"""Questions in Chinese on the shipped graph: exact rows, or declined with what can be asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cetu import pipeline
from cetu.answer.lookup import Finder
from cetu.answer.reconcile import Shelf
from cetu.answer.understand import EXAMPLES, Asker, Declined, Grammar, Understood, reply
from cetu.engine import Queries
from cetu.errors import QuestionUnclear
from cetu.settings import Settings

HERE = Path(__file__).parent
GROUPS: list[dict[str, Any]] = yaml.safe_load((HERE / "asked.yaml").read_text("utf-8"))
ASKED = [(way, group) for group in GROUPS for way in group["ways"]]
DECLINED = (HERE / "declined.txt").read_text("utf-8").splitlines()


@dataclass(frozen=True)
class Desk:
    """The shipped graph, and who understands questions about it."""

    engine: Queries
    asker: Asker


@pytest.fixture(scope="module")
def desk(root: Path) -> Iterator[Desk]:
    with pipeline.engine(Settings(root=root, workers=1)) as engine:
        yield Desk(engine, Asker(Shelf(engine, Finder(engine)), Grammar.load(root)))


def test_there_are_as_many_as_promised() -> None:
    assert len({way for way, _ in ASKED}) >= 150
    assert len(set(DECLINED)) >= 50


@pytest.mark.parametrize(("way", "group"), ASKED, ids=[way for way, _ in ASKED])
def test_a_question_has_exactly_its_rows(desk: Desk, way: str, group: dict[str, Any]) -> None:
    meant = desk.asker.understand(way)
    assert isinstance(meant, Understood), meant
    found = desk.engine.select(meant.sparql)
    column = group["column"]
    assert sorted(row[column].value for row in found if column in row) == sorted(group["rows"]), (
        meant.reading_zh
    )


@pytest.mark.parametrize("sentence", DECLINED)
def test_what_is_not_understood_is_declined_with_questions_that_can_be_asked(
    desk: Desk, sentence: str
) -> None:
    meant = desk.asker.understand(sentence)
    assert isinstance(meant, Declined), meant
    assert meant.reason_zh
    assert meant.reason_en
    assert meant.nearest


def test_the_examples_can_be_asked_and_have_rows(desk: Desk) -> None:
    for sentence in EXAMPLES:
        assert reply(desk.engine, desk.asker, sentence).table.rows, sentence


def test_every_pattern_can_be_asked_by_its_own_reading(desk: Desk, root: Path) -> None:
    named = {
        "body": "东莞市财政局", "other": "东莞市科学技术局", "instrument": "风险补偿",
        "class": "专精特新企业", "place": "东莞市", "there": "浙江省", "number": "17",
        "document": "重点工作任务分工表", "year": "2026", "amount": "5000000", "month": "12",
        "quarter": "4", "share": "50", "beside": "贴息",
        "quantity": "小微型科技企业不良贷款容忍度",
    }  # fmt: skip
    for pattern in Grammar.load(root).patterns:
        sentence = (
            pattern.question.summary_zh.replace("（{place}）", "")
            .replace("（{instrument}）", "")
            .format(**named)
        )
        meant = desk.asker.understand(sentence.partition("（")[0])
        assert isinstance(meant, Understood), (sentence, meant)
        assert meant.pattern.name.rpartition("-of-")[0] == pattern.name.rpartition("-of-")[0]
        desk.engine.select(meant.sparql)


def test_the_words_that_prove_an_answer_are_given(desk: Desk) -> None:
    found = reply(desk.engine, desk.asker, "东莞风险补偿最高多少")
    (one,) = found.evidence
    assert one.row == "17"
    assert any("最高给予贷款本金 80%的风险补偿" in words for words in one.words)


def test_a_name_of_several_bodies_is_told_and_not_chosen(desk: Desk) -> None:
    with pytest.raises(QuestionUnclear, match="东莞市财政局"):
        reply(desk.engine, desk.asker, "市财政局负责哪些任务")


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=220))
def test_any_text_is_understood_or_declined(desk: Desk, text: str) -> None:
    meant = desk.asker.understand(text)
    if isinstance(meant, Understood):
        desk.engine.select(meant.sparql)
    else:
        assert meant.reason_zh


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from([way for way, _ in ASKED]),
    st.sampled_from(["不", "非", "除", "没", "未"]),
    st.data(),
)
def test_a_negation_anywhere_is_never_overlooked(
    desk: Desk, way: str, negation: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(way) - 1))
    sentence = way[:at] + negation + way[at:]
    meant = desk.asker.understand(sentence)
    if isinstance(meant, Understood):  # the question itself has one, as in 有没有 or 不完整
        assert set(way) & {"没", "不"}
