"""Instruments, programmes, places."""

from collections.abc import Callable

import pytest

from cetu.model.task import Mention, Task

Understood = Callable[..., Task]


def _words(mentions: tuple[Mention, ...]) -> list[str]:
    return [mention.span.text for mention in mentions]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("推出“青岚贷”等产品。", [("青岚贷", "loan_product")]),
        ("推广水稻种植保险。", [("水稻种植保险", "insurance_product")]),
        ("推出“出口退税贷”。", [("出口退税贷", "loan_product")]),
        ("用好碳减排支持工具。", [("碳减排支持工具", "monetary_policy_tool")]),
        ("给予搬迁补贴。", [("补贴", "subsidy_award")]),
        ("开展补贴性培训，科技贷款余额增长。", []),
        ("发放普惠小微贷款。", [("普惠小微贷款", "loan_product")]),
        ("普惠小微贷款余额增长。", []),
        ("发放科技型小微企业贷款。", []),
        ("建立科技信贷风险补偿资金池。", [("信贷风险补偿", "guarantee_risk_compensation")]),
    ],
)
def test_an_instrument_by_its_name_or_its_form(
    understood: Understood, text: str, found: list[tuple[str, str]]
) -> None:
    said = [(one.span.text, one.type) for one in understood(text).instruments]
    assert said == found


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


@pytest.mark.parametrize(
    ("text", "surface", "type_"),
    [
        ("发放算力券，降低成本。", "算力券", "subsidy_award"),
        ("给予一次性奖励。", "一次性奖励", "subsidy_award"),
        ("符合条件的给予补助。", "补助", "subsidy_award"),
        ("落实职业培训补贴。", "职业培训补贴", "subsidy_award"),
        ("开展消费品以旧换新。", "消费品以旧换新", "subsidy_award"),
        ("支持发行专项债券。", "专项债券", "capital_market_action"),
        ("积极申报超长期特别国债。", "超长期特别国债", "capital_market_action"),
        ("争取中央预算内投资。", "中央预算内投资", "fund"),
        ("设立省级母基金。", "母基金", "fund"),
        ("落实研发费用加计扣除。", "研发费用加计扣除", "tax_measure"),
        ("加快出口退税进度。", "出口退税", "tax_measure"),
        ("推行环境污染责任保险。", "环境污染责任保险", "insurance_product"),
        ("提高创业担保贷款额度。", "创业担保贷款", "loan_product"),
        ("推广算力贷。", "算力贷", "loan_product"),
        ("接入信用信息共享平台。", "信用信息共享平台", "credit_platform"),
        ("发行基础设施REITs。", "基础设施REITs", "securitisation"),
    ],
)
def test_instruments_of_other_fields(
    understood: Understood, text: str, surface: str, type_: str
) -> None:
    (found,) = understood(text).instruments
    assert (found.span.text, found.type) == (surface, type_)


@pytest.mark.parametrize(
    "text",
    [
        "对接国际开源基金会。",
        "规范基金管理人登记。",
        "缴纳失业保险。",
        "调整补贴标准。",
        "加大表彰奖励力度。",
        "做好税收政策宣传。",
        "引导资金流向小企业。",
        "解决首贷难问题。",
    ],
)
def test_what_only_looks_like_an_instrument(understood: Understood, text: str) -> None:
    assert understood(text).instruments == ()
