from cetu.answer.overview import documents, figures, measures
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
    assert [d.zh for d in documents(engine)] == ["重点工作任务分工表"]
