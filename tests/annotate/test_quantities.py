"""Numeric limits and targets."""

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu import annotate
from cetu.annotate import Lexicon
from cetu.annotate.quantities import quantities
from cetu.model.document import Row, Target
from cetu.model.span import Cell, Span
from cetu.model.task import Quantity, Task
from cetu.namespaces import ID

Understood = Callable[..., Task]


def _figures(quantity: Quantity) -> tuple[Decimal, str, str, str, str]:
    unit = quantity.unit.rsplit("/", 1)[1]
    return quantity.value, unit, quantity.bound, quantity.base, quantity.limited


def test_the_three_limits_of_the_first_document(tasks: dict[str, Task]) -> None:
    found = {n: task.quantities for n, task in tasks.items() if task.quantities}
    assert sorted(found) == ["15", "17", "25"]
    share, points, debt = found["17"][0], found["15"][0], found["25"][0]
    assert _figures(share) == (Decimal(80), "percent", "max", "贷款本金", "风险补偿")
    assert share.span.text == "最高给予贷款本金 80%"
    assert share.instrument == "https://w3id.org/cetu/id/instrument/fengxian-buchang"
    assert _figures(points) == (
        Decimal(3),
        "percentage-point",
        "max",
        "各项贷款不良率",
        "小微型科技企业不良贷款容忍度",
    )
    assert points.instrument is None
    assert _figures(debt) == (Decimal(10_000_000), "usd", "max", "", "自主借用外债")
    assert debt.equivalent
    assert not share.equivalent
    assert debt.instrument == "https://w3id.org/cetu/id/instrument/zizhu-jieyong-waizhai"


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("给予最高不超过５００万元补贴。", "5000000", "cny", "max"),
        ("最高可达50万元。", "500000", "cny", "max"),
        ("比例不低于30%。", "30", "percent", "min"),
        ("达到1.2万亿元以上。", "1200000000000", "cny", "min"),
        ("控制在3,000万元以内。", "30000000", "cny", "max"),
        ("至少２．５个百分点。", "2.5", "percentage-point", "min"),
        ("资助总额不超过该企业上年度贡献的 60%。", "60", "percent", "max"),
        ("成本低于20%。", "20", "percent", "max"),
        ("7 个工作日内完成授权。", "7", "working-day", "max"),
        ("公示期不少于 5 个工作日。", "5", "working-day", "min"),
        ("设立3家机构。", "3", "enterprise", "exact"),
        ("共80%。", "80", "percent", "exact"),
        ("算力规模突破3000PFlops。", "3000", "pflops", "min"),
        ("建成５００ＰＦｌｏｐｓ算力。", "500", "pflops", "exact"),
        ("培育企业超过20家。", "20", "enterprise", "min"),
        ("招引企业超 40 家。", "40", "enterprise", "min"),
        ("突破20项关键技术。", "20", "item", "exact"),
        ("覆盖干部200人次以上。", "200", "person-time", "min"),
        ("保障空间480万平方米。", "4800000", "square-metre", "exact"),
        ("新建道路12.5公里。", "12.5", "kilometre", "exact"),
        ("培训不少于10期。", "10", "term", "min"),
        ("举办赛事100场以上。", "100", "session", "min"),
        ("设立5亿产业基金。", "500000000", "cny", "exact"),
        ("占比达到百分之二十。", "20", "percent", "exact"),
        ("至少建设三家示范站。", "3", "enterprise", "min"),
        ("产值增长8%。", "8", "percent", "increase"),
        ("产业规模增速达到15%以上。", "15", "percent", "increase"),
        ("覆盖率提高3个百分点。", "3", "percentage-point", "increase"),
        ("覆盖率提高到50%以上。", "50", "percent", "min"),
        ("核心产业规模翻一番。", "1", "doubling", "increase"),
        ("打造200个人工智能应用。", "200", "piece", "exact"),
        ("享受最长7天免费住宿。", "7", "day", "max"),
        ("组织参展600家次以上。", "600", "enterprise-time", "min"),
        ("设立5只基金。", "5", "single-one", "exact"),
    ],
)
def test_bounds_units_scales_and_full_width_digits(
    understood: Understood, text: str, value: str, unit: str, bound: str
) -> None:
    (quantity,) = understood(text).quantities
    assert (quantity.value, quantity.unit.rsplit("/", 1)[1]) == (Decimal(value), unit)
    assert quantity.bound == bound


@pytest.mark.parametrize(
    "text",
    [
        "打造“4+1”体系。",
        "打造“5+5+N”集群。",
        "建设5G基地。",
        "支持注册资本100万元以上的企业。",
        "对销售额达到500万元的，予以优先。",
        "组织超过100人的企业参加。",
        "比例不超过10%—20%。",
        "制定标准1-2项以上。",
        "建设期3—5年。",
        "建成2026—2027年项目库。",
        "2026年启动。",
        "第3批项目开工。",
        "实施“百县千家”行动。",
        "落实《云溪市三年行动方案（2025年修订）》。",
        "规模达到１ ２ 万亿元。",
        "打造10人工智能平台。",
        "成立三家公司。",
        "近5年内没有违法记录。",
        "从业3年以上。",
        "三年内新增上市企业。",
        "支持营收超10亿元企业。",
        "每招用1人给予补助。",
        "市场占有率全国前10名。",
        "新建成3年内的园区。",
    ],
)
def test_what_is_no_limit(understood: Understood, text: str) -> None:
    assert understood(text).quantities == ()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("引进1—2个团队。", "1", "2"),
        ("培育３-５家企业。", "3", "5"),
        ("补贴1万—3万元。", "10000", "30000"),
        ("每家补贴20至30万元。", "200000", "300000"),
    ],
)
def test_a_span_of_values_has_two_ends(
    understood: Understood, text: str, low: str, high: str
) -> None:
    least, most = understood(text).quantities
    assert (least.value, least.bound) == (Decimal(low), "min")
    assert (most.value, most.bound) == (Decimal(high), "max")
    assert least.span == most.span


def test_a_list_shares_its_bound(understood: Understood) -> None:
    found = understood(
        "主导制定国际标准、国家标准的，分别给予最高 100万元、50 万元奖励。"
    ).quantities
    assert [(one.value, one.bound) for one in found] == [
        (Decimal(1_000_000), "max"),
        (Decimal(500_000), "max"),
    ]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("单家企业每年最高补贴不超过 800 万元。", "年"),
        ("全年落地项目8个。", "年"),
        ("每年支持项目不少于12个，总投资不少于2亿元。", "年"),
        ("单个项目最高支持1000万元。", "项目"),
        ("给予100 万元 ／ 项奖励。", "项"),
        ("甲镇、乙镇各6个以上。", "地"),
        ("各区打造1个样板。", "区"),
        ("累计服务企业1000家以上。", ""),
    ],
)
def test_what_a_number_is_counted_for(understood: Understood, text: str, per: str) -> None:
    assert {quantity.per for quantity in understood(text).quantities} == {per}


def test_what_is_counted_stands_before_or_after(understood: Understood) -> None:
    before, after = understood("培育龙头企业5家，打造30个示范应用场景。").quantities
    assert (before.limited, after.limited) == ("龙头企业", "示范应用场景")


def test_an_amount_is_of_the_instrument_behind_it(understood: Understood) -> None:
    (amount,) = understood("给予5万元租房补贴。").quantities
    assert amount.limited == "租房补贴"
    assert amount.instrument == str(ID["instrument/zufang-butie"])


def test_growth_is_measured_against_its_base(understood: Understood) -> None:
    (growth,) = understood("货运量较2020年增长15%。").quantities
    assert (growth.bound, growth.base, growth.limited) == ("increase", "2020年", "货运量")


def test_a_unit_added_to_the_vocabulary_is_found(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "ontology" / "vocabulary", tmp_path / "ontology" / "vocabulary")
    shutil.copytree(root / "data" / "reference", tmp_path / "data" / "reference")
    units = tmp_path / "ontology" / "vocabulary" / "units.ttl"
    unit = f"<{ID['unit/column']}>"
    added = f'{unit} skos:prefLabel "列"@zh ; skos:inScheme <{ID["scheme/units"]}> .\n'
    units.write_text(units.read_text("utf-8") + added, "utf-8")
    text = "开行班列30列以上。"
    cell = Cell((Span(0, len(text), text),))
    (found,) = quantities(cell, text, annotate.load(tmp_path), ())
    assert (found.unit, found.value, found.bound) == (str(ID["unit/column"]), Decimal(30), "min")


def test_target_columns_give_quantities(lexicon: Lexicon) -> None:
    raw = "12027年目标新增岗位300个"
    row = Row(
        Span(0, 1, "1"),
        None,
        targets=(Target(Span(1, 8, raw[1:8]), Cell((Span(8, 16, raw[8:]),))),),
    )
    (found,) = annotate.annotate_row(row, raw, lexicon, None).quantities
    assert (found.value, found.bound, found.span.start) == (Decimal(300), "exact", 12)


@given(
    st.text(
        alphabet="0129０９.,，。、万亿百千元家个%％以上不超过最高至少增长三十分之年（）“”《》 -",
        max_size=40,
    )
)
def test_any_mixture_is_read_with_its_place(lexicon: Lexicon, text: str) -> None:
    cell = Cell((Span(0, len(text), text),)) if text else Cell()
    for found in quantities(cell, text, lexicon, ()):
        assert text[found.span.start : found.span.end] == found.span.text
        assert found.value >= 0
