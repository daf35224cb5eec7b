"""The report holds every finding once and says the same in three forms."""

import json
from dataclasses import replace

import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef

from cetu import report
from cetu.model.finding import Finding
from cetu.validate.shacl import path_text

NO_TEXT = Finding(
    severity="violation",
    layer="shape",
    rule="https://w3id.org/cetu/shapes#TaskShape-has-text",
    thing="https://w3id.org/cetu/id/task/d/1",
    zh="「任务1」：没有文字。",
    en="“task 1”: It has no text.",
    quote="1\n[red]支持[/red]",
    path="<https://w3id.org/cetu/ontology#taskText>|<https://w3id.org/cetu/ontology#incompletenessNote>",
    component=str(SH.MinCountConstraintComponent),
)
TAG = Finding(
    severity="violation",
    layer="shape",
    rule="https://w3id.org/cetu/shapes#LabelTagsShape-tongues",
    thing="https://w3id.org/cetu/id/place/1",
    zh="「示例市」：语言标记不对。",
    en="“Example”: Wrong tag.",
    path="<http://www.w3.org/2000/01/rdf-schema#label>",
    component=str(SH.LanguageInConstraintComponent),
    value='"示例"@zh-CN',
)
GROUP = Finding(
    severity="info",
    layer="check",
    rule="https://w3id.org/cetu/checks#group-members-unknown",
    thing="https://w3id.org/cetu/id/body/g",
    zh="「成员单位」的成员未列明。",
    en="No source lists the members of “group”.",
    value="tasks=2",
)
CLASH = Finding(
    severity="warning",
    layer="owl",
    rule="https://w3id.org/cetu/contradictions#prp-fp",
    thing="https://w3id.org/cetu/id/task/d/1",
    zh="「任务1」的编号有两个。",
    en="“task 1” has two numbers.",
)
ALL = [GROUP, CLASH, TAG, NO_TEXT]


def parsed(findings: list[Finding], *, consistent: bool | None = None) -> Graph:
    return Graph().parse(
        data=report.turtle(report.assemble(findings, consistent=consistent)), format="turtle"
    )


def test_the_gravest_come_first_whatever_the_order_given() -> None:
    told = report.assemble(ALL)
    assert [f.severity for f in told.findings] == ["violation", "violation", "warning", "info"]
    assert told == report.assemble(reversed(ALL))
    assert [f.rule for f in told.findings[:2]] == sorted([TAG.rule, NO_TEXT.rule])


def test_a_finding_is_told_once() -> None:
    assert len(report.assemble([TAG, TAG, replace(TAG, quote="x")]).findings) == 1
    assert len(report.assemble([TAG, replace(TAG, value='"示例"@ja')]).findings) == 2


def test_identity_is_of_layer_rule_thing_and_value_only() -> None:
    (one,) = report.assemble([TAG]).findings
    (same,) = report.assemble([replace(TAG, zh="别的说法。", quote="别的引文")]).findings
    (other,) = report.assemble([replace(TAG, thing="https://w3id.org/cetu/id/place/2")]).findings
    assert one.identity == same.identity == "01d0fb47a4969a27"
    assert other.identity != one.identity


@pytest.mark.parametrize(
    ("findings", "consistent", "conforms"),
    [
        ([], None, True),
        ([GROUP, CLASH], True, True),
        ([NO_TEXT], True, False),
        ([GROUP], False, False),
    ],
)
def test_only_violations_and_contradictions_break_conformance(
    findings: list[Finding], consistent: bool | None, conforms: bool
) -> None:
    told = report.assemble(findings, consistent=consistent)
    assert told.conforms is conforms
    assert report.text(told).startswith("符合要求" if conforms else "不符合要求")
    assert report.text(told, "en").startswith("Conforms" if conforms else "Does not conform")
    assert json.loads(report.as_json(told))["conforms"] is conforms
    graph = parsed(findings, consistent=consistent)
    assert set(graph.objects(None, SH.conforms)) == {Literal(conforms)}


def test_text_in_chinese_groups_by_severity_and_quotes() -> None:
    text = report.text(report.assemble(ALL, consistent=True))
    assert text.splitlines()[0] == "不符合要求：违反 2 项，提醒 1 项，说明 1 项。数据与本体一致。"
    assert text.index("违反（2）") < text.index("提醒（1）") < text.index("说明（1）")
    assert "「任务1」：没有文字。\n     原文: 1 [red]支持[/red]\n" in text
    assert "规则: shapes#TaskShape-has-text" in text
    assert NO_TEXT.en not in text


def test_text_in_english() -> None:
    told = report.assemble([NO_TEXT], consistent=False, unsatisfiable=["https://example.org/C"])
    text = report.text(told, "en")
    assert text.splitlines()[0] == (
        "Does not conform: 1 violations, 0 warnings, 0 notes. The data contradict the ontology."
        " Classes that can have no instance: https://example.org/C."
    )
    assert "Violations (1)\n  1. “task 1”: It has no text.\n" in text


def test_json_holds_every_field_and_repeats() -> None:
    told = report.assemble(ALL, consistent=True)
    content = json.loads(report.as_json(told))
    assert content["counts"] == {"violation": 2, "warning": 1, "info": 1}
    assert content["findings"][0]["zh"] in {NO_TEXT.zh, TAG.zh}
    assert {f["identity"] for f in content["findings"]} == {f.identity for f in told.findings}
    assert report.as_json(told) == report.as_json(report.assemble(reversed(ALL), consistent=True))


def test_turtle_is_a_shacl_validation_report() -> None:
    graph = parsed(ALL)
    results = set(graph.subjects(RDF.type, SH.ValidationResult))
    assert results == set(graph.objects(None, SH.result))
    assert len(results) == 4
    for result in results:
        for required in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent):
            assert len(list(graph.objects(result, required))) == 1
        tags = [
            m.language for m in graph.objects(result, SH.resultMessage) if isinstance(m, Literal)
        ]
        assert sorted(map(str, tags)) == ["en", "zh"]


def test_turtle_keeps_path_and_value_of_a_shape() -> None:
    graph = parsed([NO_TEXT, TAG])
    by_rule = {graph.value(r, SH.sourceShape): r for r in graph.objects(None, SH.result)}
    path = graph.value(by_rule[URIRef(NO_TEXT.rule)], SH.resultPath)
    assert path is not None
    assert path_text(graph, path) == NO_TEXT.path
    assert graph.value(by_rule[URIRef(TAG.rule)], SH.value) == Literal("示例", lang="zh-CN")


@pytest.mark.parametrize(
    "path",
    ["<https://example.org/p>", "^<https://example.org/p>", "<urn:a>|<urn:b>/<urn:c>|^<urn:d>"],
)
def test_turtle_writes_every_form_of_path(path: str) -> None:
    graph = parsed([replace(NO_TEXT, path=path)])
    (node,) = graph.objects(None, SH.resultPath)
    assert path_text(graph, node) == path


def test_turtle_names_the_rule_of_a_check_and_of_reasoning() -> None:
    rules = set(parsed([GROUP, CLASH]).objects(None, SH.sourceConstraint))
    assert rules == {
        URIRef("https://w3id.org/cetu/checks#group-members-unknown"),
        URIRef("https://w3id.org/cetu/contradictions#prp-fp"),
    }


def test_turtle_repeats() -> None:
    assert report.turtle(report.assemble(ALL)) == report.turtle(report.assemble(reversed(ALL)))
