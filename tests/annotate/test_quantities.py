"""Numeric limits."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from cetu.model.task import Quantity, Task

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
    ],
)
def test_bounds_scales_and_full_width_digits(
    understood: Understood, text: str, value: str, unit: str, bound: str
) -> None:
    (quantity,) = understood(text).quantities
    assert (quantity.value, quantity.unit.rsplit("/", 1)[1]) == (Decimal(value), unit)
    assert quantity.bound == bound


@pytest.mark.parametrize(
    "text",
    [
        "打造“4+1”体系。",
        "建设5G基地。",
        "设立3家机构。",
        "共80%。",
        "支持注册资本100万元以上的企业。",
        "比例不超过10%—20%。",
    ],
)
def test_a_number_without_bound_or_unit_is_no_limit(understood: Understood, text: str) -> None:
    assert understood(text).quantities == ()
