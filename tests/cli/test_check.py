"""`cetu check`: 0 conforms, 1 violations, 2 could not run."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, Literal

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def report(cetu: Run, first: Path) -> dict[str, object]:
    """What is found in the first document alone."""
    done = cetu("check", "--format", "json", CETU_ROOT=str(first))
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_the_first_document_is_consistent_and_conforms(report: dict[str, object]) -> None:
    assert report["conforms"] is True
    assert report["consistent"] is True
    assert report["unsatisfiable"] == []


def test_row_forty_and_the_two_groups_are_reported(report: dict[str, object]) -> None:
    findings = report["findings"]
    assert isinstance(findings, list)
    warned = [f for f in findings if f["severity"] == "warning"]
    assert any("任务 40" in f["zh"] and "第 40 行" in f["zh"] for f in warned)
    groups = {f["thing"].rsplit("/", 1)[1] for f in warned if "BodyGroup" in f["rule"]}
    assert groups == {"441900-fengxianbuchang-lianxihuiyi", "441900-gezhenjieyuanqu"}
    assert not [f for f in findings if f["severity"] == "violation"]


def test_turtle_is_a_validation_report(cetu: Run, first: Path) -> None:
    done = cetu("check", "--format", "turtle", CETU_ROOT=str(first))
    graph = Graph().parse(data=done.stdout, format="turtle")
    (node,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(node, SH.conforms) == Literal(True)
    assert len(list(graph.objects(node, SH.result))) >= 3


def test_a_violation_is_told_and_gives_one(cetu: Run, first: Path, tmp_path: Path) -> None:
    for folder in ("ontology", "queries", "data", "shapes"):
        shutil.copytree(first / folder, tmp_path / folder)
    graph = tmp_path / "data" / "graph" / "dongguan-techfin-2024-annex.trig"
    text = graph.read_text("utf-8")
    bad = text.replace(
        'cetu:exactQuote "最高给予贷款本金 80%"', 'cetu:exactQuote "最高给予贷款本金 90%"'
    )
    assert bad != text
    twice = bad.replace("cetu:role cetu:listed", "cetu:role cetu:listed , cetu:lead", 1)
    assert twice != bad
    graph.write_text(twice, "utf-8")
    done = cetu("check", CETU_LANG="zh", CETU_ROOT=str(tmp_path))
    assert done.returncode == 1, done.stderr
    assert "不符合要求" in done.stdout
    assert "数据与本体矛盾" in done.stdout
    assert "90%" in done.stdout


def test_without_a_graph_it_could_not_run(cetu: Run, root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "ontology", tmp_path / "ontology")
    done = cetu("check", CETU_ROOT=str(tmp_path))
    assert done.returncode == 2
    assert "cetu build" in done.stderr
