"""`cetu build`."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def clone(first: Path, tmp_path: Path) -> Path:
    """A copy of what a build needs, with the first document alone."""
    for folder in ("ontology", "queries", "data"):
        shutil.copytree(first / folder, tmp_path / folder)
    return tmp_path


def test_it_builds_and_then_finds_it_up_to_date(cetu: Run, clone: Path) -> None:
    shutil.rmtree(clone / "data" / "graph")
    done = cetu("build", "--if-stale", CETU_ROOT=str(clone))
    assert done.returncode == 0, done.stderr
    assert [line.split()[2] for line in done.stdout.splitlines()] == ["changed"] * 4
    again = cetu("build", "--if-stale", CETU_ROOT=str(clone))
    assert (again.stdout, "up to date" in again.stderr) == ("", True)


def test_a_wrong_list_of_sources_is_one_line_and_an_exit_code(cetu: Run, clone: Path) -> None:
    with (clone / "data" / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("more,source/none.txt\n")
    done = cetu("build", CETU_ROOT=str(clone))
    assert done.returncode == 19
    assert "line 3" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_without_sources_nothing_is_built(cetu: Run, clone: Path) -> None:
    (clone / "data" / "sources.csv").unlink()
    done = cetu("build", CETU_ROOT=str(clone))
    assert done.returncode == 18
    assert "CETU_ROOT" in done.stderr
