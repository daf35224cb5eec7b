"""`cetu check`: 0 conforms, 1 violations, 2 could not run; its files, formats and lists."""

import csv
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from rdflib import RDF, SH, Graph, Literal
from typer.testing import CliRunner

from cetu import store
from cetu.cli import app
from cetu.report import baseline, of_json

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def copied(first: Path, place: Path) -> Path:
    for folder in ("ontology", "queries", "data", "shapes"):
        shutil.copytree(first / folder, place / folder)
    return place


@pytest.fixture(scope="module")
def clean(cetu: Run, first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the first document alone, checked once: its report is kept, and in files."""
    root = copied(first, tmp_path_factory.mktemp("clean") / "root")
    files = [f"--output={root / name}" for name in ("r.sarif", "r.xml", "r.ttl", "r.csv", "r.txt")]
    done = cetu("check", "--format=json", *files, "--save", CETU_ROOT=str(root))
    assert done.returncode == 0, done.stderr
    (root / "r.json").write_text(done.stdout, "utf-8")
    return root


@pytest.fixture(scope="module")
def report(clean: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((clean / "r.json").read_text("utf-8"))
    return found


def test_the_first_document_is_consistent_and_conforms(report: dict[str, Any]) -> None:
    assert report["conforms"] is True
    assert report["consistent"] is True
    assert report["unsatisfiable"] == []


def test_row_forty_and_the_two_groups_are_reported(report: dict[str, Any]) -> None:
    warned = [f for f in report["findings"] if f["severity"] == "warning"]
    assert any("任务 40" in f["zh"] and "第 40 行" in f["zh"] for f in warned)
    groups = {f["thing"].rsplit("/", 1)[1] for f in warned if "BodyGroup" in f["rule"]}
    assert groups == {"441900-fengxianbuchang-lianxihuiyi", "441900-gezhenjieyuanqu"}
    assert not [f for f in report["findings"] if f["severity"] == "violation"]


def test_it_says_which_graph_was_checked(report: dict[str, Any], first: Path) -> None:
    assert report["snapshot"] == store.snapshot(first).digest


def test_turtle_is_a_validation_report(clean: Path, report: dict[str, Any]) -> None:
    graph = Graph().parse(clean / "r.ttl")
    (node,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(node, SH.conforms) == Literal(True)
    assert len(list(graph.objects(node, SH.result))) == len(report["findings"]) >= 3


def test_every_file_tells_the_same_findings(clean: Path, report: dict[str, Any]) -> None:
    wanted = [one["identity"] for one in report["findings"]]
    log = json.loads((clean / "r.sarif").read_text("utf-8"))
    results = log["runs"][0]["results"]
    assert [one["partialFingerprints"]["cetuFinding/v1"] for one in results] == wanted
    with (clean / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["标识 identity"] for row in csv.DictReader(file)] == wanted
    root = ET.parse(clean / "r.xml").getroot()  # noqa: S314 - we wrote it
    assert root.get("failures") == "0"
    tried = {case.get("name", "").split()[0] for case in root.iter("testcase")}
    assert {"quote-disagrees", "cax-dw", "TaskShape-has-text"} <= tried
    said = (clean / "r.txt").read_text("utf-8")
    assert said.startswith("Conforms: 0 violations")
    assert all(one["identity"] in said for one in report["findings"])


def test_words_are_placed_where_they_stand_in_the_file_as_received(
    report: dict[str, Any], annex: Path
) -> None:
    text = annex.read_text("utf-8")
    rows = [one for one in report["findings"] if one["rule"].endswith(("-incomplete", "-reminder"))]
    assert len(rows) == 2  # of the row, and of the task in it
    for one in rows:
        assert one["place"]["file"] == f"data/source/{annex.name}"
        stretch = one["place"]["stretch"]
        assert text[stretch["start"] : stretch["end"]] == "40"
        assert text.splitlines()[stretch["line"] - 1][stretch["column"] - 1 :] == "40"
    (group, *_) = [one for one in report["findings"] if "BodyGroupShape" in one["rule"]]
    assert group["place"]["file"].startswith("data/reference/")


def test_what_is_kept_is_the_report(clean: Path, report: dict[str, Any]) -> None:
    kept, places = of_json((clean / "data" / "report" / "report.json").read_bytes())
    assert [one.identity for one in kept.findings] == [
        one["identity"] for one in report["findings"]
    ]
    assert kept.digest == report["snapshot"]
    assert set(places) == {one["identity"] for one in report["findings"] if "place" in one}


@pytest.fixture(scope="module")
def broken(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy in which a quote is not what the document says, and a role is two."""
    root = copied(first, tmp_path_factory.mktemp("broken") / "root")
    graph = root / "data" / "graph" / "dongguan-techfin-2024-annex.trig"
    text = graph.read_text("utf-8")
    bad = text.replace(
        'cetu:exactQuote "最高给予贷款本金 80%"', 'cetu:exactQuote "最高给予贷款本金 90%"'
    )
    assert bad != text
    twice = bad.replace("cetu:role cetu:listed", "cetu:role cetu:listed , cetu:lead", 1)
    assert twice != bad
    graph.write_text(twice, "utf-8")
    return root


def test_a_violation_is_told_and_gives_one_until_it_is_accepted(
    cetu: Run, broken: Path, tmp_path: Path
) -> None:
    known = tmp_path / "accepted.toml"
    environment = {"CETU_LANG": "zh", "CETU_ROOT": str(broken)}
    accept = ("--baseline", str(known), "--accept", "--reason", "等待更正", "--until", "2999-12-31")
    done = cetu("check", "--full", *accept, **environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("符合要求：违反 0 项")
    assert "数据与本体矛盾" in done.stdout
    assert "90%" in done.stdout
    assert "接受的理由：等待更正（" in done.stdout
    entries = baseline.load(known.read_text("utf-8"))
    assert len(entries) >= 2
    assert f"已接受 {len(entries)} 项" in done.stderr

    # Without its first entry the list lets one violation through; with another it tells what went.
    head, first, *rest = known.read_text("utf-8").split("[[accepted]]")
    other = first.replace(entries[0].identity, "0" * 16)
    known.write_text("[[accepted]]".join([head, other, *rest]), "utf-8")
    done = cetu("check", "--baseline", str(known), **environment)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("不符合要求：违反 1 项")
    assert "已接受而不再出现（1），可从清单中删去\n  - 0000000000000000 等待更正" in done.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--accept"], "--accept needs --baseline"),
        (["--accept", "--baseline", "none.toml"], "--reason"),
        (["--reason", "x"], "are for --accept"),
        (["--baseline", "missing.toml"], "missing.toml"),
        (["--baseline", "wrong.toml"], "entry 1 has no “reason”"),
        (["--baseline", "bytes.toml"], "no text in UTF-8"),
        (["--baseline", "a.toml", "--accept", "--reason", "x", "--until", "soon"], "2027-06-30"),
        (["--baseline", "a.toml", "--accept", "--reason", "x", "--until", "2020-01-01"], "passed"),
        (["--output", "report.pdf"], "its ending says no format"),
        (["--output", "nowhere/report.json"], "no such folder"),
        (["--kind", "odd"], "There is no kind “odd”"),
        (["--save", "--kind", "form"], "Only the report on the whole graph"),
        (["--save", "--document", "x"], "Only the report on the whole graph"),
        (["--document", "nothing"], "No document has the key"),
    ],
)
def test_what_cannot_be_run_gives_two_and_says_why(
    first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CETU_ROOT", str(first))
    monkeypatch.setenv("CETU_LANG", "en")
    (tmp_path / "wrong.toml").write_text("[[accepted]]\nfinding = '0000000000000000'\n")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    done = CliRunner().invoke(app, ["check", *options])
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())
    assert not (tmp_path / "none.toml").exists()


def test_without_a_graph_it_could_not_run(cetu: Run, root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "ontology", tmp_path / "ontology")
    done = cetu("check", CETU_ROOT=str(tmp_path))
    assert done.returncode == 2
    assert "cetu build" in done.stderr
