from cetu.answer.support import support
from cetu.engine import Engine


def test_a_class_is_offered_what_tasks_say_with_words_limits_and_bodies(
    engine: Engine, thing: str
) -> None:
    offers = support(engine, thing + "beneficiary/risk-white-list")
    assert offers
    [offer] = [one for one in offers if one.line.number == "17"]
    assert offer.relation == "same"
    assert [body.iri.rpartition("/")[2] for body in offer.line.bodies][1] == "441900-caizhengju"
    assert offer.line.limits == ("最高给予贷款本金 80%",)
    assert offer.mentions[0].words
    assert offer.mentions[0].quotes


def test_the_closest_come_first(engine: Engine, thing: str) -> None:
    order = ["same", "wider", "narrower"]
    found = [one.relation for one in support(engine, thing + "beneficiary/risk-white-list")]
    assert found == sorted(found, key=order.index)


def test_a_class_that_nobody_names_is_offered_nothing(engine: Engine, thing: str) -> None:
    assert support(engine, thing + "beneficiary/nobody") == ()
