from cetu.answer.ontology import ontology
from cetu.engine import Engine


def test_classes_stand_in_a_tree(engine: Engine) -> None:
    found = ontology(engine)
    actor = next(b for b in found.tree if b.thing.en == "actor")
    assert {b.thing.en for b in actor.narrower} == {"organisation", "group of bodies"}


def test_a_term_has_definition_example_module_and_relations(engine: Engine) -> None:
    found = ontology(engine)
    assert found.version == "0.1.0"
    assert [m.zh for m in found.modules] == ["任务模块"]
    task = next(e for e in found.terms["class"] if e.anchor == "Task")
    assert task.definition.zh == "文件要求一个或几个单位做的一件事。"
    assert [e.zh for e in task.examples] == ["例：任务"]
    assert task.relations[0][0] == "subClassOf"
    has_task = next(e for e in found.terms["object"] if e.anchor == "hasTask")
    assert {r for r, _ in has_task.relations} == {"domain", "range", "inverseOf"}


def test_chains_and_foreign_terms_are_told_apart(engine: Engine) -> None:
    found = ontology(engine)
    party = next(e for e in found.terms["object"] if e.anchor == "responsibleParty")
    assert [[s.short for s in c] for c in party.chains] == [
        ["cetu:hasResponsibility", "cetu:party"]
    ]
    evidence = next(e for e in found.terms["class"] if e.anchor == "Evidence")
    assert [(r, t.short) for r, t in evidence.alignments] == [("subClassOf", "oa:Annotation")]
    assert evidence.relations == ()


def test_individuals_keep_their_class(engine: Engine) -> None:
    listed = next(e for e in ontology(engine).terms["individual"] if e.anchor == "listed")
    assert [t.short for t in listed.types] == ["cetu:ResponsibilityRole"]
