from cetu.answer.task import task
from cetu.engine import Engine


def test_task_17_says_who_with_what_for_whom_and_up_to_how_much(
    engine: Engine, task_iri: str
) -> None:
    found = task(engine, task_iri + "t17aaaaa")
    assert found is not None
    assert (found.number, found.measure_number, found.row_number) == ("17", "五", "17")
    assert found.complete
    assert [m.written for m in found.of("responsibility")] == [
        "市工业和信息化局",
        "市财政局",
        "风险补偿政策联席会议成员单位",
    ]
    assert {m.role for m in found.of("responsibility")} == {"listed"}
    assert not found.leads
    assert [t.zh for m in found.of("instrument") for t in m.targets] == ["风险补偿"]
    (limit,) = found.of("limit")
    assert limit.amount is not None
    assert (limit.amount.value, limit.amount.base) == ("80", "贷款本金")
    assert limit.amount.bound.iri.endswith("#max")
    assert not limit.amount.equivalent
    assert [(q.start, q.end, q.words) for q in limit.quotes] == [
        (2210, 2222, "最高给予贷款本金 80%")
    ]


def test_mentions_stand_in_the_order_of_the_text(engine: Engine, task_iri: str) -> None:
    found = task(engine, task_iri + "t19aaaaa")
    assert found is not None
    assert [m.written for m in found.of("verb", "instrument")] == [
        "依托",
        "优化",
        "扩大",
        "商标专用权质押贷款",
        "专利权质押贷款",
    ]
    assert [m.strength.zh for m in found.of("verb") if m.strength] == ["推进"] * 3


def test_a_body_acts_under_its_name_plate(engine: Engine, task_iri: str) -> None:
    found = task(engine, task_iri + "t19aaaaa")
    assert found is not None
    under = [m.acts_under for m in found.of("responsibility")]
    assert [name.zh if name else None for name in under] == [None, "东莞市版权局", None]


def test_a_beneficiary_without_class_keeps_its_words(engine: Engine, task_iri: str) -> None:
    found = task(engine, task_iri + "t17aaaaa")
    assert found is not None
    assert [(m.written[:4], len(m.targets)) for m in found.of("beneficiary")] == [
        ("合作银行", 0),
        ("专精特新", 2),
    ]


def test_the_cut_off_row_has_a_reason_and_nothing_invented(engine: Engine, task_iri: str) -> None:
    found = task(engine, task_iri + "t40aaaaa")
    assert found is not None
    assert not found.complete
    assert found.text == ""
    assert found.mentions == ()
    assert "第 40 行" in found.gap.zh
    assert "row 40" in found.gap.en


def test_neighbours_are_the_tasks_before_and_after(engine: Engine, task_iri: str) -> None:
    found = task(engine, task_iri + "t19aaaaa")
    assert found is not None
    assert found.previous is not None
    assert found.next is not None
    assert (found.previous.iri[-8:], found.next.iri[-8:]) == ("t17aaaaa", "t40aaaaa")
    first = task(engine, task_iri + "t17aaaaa")
    assert first is not None
    assert first.previous is None


def test_what_is_written_alike_is_grouped_with_all_its_quotes(
    engine: Engine, task_iri: str
) -> None:
    found = task(engine, task_iri + "t17aaaaa")
    assert found is not None
    alone = found.grouped("instrument", "limit")
    assert [(m.kind, len(m.quotes)) for m in alone] == [("instrument", 1), ("limit", 1)]


def test_what_is_no_task_is_none(engine: Engine, thing: str) -> None:
    assert task(engine, thing + "place/441900") is None
