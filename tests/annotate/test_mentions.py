"""Instruments, programmes, places."""

from collections.abc import Callable

import pytest

from cetu.model.task import Mention, Task

Understood = Callable[..., Task]


def _words(mentions: tuple[Mention, ...]) -> list[str]:
    return [mention.span.text for mention in mentions]


@pytest.mark.parametrize(
    ("number", "type_", "surfaces"),
    [
        (
            "9",
            "monetary_policy_tool",
            [
                "支小再贷款",
                "再贴现",
                "普惠小微贷款支持工具",
                "普惠性货币政策工具",
                "科技创新和技术改造再贷款",
                "创新型货币政策工具",
                "结构性货币政策工具",
            ],
        ),
        (
            "19",
            "loan_product",
            ["商标专用权质押贷款", "专利权质押贷款", "著作权质押贷款", "科技信贷"],
        ),
        ("29", "subsidy_award", ["专项扶持激励政策", "落户奖励", "租金减免", "投资激励"]),
        (
            "38",
            "credit_platform",
            ["信易贷", "粤信融", "中小融", "融资综合信用服务平台"],
        ),
    ],
)
def test_instruments_of_the_first_document(
    tasks: dict[str, Task], number: str, type_: str, surfaces: list[str]
) -> None:
    assert _words(tasks[number].instruments) == surfaces
    assert {mention.type for mention in tasks[number].instruments} == {type_}


def test_an_institution_is_not_the_instrument_in_its_name(understood: Understood) -> None:
    assert _words(understood("推动融资担保机构扩大担保规模。").instruments) == ["担保"]


def test_the_longest_label_wins(understood: Understood) -> None:
    assert _words(understood("推广知识产权证券化产品。").instruments) == ["知识产权证券化产品"]


def test_quotation_marks_in_a_label_may_be_missing_in_the_text(understood: Understood) -> None:
    assert _words(understood("运用远期共赢利率定价机制。").instruments) == ["远期共赢利率定价机制"]


def test_a_platform_is_both_instrument_and_programme(tasks: dict[str, Task]) -> None:
    assert _words(tasks["38"].programmes) == _words(tasks["38"].instruments)
    assert _words(tasks["30"].programmes) == ["松湖金融大讲堂"]


def test_places_and_our_city(tasks: dict[str, Task]) -> None:
    ours = tasks["26"].places
    assert _words(ours) == ["我市", "我市"]
    assert {mention.concepts for mention in ours} == {("https://w3id.org/cetu/id/place/441900",)}
    assert _words(tasks["28"].places) == ["松山湖"]
