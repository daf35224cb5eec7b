"""What a text forbids or ends is no tool of it, and nobody gains by it."""

from collections.abc import Callable

import pytest

from cetu.model.task import Task

Understood = Callable[..., Task]


@pytest.mark.parametrize(
    "text",
    [
        "停止执行贷款贴息。",
        "严禁违规担保。",
        "风险补偿制度一律废止。",
        "不得向“两高一剩”企业提供支持。",
    ],
)
def test_a_barred_tool_or_enterprise_is_not_read(understood: Understood, text: str) -> None:
    task = understood(text)
    assert task.instruments == ()
    assert task.beneficiaries == ()


def test_only_the_clause_that_forbids_is_passed_over(understood: Understood) -> None:
    task = understood("扩大贷款贴息，严禁违规担保。")
    assert [mention.span.text for mention in task.instruments] == ["贷款贴息"]
