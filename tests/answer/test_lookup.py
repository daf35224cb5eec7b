from cetu.answer.lookup import KINDS, Finder
from cetu.engine import Engine


def test_labels_other_names_and_texts_are_found(engine: Engine, thing: str) -> None:
    found = Finder(engine).index()
    plate = found.find("版权局").hits
    assert [(h.entry.kind, h.name) for h in plate] == [("body", "市委宣传部（市版权局）")]
    assert [h.entry.iri for h in found.find("信贷风险补偿").hits] == [
        thing + "instrument/risk-compensation"
    ]
    text = found.find("白名单").hits
    assert {h.entry.kind for h in text} == {"beneficiary", "task", "term"}


def test_english_labels_are_found(engine: Engine) -> None:
    hits = Finder(engine).index().find("risk compensation").hits
    assert hits[0].entry.zh == "风险补偿"


def test_every_kind_is_a_known_kind_and_every_thing_stands_once(engine: Engine) -> None:
    hits = Finder(engine).index().find("政").hits
    assert {h.entry.kind for h in hits} <= set(KINDS)
    assert len({h.entry.iri for h in hits}) == len(hits)
