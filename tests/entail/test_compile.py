"""Each construct of OWL 2 RL becomes the rule it should, with its terms filled in."""

import pytest
from pyoxigraph import RdfFormat, parse

from cetu.entail.compile import compiled
from cetu.entail.rule import Rule

_PREFIXES = """
@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def _rules(text: str, *, anonymous: bool = False) -> tuple[Rule, ...]:
    rows = (quad.triple for quad in parse(_PREFIXES + text, format=RdfFormat.TURTLE))
    return compiled(rows, anonymous=anonymous)


def _written(text: str) -> list[str]:
    """`head ← body` of each rule, in short, with the names of the rules it is."""
    found = []
    for rule in _rules(text):
        body = ", ".join(_atom(str(atom)) for atom in rule.body)
        found.append(f"{_atom(str(rule.head))} ← {body} [{rule.name}]")
    return found


def _atom(text: str) -> str:
    short = text.replace("<https://example.org/", "").replace(">", "").removesuffix(" .")
    return short.replace("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "a")


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (":A rdfs:subClassOf :B .", ["?x a B ← ?x a A [cax-sco]"]),
        (
            ":A owl:equivalentClass :B .",
            ["?x a B ← ?x a A [cax-eqc1]", "?x a A ← ?x a B [cax-eqc2]"],
        ),
        (":p rdfs:domain :A .", ["?x a A ← ?x p ?y [prp-dom]"]),
        (":p rdfs:range :A .", ["?y a A ← ?x p ?y [prp-rng]"]),
        (":p rdfs:subPropertyOf :q .", ["?x q ?y ← ?x p ?y [prp-spo1]"]),
        (
            ":p owl:equivalentProperty :q .",
            ["?x q ?y ← ?x p ?y [prp-eqp1]", "?x p ?y ← ?x q ?y [prp-eqp2]"],
        ),
        (
            ":p owl:inverseOf :q .",
            ["?y q ?x ← ?x p ?y [prp-inv1]", "?y p ?x ← ?x q ?y [prp-inv2]"],
        ),
        (":p a owl:SymmetricProperty .", ["?y p ?x ← ?x p ?y [prp-symp]"]),
        (":p a owl:TransitiveProperty .", ["?x p ?z ← ?x p ?y, ?y p ?z [prp-trp]"]),
        (
            ":t owl:propertyChainAxiom ( :p :q :r ) .",
            ["?x t ?u ← ?x p ?y, ?y q ?z, ?z r ?u [prp-spo2]"],
        ),
        (":t owl:propertyChainAxiom ( :p ) .", ["?x t ?y ← ?x p ?y [prp-spo2]"]),
        (
            ":t owl:propertyChainAxiom ( [ owl:inverseOf :p ] :q ) .",
            ["?y t ?z ← ?x p ?y, ?x q ?z [prp-spo2]"],
        ),
        (
            ":A owl:equivalentClass [ owl:onProperty :p ; owl:hasValue :v ] .",
            ["?x p v ← ?x a A [cax-eqc1+cls-hv1]", "?x a A ← ?x p v [cls-hv2+cax-eqc2]"],
        ),
        (
            "[ owl:onProperty :p ; owl:someValuesFrom :B ] rdfs:subClassOf :A .",
            ["?x a A ← ?x p ?y, ?y a B [cls-svf1+cax-sco]"],
        ),
        (
            "[ owl:onProperty :p ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf :A .",
            ["?x a A ← ?x p ?y [cls-svf2+cax-sco]"],
        ),
        (
            ":A rdfs:subClassOf [ owl:onProperty :p ; owl:allValuesFrom :B ] .",
            ["?y a B ← ?x a A, ?x p ?y [cax-sco+cls-avf]"],
        ),
        (
            ":A owl:equivalentClass [ owl:intersectionOf ( :B :C :D ) ] .",
            [
                "?x a B ← ?x a A [cax-eqc1+cls-int2]",
                "?x a C ← ?x a A [cax-eqc1+cls-int2]",
                "?x a D ← ?x a A [cax-eqc1+cls-int2]",
                "?x a A ← ?x a B, ?x a C, ?x a D [cls-int1+cax-eqc2]",
            ],
        ),
        (
            "[ owl:unionOf ( :B :C ) ] rdfs:subClassOf :A .",
            ["?x a A ← ?x a B [cls-uni+cax-sco]", "?x a A ← ?x a C [cls-uni+cax-sco]"],
        ),
        (
            ":A owl:oneOf ( :a :b ) .",
            ["a a A ←  [cls-oo]", "b a A ←  [cls-oo]"],
        ),
        (
            ":A owl:equivalentClass [ owl:intersectionOf ( :B [ owl:onProperty :p ; "
            "owl:someValuesFrom [ owl:unionOf ( :C [ owl:onProperty :q ; owl:hasValue :v ] ) ] ] )"
            " ] .",
            [
                "?x a B ← ?x a A [cax-eqc1+cls-int2]",
                "?x a A ← ?x a B, ?x p ?y, ?y q v [cls-hv2+cls-uni+cls-svf1+cls-int1+cax-eqc2]",
                "?x a A ← ?x a B, ?x p ?y, ?y a C [cls-uni+cls-svf1+cls-int1+cax-eqc2]",
            ],
        ),
    ],
    ids=lambda value: value[:50] if isinstance(value, str) else "",
)
def test_a_construct_becomes_its_rules(text: str, rules: list[str]) -> None:
    assert _written(text) == rules


@pytest.mark.parametrize(
    "text",
    [
        ":A rdfs:subClassOf :A , owl:Thing .",
        ":A rdfs:subClassOf [ owl:onProperty :p ; owl:someValuesFrom :B ] .",
        ":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality 1 ] .",
        ":p a owl:FunctionalProperty , owl:InverseFunctionalProperty .",
        ":A owl:hasKey ( :p ) ; owl:disjointWith :B .",
        ":p rdfs:range [ a rdfs:Datatype ; owl:oneOf ( 'a' 'b' ) ] .",
        "_:a rdfs:subClassOf :A . _:a owl:intersectionOf ( _:a :B ) .",
    ],
)
def test_what_gives_nothing_about_things_has_no_rule(text: str) -> None:
    assert _written(text) == []


def test_a_rule_says_which_axiom_it_is_of() -> None:
    (rule,) = _rules("[ owl:onProperty :p ; owl:someValuesFrom :B ] rdfs:subClassOf :A .")
    assert rule.axiom == (
        "SubClassOf(ObjectSomeValuesFrom(<https://example.org/p> <https://example.org/B>) "
        "<https://example.org/A>)"
    )
    (rule,) = _rules(":p a owl:DatatypeProperty ; rdfs:subPropertyOf rdfs:label .")
    assert rule.axiom == (
        "SubDataPropertyOf(<https://example.org/p> <http://www.w3.org/2000/01/rdf-schema#label>)"
    )


def test_a_rule_is_a_query() -> None:
    (rule,) = _rules(":p a owl:TransitiveProperty .")
    assert rule.sparql() == (
        "CONSTRUCT { ?x <https://example.org/p> ?z . }\nWHERE {\n"
        "  ?x <https://example.org/p> ?y .\n  ?y <https://example.org/p> ?z .\n}"
    )


def test_membership_in_anonymous_classes_is_said_when_asked_for() -> None:
    text = ":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality 1 ] ."
    (rule,) = _rules(text, anonymous=True)
    assert _atom(str(rule.head)).startswith("?x a _:")


def test_the_order_of_statements_makes_no_difference() -> None:
    lines = [":A rdfs:subClassOf :B .", ":p rdfs:domain :A .", ":p owl:inverseOf :q ."]
    assert _rules("\n".join(lines)) == _rules("\n".join(reversed(lines)))
