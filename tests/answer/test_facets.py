from cetu.answer.facets import FACETS, marked
from cetu.answer.lookup import Finder
from cetu.engine import Engine

TASK = "task/dongguan-techfin-2024-annex/t17aaaaa"


def _values(engine: Engine, thing: str, facet: str) -> set[str]:
    marks, _ = marked(engine)
    return {
        value.rpartition("/")[2] if "://" in value else value
        for name, value in marks[thing]
        if name == facet
    }


def test_a_task_has_what_is_read_in_it_and_what_its_document_says(
    engine: Engine, thing: str
) -> None:
    one = thing + TASK
    assert "441900-caizhengju" in _values(engine, one, "body")
    assert "risk-compensation" in _values(engine, one, "instrument")
    assert _values(engine, one, "document") == {"dongguan-techfin-2024-annex"}


def test_a_limit_has_the_marks_of_its_task(engine: Engine, thing: str) -> None:
    marks, order = marked(engine)
    limits = [one for one in marks if one.startswith(thing + "limit/")]
    assert limits
    for limit in limits:
        assert order[limit][0] == thing + "document/dongguan-techfin-2024-annex"
        assert any(marks[limit] == marks[one] for one in marks if "/task/" in one)


def test_what_is_wider_is_a_mark_too(engine: Engine) -> None:
    marks, _ = marked(engine)
    used = {value for found in marks.values() for facet, value in found if facet == "instrument"}
    assert any(value.endswith("/risk-compensation") for value in used)
    assert {facet for found in marks.values() for facet, _ in found} <= set(FACETS)


def test_tasks_are_listed_in_the_order_of_their_document(engine: Engine, thing: str) -> None:
    hits = Finder(engine).index().find("", kinds=["task"], most=1000).hits
    found = [h.entry.iri for h in hits if h.entry.iri.startswith(thing + "task/dongguan")]
    numbers = [int(one.rpartition("/t")[2][:2]) for one in found]  # t17aaaaa: as the sample has it
    assert len(numbers) > 1
    assert numbers == sorted(numbers)
