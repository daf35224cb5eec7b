"""A finding goes over a wire and comes back the same."""

import json
from dataclasses import asdict, replace

from cetu.model.finding import Acceptance, Finding, Premise, Report

PLAIN = Finding(
    severity="violation",
    layer="check",
    rule="https://w3id.org/cetu/checks#row-incomplete",
    thing="https://w3id.org/cetu/id/task/lincheng-plan/t1",
    zh="「任务 1」不全。",
    en="“task 1” is incomplete.",
)
WHOLE = Finding(
    severity="warning",
    layer="owl",
    rule="https://w3id.org/cetu/contradictions#prp-fp",
    thing="https://w3id.org/cetu/id/task/lincheng-plan/t1",
    zh="「任务 1」有两个序号。",
    en="“task 1” has two numbers.",
    premises=(Premise("<urn:a> <urn:b> <urn:c> .", "甲。", "A."), Premise("SubClassOf(a b)")),
    also=("https://w3id.org/cetu/shapes#TaskShape-number",),
)


def test_what_was_told_over_a_wire_is_the_same_finding() -> None:
    for one in (PLAIN, WHOLE):
        back = Finding.of(json.loads(json.dumps(asdict(one))))
        assert back == one
        assert hash(back) == hash(one)


def test_a_contradiction_that_another_layer_tells_is_accepted_with_it() -> None:
    told = Finding(
        severity="violation",
        layer="shape",
        rule="https://w3id.org/cetu/shapes#One",
        thing="urn:t",
        zh="两个。",
        en="Two.",
        identity="1",
        also=("https://w3id.org/cetu/contradictions#prp-fp",),
    )
    report = Report((told,), consistent=False)
    assert told.contradicts
    assert not report.conforms
    assert replace(report, accepted=(Acceptance("1", "known", "2026-11-26"),)).conforms
    alone = replace(told, also=())
    assert not alone.contradicts
    # OWL found something, and nobody accepted what it was.
    accepted = (Acceptance("1", "known", "2026-11-26"),)
    assert not Report((alone,), consistent=False, accepted=accepted).conforms
