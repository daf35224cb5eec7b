"""Words that look like an instrument by their form."""

from collections.abc import Callable

import pytest

from cetu.model.task import Task

Understood = Callable[..., Task]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("推出“青岚贷”“云溪保”等产品。", [("青岚贷", "贷"), ("云溪保", "保")]),
        ("给予搬迁补贴。", [("搬迁补贴", "补贴")]),
        ("设立青岚县稻作振兴基金。", [("青岚县稻作振兴基金", "基金")]),
        ("发放Token券、算力券。", [("Token券", "券")]),
        ("探索冷库专属险等产品。", [("冷库专属险", "险")]),
        ("对符合条件的农户给予机井改造补助。", [("机井改造补助", "补助")]),
    ],
)
def test_a_name_by_its_form(
    understood: Understood, text: str, found: list[tuple[str, str]]
) -> None:
    assert [(one.span.text, one.head) for one in understood(text).candidates] == found


@pytest.mark.parametrize(
    "text",
    [
        "发放算力券。",
        "推动融资担保机构扩大规模。",
        "降低风险，确保安全。",
        "缴纳失业保险。",
        "支持设立基金会。",
        "给予奖励。",
        "做到应贷尽贷。",
        "按时转贷。",
    ],
)
def test_what_is_known_or_no_name(understood: Understood, text: str) -> None:
    assert understood(text).candidates == ()


def test_what_is_forbidden_is_no_candidate(understood: Understood) -> None:
    assert understood("停止发放搬迁补贴。").candidates == ()


def test_a_candidate_has_its_place(understood: Understood) -> None:
    (one,) = understood("鼓励推出“青岚贷”。").candidates
    assert (one.span.start, one.span.end) == (6, 9)
