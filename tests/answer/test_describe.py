import pytest

from cetu.answer.describe import describe
from cetu.engine import Engine
from cetu.errors import ThingUnknown

CETU = "https://w3id.org/cetu/ontology#"


def test_a_body_has_its_classes_most_specific_first(engine: Engine, thing: str) -> None:
    found = describe(engine, thing + "body/441900-caizhengju")
    assert found.thing.zh == "东莞市财政局"
    assert [c.iri.removeprefix(CETU) for c in found.classes] == [
        "MunicipalBureau",
        "GovernmentBody",
        "PublicBody",
        "Organisation",
        "Actor",
    ]


def test_statements_are_grouped_and_say_whether_they_were_inferred(
    engine: Engine, task_iri: str
) -> None:
    found = describe(engine, task_iri + "t17aaaaa")
    assert found.text(CETU + "taskNumber") == "17"
    by_predicate = {g.predicate.iri.removeprefix(CETU): g for g in found.outgoing}
    assert {s.inferred for s in by_predicate["responsibleParty"].statements} == {True}
    assert {s.inferred for s in by_predicate["hasResponsibility"].statements} == {False}
    assert by_predicate["responsibleParty"].total == 3
    assert by_predicate["responsibleParty"].predicate.zh == "责任单位"


def test_what_points_to_a_thing_is_listed(engine: Engine, thing: str) -> None:
    found = describe(engine, thing + "body/441900-caizhengju")
    incoming = {g.predicate.iri.removeprefix(CETU): g.total for g in found.incoming}
    assert incoming == {"party": 1, "responsibleParty": 1}


def test_labels_come_first_in_chinese(engine: Engine, thing: str) -> None:
    found = describe(engine, thing + "place/441900")
    labels = found.of("http://www.w3.org/2000/01/rdf-schema#label")
    assert [s.value.value for s in labels] == ["东莞市", "Dongguan"]
    assert found.text("http://www.w3.org/2000/01/rdf-schema#label", "en") == "Dongguan"
    assert found.text(CETU + "taskText") == ""


@pytest.mark.parametrize("end", ["nothing", "task/x"])
def test_an_unknown_thing_is_an_error(engine: Engine, thing: str, end: str) -> None:
    with pytest.raises(ThingUnknown):
        describe(engine, thing + end)
