"""Each whole-graph check finds what its `found.trig` is about, and nothing in its `clear.trig`.

`found.trig` begins with `# expect: <thing>`, an IRI or a key under id/, a line a finding.
"""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from cetu import assets
from cetu.model.finding import Finding
from cetu.model.result import Table, Term
from cetu.namespaces import BASE, ID
from cetu.validate import checks

HERE = Path(__file__).parent
CHECKS = {
    check.name: check
    for check in checks.load(assets.root() / "queries" / "checks")
    if not check.name.startswith("ontology-")  # these have their own tests
}
CHINESE = re.compile(r"[一-鿿]")


def term(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    match value:
        case ox.NamedNode():
            return Term("uri", value.value)
        case ox.BlankNode():
            return Term("bnode", value.value)
        case ox.Literal():
            return Term("literal", value.value, value.language, value.datatype.value)
        case _:
            raise TypeError(value)


def run(check: checks.Check, path: Path) -> list[Finding]:
    store = ox.Store()
    store.load(path=str(path), format=ox.RdfFormat.TRIG)

    def select(query: str) -> Table:
        answer = store.query(query, use_default_graph_as_union=True)
        assert isinstance(answer, ox.QuerySolutions)
        names = [variable.value for variable in answer.variables]
        rows = (
            {name: term(value) for name in names if (value := solution[name]) is not None}
            for solution in answer
        )
        return Table(tuple(names), tuple(rows))

    return checks.run([check], select)


def expected(path: Path) -> list[str]:
    things = re.findall(r"^# expect: (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return sorted(thing if "://" in thing else str(ID[thing]) for thing in things)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_finds_its_example(name: str) -> None:
    path = HERE / name / "found.trig"
    found = run(CHECKS[name], path)
    assert expected(path)
    assert sorted(finding.thing for finding in found) == expected(path)
    for finding in found:
        assert finding.layer == CHECKS[name].layer
        assert finding.rule == f"{BASE}checks#{name}"
        assert finding.severity == CHECKS[name].severity
        assert CHINESE.search(finding.zh)
        assert finding.zh.endswith("。")
        assert finding.en.endswith(".")
        assert not re.search(r"[{}—]", finding.zh + finding.en), "every variable was filled in"


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_lets_the_clear_example_pass(name: str) -> None:
    assert run(CHECKS[name], HERE / name / "clear.trig") == []


def test_every_check_has_examples_and_no_example_is_left_over() -> None:
    folders = {path.parent.name for path in HERE.glob("*/*.trig")}
    assert folders == set(CHECKS)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_states_its_rule_in_both_languages(name: str) -> None:
    check = CHECKS[name]
    assert CHINESE.search(check.summary_zh)
    assert not CHINESE.search(check.summary_en)
    assert check.summary_zh.endswith("。")
    assert check.summary_en.endswith(".")


def test_a_sentence_calls_things_by_their_labels() -> None:
    (finding,) = run(CHECKS["group-members-unknown"], HERE / "group-members-unknown" / "found.trig")
    assert "「成员单位」是 2 项任务" in finding.zh
    assert "responsible for 2 tasks" in finding.en


def test_a_finding_carries_the_quote_behind_it() -> None:
    found = run(CHECKS["lead-unstated"], HERE / "lead-unstated" / "found.trig")
    assert {finding.quote for finding in found} == {"市财政局", "责任单位"}
