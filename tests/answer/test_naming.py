import pytest

from cetu.answer.naming import Thing, names
from cetu.engine import Engine


def test_labels_come_in_both_languages_and_fall_back_on_the_other(thing: str) -> None:
    both = Thing(thing + "x", "任务", "task")
    assert (both.label("zh"), both.label("en")) == ("任务", "task")
    chinese = Thing(thing + "x", "任务")
    assert (chinese.label("en"), chinese.spoken("en")) == ("任务", "zh")


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("https://w3id.org/cetu/ontology#Task", "cetu:Task"),
        ("https://w3id.org/cetu/id/body/441900-caizhengju", "441900-caizhengju"),
        ("https://example.org/%E8%B4%B4", "贴"),
        ("urn:x", "urn:x"),
    ],
)
def test_a_thing_without_label_is_called_by_its_iri(iri: str, short: str) -> None:
    assert Thing(iri).label("zh") == short


def test_names_prefer_concept_labels_and_know_terms_of_the_standards(
    engine: Engine, thing: str
) -> None:
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    named = names(engine, [thing + "instrument/risk-compensation", rdf_type, thing + "nothing"])
    assert named(thing + "instrument/risk-compensation").zh == "风险补偿"
    assert named(rdf_type).zh == "类型"
    assert named(thing + "nothing") == Thing(thing + "nothing")
