from cetu.answer.overview import figures, measures, shelves
from cetu.engine import Engine


def test_figures_count_what_is_there(engine: Engine) -> None:
    found = figures(engine)
    assert (found.documents, found.measures, found.tasks, found.incomplete) == (1, 3, 3, 1)
    assert (found.bodies, found.instruments, found.limits, found.quotes) == (6, 3, 1, 22)
    assert found.leads == 0
    assert found.statements > 1000


def test_measures_hold_their_tasks(engine: Engine) -> None:
    found = measures(engine)
    assert [(m.number, [t.number for t in m.tasks]) for m in found] == [
        ("五", ["17"]),
        ("六", ["19"]),
        ("十四", ["40"]),
    ]


def test_documents_are_those_of_which_a_version_was_read(engine: Engine) -> None:
    (shelf,) = shelves(engine)
    assert shelf.place is not None
    assert shelf.place.zh == "东莞市"
    assert [(d.thing.zh, d.date, d.tasks) for d in shelf.documents] == [
        ("重点工作任务分工表", "2024-07-03", 3)
    ]
