"""The files of the catalogue: how many there are, and that each says what it should."""

import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.faults.catalogue import HERE, Fault, Unreadable, faults, read

from cetu.answer.rules import rules
from cetu.namespaces import ID

ALL = faults()
GOOD = """#+ summary: 甲
#+ summary_en: a
#+ layer: owl
#+ rule: cax-dw
#+ thing: body/b
#+ also-without: hasName — 另有名称
INSERT DATA { <urn:a> <urn:b> <urn:c> }
"""


def test_there_are_enough_of_each_layer() -> None:
    counts = Counter(fault.layer for fault in ALL)
    assert all(counts[layer] >= 20 for layer in ("owl", "shape", "check", "hygiene"))
    assert counts["reading"] >= 3
    assert counts["none"] >= 15


def test_each_names_a_rule_that_there_is(root: Path) -> None:
    known = {(rule.layer, rule.name) for rule in rules(root)}
    assert {
        fault.name
        for fault in ALL
        if not fault.is_control and (fault.layer, fault.rule) not in known
    } == set()


def test_no_two_are_the_same() -> None:
    told = Counter(re.sub(r"(?m)^#.*$", "", fault.update) for fault in ALL)
    assert [one for one, count in told.items() if count > 1] == []


@pytest.mark.parametrize("fault", ALL, ids=lambda fault: fault.name)
def test_each_is_an_update_of_named_graphs_alone(fault: Fault) -> None:
    store = ox.Store()
    store.update(fault.update)
    assert [quad for quad in store if quad.graph_name == ox.DefaultGraph()] == []


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "owl" / "one.ru"
    path.parent.mkdir()
    path.write_text(GOOD, "utf-8")
    fault = read(path)
    assert (fault.name, fault.layer, fault.rule) == ("owl/one", "owl", "cax-dw")
    assert (fault.thing, fault.spare) == (str(ID["body/b"]), ("hasName",))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (GOOD.replace("#+ rule: cax-dw\n", ""), "rule"),
        (GOOD.replace("#+ summary_en: a\n", ""), "summary_en"),
        (GOOD.replace("layer: owl", "layer: none of these"), "unknown"),
    ],
)
def test_a_file_that_lacks_a_line_is_told(tmp_path: Path, wrong: str, told: str) -> None:
    path = tmp_path / "one.ru"
    path.write_text(wrong, "utf-8")
    with pytest.raises(Unreadable, match=told):
        read(path)


def test_every_file_lies_in_a_folder_of_the_catalogue() -> None:
    assert {path.parent.parent for path in HERE.rglob("*.ru")} == {HERE}
