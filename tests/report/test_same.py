"""What several layers found is told once; what only looks alike is not."""

from dataclasses import replace
from itertools import permutations

import pytest
from tests.report.conftest import (
    BASE,
    CLASH,
    FUNCTIONAL,
    NO_TEXT,
    ONE_NUMBER,
    OTHER_NUMBER,
    TASK,
)

from cetu.model.finding import Finding, Kind, Premise
from cetu.report import assemble

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
A_TASK = Premise(f"<{TASK}> {_TYPE} <{BASE}ontology#Task> .")
A_BODY = Premise(f"<{TASK}> {_TYPE} <{BASE}ontology#Actor> .")
TEXT = Premise(f'<{TASK}> <{BASE}ontology#taskText> "支持" .')
BELOW = Premise(
    f"<{BASE}ontology#Task> <http://www.w3.org/2000/01/rdf-schema#subClassOf>"
    f" <{BASE}ontology#Thing> .",
    graph=f"{BASE}graph/ontology",
)
OWL = replace(CLASH, severity="violation", also=())
COUNTED = Finding(
    severity="violation",
    layer="shape",
    rule=f"{BASE}shapes#TaskShape-number",
    thing=TASK,
    zh="「任务 1」：只能有一个序号。",
    en="“task 1”: It can have one number.",
    component="http://www.w3.org/ns/shacl#MaxCountConstraintComponent",
    premises=(ONE_NUMBER, OTHER_NUMBER),
    advice_zh="对照原文，只留正确的序号。",
    advice_en="Compare with the source and keep the right number.",
)


def rules(*findings: Finding) -> list[tuple[str, ...]]:
    """The rules of each finding of the report, which is the same in whatever order they come."""
    reports = {assemble(order).findings for order in permutations(findings)}
    (found,) = reports
    return [(one.rule, *one.also) for one in found]


def test_two_layers_that_rest_on_the_same_statements_found_one_thing() -> None:
    assert rules(OWL, COUNTED) == [(COUNTED.rule, OWL.rule)]


def test_the_gravest_stays_and_takes_what_it_lacks() -> None:
    (one,) = assemble([OWL, replace(COUNTED, severity="warning")]).findings
    assert (one.layer, one.severity, one.also) == ("owl", "violation", (COUNTED.rule,))
    assert one.premises == OWL.premises
    assert (one.advice_zh, one.advice_en) == (COUNTED.advice_zh, COUNTED.advice_en)


def test_what_only_classes_the_thing_does_not_tell_findings_apart() -> None:
    told = replace(OWL, premises=(*OWL.premises, A_TASK, BELOW))
    assert rules(told, COUNTED) == [(COUNTED.rule, OWL.rule)]


def test_a_class_that_cannot_be_is_one_problem() -> None:
    shape = replace(COUNTED, premises=(A_TASK, A_BODY))
    assert rules(replace(OWL, premises=(FUNCTIONAL, A_BODY, A_TASK)), shape) == [
        (shape.rule, OWL.rule)
    ]


@pytest.mark.parametrize("kind", ["form", "reference"])
def test_one_wrong_value_is_one_problem_for_owl_and_a_shape(kind: Kind) -> None:
    shape = replace(COUNTED, kind=kind, premises=(ONE_NUMBER,))
    assert len(rules(replace(OWL, premises=(ONE_NUMBER, A_TASK)), shape)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            OWL, replace(COUNTED, premises=(ONE_NUMBER,), kind="form"), id="one statement of two"
        ),
        pytest.param(OWL, replace(COUNTED, thing=f"{BASE}id/task/lincheng-plan/t2"), id="things"),
        pytest.param(
            OWL, replace(COUNTED, premises=(ONE_NUMBER, OTHER_NUMBER, TEXT)), id="one more"
        ),
        pytest.param(
            replace(NO_TEXT, premises=(A_TASK,)),
            replace(OWL, premises=(A_TASK, A_BODY)),
            id="what is missing and what contradicts",
        ),
        pytest.param(
            replace(NO_TEXT, premises=(A_TASK,)),
            replace(COUNTED, layer="check", kind="missing", premises=(A_TASK,)),
            id="two things that are missing",
        ),
        pytest.param(
            replace(COUNTED, kind="quote", premises=(TEXT,)),
            replace(COUNTED, layer="check", kind="quote", premises=(TEXT,)),
            id="two ways in which a quote is wrong",
        ),
        pytest.param(
            replace(COUNTED, kind="form"),
            replace(COUNTED, layer="check", rule=f"{BASE}checks#x", kind="time"),
            id="kinds, without OWL",
        ),
        pytest.param(
            replace(OWL, premises=(ONE_NUMBER,)),
            replace(COUNTED, layer="check", kind="numbering", premises=(ONE_NUMBER,)),
            id="a malformed number and a gap after it",
        ),
        pytest.param(COUNTED, replace(COUNTED, rule=f"{BASE}shapes#Other"), id="one layer"),
        pytest.param(
            OWL,
            replace(OWL, rule=f"{BASE}contradictions#cax-dw", premises=(ONE_NUMBER, OTHER_NUMBER)),
            id="other axioms of OWL",
        ),
        pytest.param(replace(OWL, premises=()), COUNTED, id="premises of one only"),
        pytest.param(
            replace(OWL, premises=()),
            replace(COUNTED, premises=(), value=""),
            id="no ground at all",
        ),
    ],
)
def test_what_may_be_two_problems_stays_two(one: Finding, other: Finding) -> None:
    assert len(rules(one, other)) == 2


def test_owl_finding_the_same_by_two_rules_found_it_once() -> None:
    other = replace(OWL, rule=f"{BASE}contradictions#cls-maxqc")
    assert rules(OWL, other) == [(other.rule, OWL.rule)]


def test_without_premises_the_same_value_of_the_same_kind_is_one() -> None:
    owl = replace(OWL, premises=(), value=f"<{BASE}id/place/1>")
    shape = replace(COUNTED, premises=(), value=f"<{BASE}id/place/1>")
    assert rules(owl, shape) == [(shape.rule, owl.rule)]
    assert len(rules(owl, replace(shape, kind="form"))) == 2
    assert len(rules(owl, replace(shape, value=f"<{BASE}id/place/2>"))) == 2


def test_a_second_rule_of_a_layer_is_not_swallowed_with_the_first() -> None:
    second = replace(COUNTED, rule=f"{BASE}shapes#Other")
    assert rules(OWL, COUNTED, second) == [(second.rule, OWL.rule), (COUNTED.rule,)]
