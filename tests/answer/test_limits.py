from cetu.answer.limits import limits, listed, these
from cetu.engine import Engine


def test_a_limit_has_value_unit_bound_base_words_and_task(engine: Engine) -> None:
    (found,) = these(engine, listed(engine))
    assert (found.amount.value, found.amount.unit.iri[-7:], found.amount.base) == (
        "80",
        "percent",
        "贷款本金",
    )
    assert found.amount.quantity == "风险补偿"
    assert found.written == "最高给予贷款本金 80%"
    assert found.task_number == "17"
    assert found.instrument is not None
    assert found.instrument.zh == "风险补偿"
    assert [b.zh for b in found.bodies][1] == "东莞市财政局"
    assert found.quote is not None
    assert (found.quote.start, found.quote.end) == (2210, 2222)


def test_limits_can_be_asked_for_by_instrument_or_by_themselves(engine: Engine, thing: str) -> None:
    by_instrument = limits(engine, thing + "instrument/risk-compensation")
    by_itself = limits(engine, thing + "limit/dongguan-techfin-2024-annex/t17aaaaa-1")
    by_broader = limits(engine, thing + "instrument/credit-enhancement")
    assert len(by_instrument) == len(by_itself) == len(by_broader) == 1
    assert limits(engine, thing + "instrument/ip-pledge-loan") == ()
