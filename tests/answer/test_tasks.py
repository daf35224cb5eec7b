from cetu.answer.asking import iri
from cetu.answer.tasks import tasks
from cetu.engine import Engine


def test_every_task_stands_in_the_order_of_the_document(engine: Engine) -> None:
    lines = tasks(engine)
    assert [line.number for line in lines] == ["17", "19", "40"]
    assert [line.complete for line in lines] == [True, True, False]


def test_a_line_holds_bodies_in_order_instruments_and_limits(engine: Engine) -> None:
    first = tasks(engine)[0]
    assert [b.zh for b in first.bodies] == [
        "东莞市工业和信息化局",
        "东莞市财政局",
        "风险补偿政策联席会议成员单位",
    ]
    assert [i.zh for i in first.instruments] == ["风险补偿"]
    assert first.limits == ("最高给予贷款本金 80%",)


def test_a_pattern_chooses_tasks(engine: Engine, thing: str) -> None:
    body = iri(thing + "body/441900-xuanchuanbu")
    lines = tasks(engine, f"?task cetu:hasResponsibility/cetu:party {body} .")
    assert [line.number for line in lines] == ["19"]
