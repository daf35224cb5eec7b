"""`cetu add`, `cetu diff`, `cetu remove`, `cetu candidates` on one small graph."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph
from tests.pipeline import plans

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def place(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assets of the checkout, without its documents."""
    place = tmp_path_factory.mktemp("root")
    for folder in ("ontology", "queries", "shapes"):
        shutil.copytree(root / folder, place / folder)
    shutil.copytree(root / "data" / "reference", place / "data" / "reference")
    with (root / "data" / "sources.csv").open(encoding="utf-8") as file:
        (place / "data" / "sources.csv").write_text(file.readline(), "utf-8")
    return place


@pytest.fixture(scope="module")
def added(inside: Run, place: Path) -> "subprocess.CompletedProcess[str]":
    """What the command says of a folder with a plan and an empty file."""
    folder = place / "in"
    folder.mkdir()
    unknown = [*plans.ROWS, ("4", "办好云溪渔火节。", "云溪渔火办", "")]
    plans.write(folder / "yunxi-plan.html", unknown)
    (folder / "empty.txt").write_bytes(b"")
    return inside("add", str(folder), "--jobs", "1", CETU_ROOT=str(place))


def test_a_table_and_what_to_look_at(added: "subprocess.CompletedProcess[str]") -> None:
    assert added.returncode == 1, added.stderr
    lines = added.stdout.splitlines()
    ((at, line),) = [
        (at, line) for at, line in enumerate(lines) if plans.TITLE in line and "added" in line
    ]
    assert line.split()[-5] == "4"
    assert [below.strip() for below in lines[at + 1 : at + 3]] == ["yunxi-plan", "yunxi-plan.html"]
    assert "empty" in added.stdout.partition("\nempty.txt")[2]
    assert "cetu check" in added.stderr
    assert "1 added" in added.stderr


def test_json_says_the_same_and_again_is_unchanged(
    inside: Run, place: Path, added: "subprocess.CompletedProcess[str]"
) -> None:
    assert added.stdout
    done = inside("add", str(place / "in"), "--format", "json", CETU_ROOT=str(place))
    found = {Path(one["path"]).name: one for one in json.loads(done.stdout)}
    assert found["yunxi-plan.html"]["outcome"] == "unchanged"
    assert found["yunxi-plan.html"]["identifier"] == "yunxi-plan"
    assert found["empty.txt"]["outcome"] == "refused"
    assert found["empty.txt"]["error"]["zh"]
    assert done.returncode == 1


def test_versions_are_compared_in_words_json_and_rdf(
    inside: Run, place: Path, added: "subprocess.CompletedProcess[str]"
) -> None:
    assert added.stdout
    newer = plans.write(place / "newer.html", plans.ROWS[:2])
    words = inside("diff", "yunxi-plan", str(newer), CETU_ROOT=str(place), CETU_LANG="zh")
    assert "删除" in words.stdout
    assert "增加 0 项，删除 2 项，改变 0 项，未变 2 项。" in words.stdout
    told = inside("diff", "yunxi-plan", str(newer), "-f", "json", CETU_ROOT=str(place))
    assert [task["number"] for task in json.loads(told.stdout)["dropped"]] == ["3", "4"]
    rdf = inside("diff", "yunxi-plan", str(newer), "-f", "turtle", CETU_ROOT=str(place))
    assert len(Graph().parse(data=rdf.stdout, format="turtle")) == 3


def test_candidates_are_a_list(
    inside: Run, place: Path, added: "subprocess.CompletedProcess[str]"
) -> None:
    assert added.stdout
    done = inside("candidates", "--format", "json", CETU_ROOT=str(place))
    assert isinstance(json.loads(done.stdout), list)
    alone = inside("candidates", "--accept", "云溪贷", CETU_ROOT=str(place))
    assert alone.returncode == 9
    assert "--under" in alone.stderr


def test_what_is_removed_is_gone(
    inside: Run, place: Path, added: "subprocess.CompletedProcess[str]"
) -> None:
    assert added.stdout
    done = inside("remove", "yunxi-plan", CETU_ROOT=str(place))
    assert done.returncode == 0
    assert "source/yunxi-plan.html" in done.stdout
    assert (place / "data" / "source" / "yunxi-plan.html").is_file()
    assert not (place / "data" / "graph" / "yunxi-plan.trig").exists()
    assert inside("remove", "yunxi-plan", CETU_ROOT=str(place)).returncode == 16
