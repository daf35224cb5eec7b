"""What a change breaks is what the whole check finds after it and did not find before."""

import os
import random
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import pytest

from cetu.pipeline import since
from cetu.pipeline.index import Difference
from cetu.pipeline.rulebook import Rulebook
from cetu.validate import affected, checks
from cetu.validate.checks import Check
from cetu.validate.dependence import dependence

ROOT: Final = Path(__file__).parents[2]
HARD: Final = bool(os.environ.get("CETU_HARD"))
RULES: Final = [
    rule
    for number, rule in enumerate(checks.rules(ROOT))
    if HARD or (rule.scope == "graph" and rule.layer == "check") or not number % 20
]
"""All; by default those that are asked when a document is added, and a few others."""
BOOK: Final = Rulebook()
TURNS: Final = 100 if HARD else 1
THINGS: Final = [ox.NamedNode(f"https://w3id.org/cetu/id/thing/{n}") for n in range(3)]
GRAPHS: Final = [
    ox.NamedNode(f"https://w3id.org/cetu/graph/{name}")
    for name in ("metadata", "vocabulary", "ontology", "inferred", "a/1", "b/1")
]
NUMBER: Final = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
VALUES: Final = [
    ox.Literal("市财政局"),
    ox.Literal("财政局", language="zh"),
    ox.Literal("bureau", language="de"),
    ox.Literal("1", datatype=NUMBER),
]


@cache
def patterns(query: str) -> list[list[Any]]:
    """The triple patterns of a query, None for a variable."""
    return [
        [affected._pattern(term) if term[:1] != "?" else None for term in seed.triple]
        for seed in dependence(query).seeds
    ]


def invented(rule: Check, chance: random.Random, count: int) -> list[ox.Quad]:
    """Random statements of the kinds that a rule looks at, about few things, so that they join."""
    found = []
    for _ in range(count):
        s, p, o = chance.choice(patterns(rule.query))
        thing, link = chance.choice(THINGS), chance.choice(THINGS)
        value: Any = chance.choice([*THINGS, *THINGS, *VALUES])
        found.append(ox.Quad(s or thing, p or link, o or value, chance.choice(GRAPHS)))
    return found


def examples(rule: Check) -> list[ox.Quad]:
    """The statements of a rule's own examples, those that it finds and those that it lets pass."""
    folder = ROOT / "tests" / ("hygiene" if rule.layer == "hygiene" else "checks") / rule.name
    return [quad for path in sorted(folder.glob("*.trig")) for quad in ox.parse(path=path)]


def everything(rule: Check, held: ox.Store) -> set[object]:
    """All that a rule finds."""
    return {since._mark(row) for row in checks.rows(rule, lambda query: since._table(held, query))}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_is_new_is_what_the_whole_check_finds_anew(rule: Check) -> None:
    """On graphs made at random of examples and of invented statements, and random changes."""
    chance = random.Random(rule.name)  # noqa: S311 - no secret
    given = examples(rule)
    for turn in range(4 * TURNS):
        share, more = chance.random(), chance.choice((0, 0, 5, 20))
        graph = [q for q in given if chance.random() < 0.9] + invented(rule, chance, more)
        held = ox.Store()
        held.extend(quad for quad in graph if chance.random() < share)
        came = [quad for quad in dict.fromkeys(graph) if quad not in held]
        went = [quad for quad in held if chance.random() < 0.2] if turn % 2 else []
        before = everything(rule, held)
        change = Difference(tuple(came), tuple(went))
        found = {since._mark(row) for _, row in since.new(held, change, [rule], BOOK)}
        assert found == everything(rule, held) - before
        assert all(quad in held for quad in came), "it holds what there is after the change"


def test_a_rule_that_is_not_understood_is_asked_as_a_whole() -> None:
    """Such as one with a function of SPARQL 1.2."""
    query = "SELECT ?thing WHERE { ?thing a ?kind FILTER (!isTRIPLE(?kind)) }"
    rule = replace(RULES[0], name="new", query=query, zh="{thing}", en="{thing}")
    held = ox.Store()
    came = tuple(ox.Quad(g, GRAPHS[0], g, g) for g in GRAPHS[1:])
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    came += (ox.Quad(GRAPHS[1], kind, THINGS[0], GRAPHS[1]),)
    ((_, row),) = since.new(held, Difference(came, ()), [rule], BOOK)
    assert row["thing"].value == GRAPHS[1].value


def test_what_is_known_of_rules_is_kept(tmp_path: Path) -> None:
    """In a file, for the next time; a broken one is no harm."""
    path = tmp_path / "rules.json"
    first = Rulebook(path)
    known = first.of(RULES[0])
    first.keep()
    assert Rulebook(path).of(RULES[0]) == known
    path.write_text(path.read_text(encoding="utf-8").replace("keys", "other"), encoding="utf-8")
    assert Rulebook(path).of(RULES[0]) == known
    path.write_text("{", encoding="utf-8")
    assert Rulebook(path).of(RULES[0]) == known
