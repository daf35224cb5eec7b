"""The rules of the check: every one that a finding can name, with its sentence."""

import re
from pathlib import Path

from cetu.answer.rules import SHELVES, rules, shapes, shelf_of
from cetu.namespaces import BASE


def test_rules_have_names_and_sentences_of_their_own(root: Path) -> None:
    found = rules(root)
    assert len({one.iri for one in found}) == len(found)
    for one in found:
        assert one.iri == f"{BASE}{shelf_of(one)}#{one.name}"
        assert shelf_of(one) in SHELVES
        assert one.zh, one.iri
        assert one.en, one.iri


def test_a_query_is_read_with_its_header(root: Path) -> None:
    (rule,) = [one for one in rules(root) if one.iri == f"{BASE}checks#reading-doubt"]
    assert rule.layer in {"reading", "check"}
    assert rule.severity == "warning"
    assert "SELECT" in rule.text


def test_a_shape_has_its_message_and_severity(root: Path) -> None:
    (rule,) = [one for one in rules(root) if one.iri == f"{BASE}shapes#BodyGroupShape-unknown"]
    assert (rule.layer, rule.severity, rule.kind) == ("shape", "warning", "missing")
    assert "成员" in rule.zh
    assert "名单" in rule.advice_zh
    (other,) = [one for one in rules(root) if one.iri == f"{BASE}shapes#TaskShape-number"]
    assert other.kind is None, "it depends on what is wrong with the number"


def test_every_rule_that_the_program_names_is_listed(root: Path) -> None:
    source = "".join(path.read_text("utf-8") for path in (root / "service").rglob("*.py"))
    shelves = {"RULES": "contradictions", "SHAPES_IRI": "shapes"}
    named = {
        f"{BASE}{shelves[which]}#{name}"
        for which, name in re.findall(r'f"\{(RULES|SHAPES_IRI)\}([A-Za-z][\w-]*)"', source)
    }
    assert named
    assert named - {one.iri for one in rules(root)} == set()


def test_shapes_are_what_their_files_state(root: Path) -> None:
    text = "".join(map(str, shapes(root)))
    assert f"<{BASE}shapes#TaskShape-has-text>" in text
