from pathlib import Path

import pytest

from cetu.answer.explain import Explanation, explain, explain_all, write
from cetu.engine import Engine
from cetu.errors import ThingUnknown
from cetu.model.result import Term
from cetu.model.snapshot import GraphFile, Snapshot
from cetu.settings import Settings

CETU = "https://w3id.org/cetu/ontology#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def _rules(found: Explanation) -> list[str]:
    return [r.rule.en for r in found.reasons if r.ground == "rule"]


def test_a_chain_is_explained_by_its_steps_and_the_words_in_the_middle(
    engine: Engine, task_iri: str, thing: str
) -> None:
    body = Term("uri", thing + "body/441900-caizhengju")
    found = explain(engine, task_iri + "t17aaaaa", CETU + "responsibleParty", body)
    (reason,) = found.reasons
    assert reason.ground == "rule"
    assert reason.rule.zh == "属性链：责任单位 由 有责任 接 单位 推出"
    assert [p.predicate.iri.removeprefix(CETU) for p in reason.premises] == [
        "hasResponsibility",
        "party",
    ]
    assert [w.quote.words for w in reason.words] == ["市财政局"]
    assert [w.row for w in reason.words] == ["17"]
    assert [w.document.zh for w in reason.words if w.document] == ["重点工作任务分工表"]


def test_a_read_statement_is_explained_by_its_words(engine: Engine, task_iri: str) -> None:
    number = Term("literal", "17")
    found = explain(engine, task_iri + "t17aaaaa", CETU + "taskNumber", number)
    (reason,) = found.reasons
    assert reason.ground == "read"
    assert [(w.quote.start, w.quote.end) for w in reason.words] == [(2091, 2228)]


def test_a_link_to_a_reading_is_explained_by_the_words_of_the_reading(
    engine: Engine, task_iri: str, thing: str
) -> None:
    limit = Term("uri", thing + "limit/dongguan-techfin-2024-annex/t17aaaaa-1")
    found = explain(engine, task_iri + "t17aaaaa", CETU + "hasLimit", limit)
    assert [w.quote.words for w in found.reasons[0].words] == ["最高给予贷款本金 80%"]


def test_only_what_the_words_say_is_called_read(engine: Engine, task_iri: str) -> None:
    grounds = {
        e.statement.predicate.iri.removeprefix(CETU): (r.ground, r.source.zh)
        for e in explain_all(engine, task_iri + "t17aaaaa")
        for r in e.reasons
    }
    assert grounds["taskText"] == ("read", "")
    assert grounds["hasLimit"] == ("read", "")
    assert grounds["completeness"] == ("stated", "由程序得出")
    assert grounds["taskOrdinal"] == ("stated", "由程序得出")
    assert grounds["inDocument"] == ("stated", "由程序得出")


def test_an_inverse_is_explained_by_the_words_its_premise_follows_from(
    engine: Engine, task_iri: str, thing: str
) -> None:
    found = explain(
        engine,
        thing + "body/441900-jinrongban",
        CETU + "responsibleFor",
        Term("uri", task_iri + "t19aaaaa"),
    )
    (reason,) = found.reasons
    assert reason.rule.zh == "逆属性：负责 与 责任单位 互逆"
    assert [w.quote.words for w in reason.words] == ["市委金融办"]
    (premise,) = reason.behind
    assert premise.statement == reason.premises[0]
    assert [r.rule.zh for r in premise.reasons] == ["属性链：责任单位 由 有责任 接 单位 推出"]


def test_statements_go_by_the_number_of_their_task(tmp_path: Path) -> None:
    file = tmp_path / "two.trig"
    file.write_text(
        """@prefix cetu: <https://w3id.org/cetu/ontology#> .
        <urn:graph> { <urn:body> cetu:responsibleFor <urn:a>, <urn:b> .
          <urn:a> cetu:taskOrdinal 10 . <urn:b> cetu:taskOrdinal 9 . }"""
    )
    with Engine(Snapshot("d" * 64, (GraphFile(file, None),)), Settings(workers=1)) as engine:
        found = explain_all(engine, "urn:body")
    assert [e.statement.value.value for e in found] == ["urn:b", "urn:a"]


def test_a_white_list_is_said_by_the_words_of_its_mention(engine: Engine, thing: str) -> None:
    listed = Term("uri", thing + "beneficiary/high-tech-enterprise")
    found = explain(engine, thing + "white-list/x", CETU + "listsClass", listed)
    (reason,) = found.reasons
    assert reason.ground == "read"
    assert [w.quote.words[:6] for w in reason.words] == ["专精特新企业"]


def test_a_table_states_what_no_document_says(engine: Engine, thing: str) -> None:
    found = explain(
        engine,
        thing + "body/441900-caizhengju",
        CETU + "kind",
        Term("uri", thing + "body-kind/municipal-bureau"),
    )
    (reason,) = found.reasons
    assert (reason.ground, reason.graph[-9:]) == ("stated", "reference")
    assert reason.source.zh == "载于参考数据"


def test_a_class_above_and_a_property_above_are_named(
    engine: Engine, task_iri: str, thing: str
) -> None:
    typed = explain(
        engine, thing + "body/441900-caizhengju", RDF_TYPE, Term("uri", CETU + "GovernmentBody")
    )
    assert _rules(typed) == ["Class: every municipal bureau is a government body"]
    responsibility = Term("uri", thing + "responsibility/dongguan-techfin-2024-annex/t17aaaaa-1")
    linked = explain(engine, task_iri + "t17aaaaa", CETU + "hasReading", responsibility)
    assert _rules(linked) == ["Sub-property: has responsibility implies has reading"]


def test_a_definition_is_a_reason_both_ways(engine: Engine, thing: str) -> None:
    kind = Term("uri", thing + "body-kind/municipal-bureau")
    typed = explain(
        engine, thing + "body/441900-shangwuju", RDF_TYPE, Term("uri", CETU + "MunicipalBureau")
    )
    assert _rules(typed) == ["Definition: what has kind Municipal bureau is a municipal bureau"]
    valued = explain(engine, thing + "body/441900-guoziwei", CETU + "kind", kind)
    assert _rules(valued) == ["Definition: every municipal bureau has kind Municipal bureau"]


def test_a_literal_follows_from_a_property_below(engine: Engine, thing: str) -> None:
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    found = explain(engine, thing + "unit/percent", label, Term("literal", "百分之", "zh"))
    (reason,) = found.reasons
    assert reason.rule.zh == "子属性：首选名称 蕴含 名称"
    assert reason.premises[0].value == Term("literal", "百分之", "zh")


def test_every_statement_of_a_task_has_a_reason(engine: Engine, task_iri: str) -> None:
    found = explain_all(engine, task_iri + "t17aaaaa")
    assert len(found) > 20
    assert [e.statement.predicate.short for e in found if not e.reasons] == []
    assert found[0].statement.predicate.short.startswith("cetu:")
    assert found[-1].statement.predicate.iri == RDF_TYPE


def test_what_does_not_hold_is_not_explained(engine: Engine, task_iri: str, thing: str) -> None:
    with pytest.raises(ThingUnknown):
        explain(
            engine,
            task_iri + "t17aaaaa",
            CETU + "responsibleParty",
            Term("uri", thing + "body/441900-xuanchuanbu"),
        )
    with pytest.raises(ThingUnknown):
        explain_all(engine, thing + "nothing")


@pytest.mark.parametrize(
    ("term", "written"),
    [
        (Term("uri", "urn:x"), "<urn:x>"),
        (Term("literal", 'a"b'), '"a\\"b"'),
        (Term("literal", "任务", "zh"), '"任务"@zh'),
        (Term("literal", "1", None, "urn:t"), '"1"^^<urn:t>'),
    ],
)
def test_terms_are_written_escaped(term: Term, written: str) -> None:
    assert write(term) == written
