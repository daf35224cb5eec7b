"""Clauses and their verbs."""

from collections.abc import Callable

from cetu.model.task import Task

Understood = Callable[..., Task]


def _verbs(task: Task) -> list[str]:
    return [clause.verb_span.text for clause in task.clauses]


def test_verbs_in_the_order_of_the_clauses(tasks: dict[str, Task]) -> None:
    assert _verbs(tasks["8"]) == ["加强", "引导", "推动"]
    assert _verbs(tasks["26"]) == ["落实", "支持", "利用"]
    assert _verbs(tasks["2"]) == ["鼓励", "支持"]
    assert _verbs(tasks["40"]) == []


def test_adverbs_before_the_verb_are_passed(understood: Understood) -> None:
    (clause,) = understood("积极持续推动产业发展。").clauses
    assert (clause.verb_span.text, clause.span.text) == ("推动", "积极持续推动产业发展")


def test_what_a_prepositional_clause_gives_is_its_verb(tasks: dict[str, Task]) -> None:
    assert _verbs(tasks["7"]) == ["支持", "提供", "引导"]
    assert _verbs(tasks["17"]) == ["强化", "实行", "给予"]
    assert _verbs(tasks["20"])[3] == "给予"


def test_a_verb_inside_a_clause_does_not_govern_it(understood: Understood) -> None:
    assert _verbs(understood("信贷资源支持企业发展。")) == []


def test_verbs_of_other_fields(understood: Understood) -> None:
    assert _verbs(understood("全面简化手续，深入梳理需求，2027年建成平台，统筹推进试点。")) == [
        "简化",
        "梳理",
        "统筹推进",
    ]
