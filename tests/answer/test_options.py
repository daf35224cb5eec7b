from cetu.answer.options import options
from cetu.engine import Engine


def test_things_of_the_kind_of_an_example_are_offered(engine: Engine, thing: str) -> None:
    found = options(engine, thing + "body/441900-caizhengju")
    assert len(found) == 10
    assert "东莞市财政局" in {t.zh for t in found}


def test_nothing_is_offered_for_other_iris_or_too_many_things(engine: Engine, thing: str) -> None:
    assert options(engine, "https://example.org/body/1") == ()
    assert options(engine, thing) == ()
    assert options(engine, thing + "evidence/x", most=3) == ()
