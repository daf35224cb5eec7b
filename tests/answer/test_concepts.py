from cetu.answer.concepts import INSTRUMENTS, concept, tree
from cetu.engine import Engine


def test_the_tree_counts_tasks_of_a_concept_and_below_it(engine: Engine) -> None:
    tops = {node.thing.zh: node for node in tree(engine, INSTRUMENTS)}
    pledge = tops["知识产权质押贷款"]
    assert (pledge.tasks, pledge.below) == (0, 1)
    assert {child.thing.zh: child.tasks for child in pledge.narrower} == {
        "商标专用权质押贷款": 1,
        "专利权质押贷款": 1,
    }


def test_an_instrument_has_words_neighbours_matches_and_uses(engine: Engine, thing: str) -> None:
    found = concept(engine, thing + "instrument/risk-compensation")
    assert found.definition.zh.startswith("政府对合作银行")
    assert found.also == ("信贷风险补偿",)
    assert [b.zh for b in found.broader] == ["增信与风险分担"]
    assert [(m, t.iri) for m, t in found.matches] == [
        ("closeMatch", "https://example.org/foreign/RiskSharing")
    ]
    assert [(u.number, u.words, len(u.quotes)) for u in found.uses] == [("17", "风险补偿", 1)]
    assert [t.number for t in found.tasks] == ["17"]


def test_narrower_concepts_are_found_from_broader_statements(engine: Engine, thing: str) -> None:
    found = concept(engine, thing + "instrument/credit-enhancement")
    assert [n.zh for n in found.narrower] == ["风险补偿"]
    assert found.notation == "guarantee_risk_compensation"


def test_a_concept_is_used_where_a_narrower_one_is(engine: Engine, thing: str) -> None:
    found = concept(engine, thing + "instrument/credit-enhancement")
    assert [(u.number, u.about.zh, u.words) for u in found.uses] == [("17", "风险补偿", "风险补偿")]
    assert [t.number for t in found.tasks] == ["17"]
    (top,) = (n for n in tree(engine, INSTRUMENTS) if n.thing == found.thing)
    assert top.below == len(found.tasks)


def test_a_white_list_lists_classes(engine: Engine, thing: str) -> None:
    listing = concept(engine, thing + "beneficiary/risk-white-list")
    assert {c.zh for c in listing.lists} == {"高新技术企业", "专精特新企业"}
    listed = concept(engine, thing + "beneficiary/high-tech-enterprise")
    assert [c.zh for c in listed.listed_by] == ["风险补偿“白名单”企业", "白名单"]
