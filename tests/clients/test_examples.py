"""`cetu.client`, and the examples of docs/clients.md as they stand there, on a running service."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient
from tests.clients.conftest import Service

from cetu.client import Client, ServiceRefused

TASKS = ["2", "3", "16", "17"]
"""Of 东莞市财政局 in the first document."""
_LASTS_S = 120


@pytest.fixture
def client(asked: Service) -> Iterator[Client]:
    with Client(asked.address) as graph:
        yield graph


def example(root: Path, language: str) -> str:
    text = (root / "docs" / "clients.md").read_text("utf-8")
    (code,) = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    return str(code)


def run(asked: Service, *command: str) -> list[str]:
    done = subprocess.run(  # noqa: S603 - our own examples
        command,
        env={**os.environ, "CETU_URL": asked.address, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=_LASTS_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_example_in_python(asked: Service, root: Path) -> None:
    first, reading, *_ = run(asked, sys.executable, "-c", example(root, "python"))
    assert first == "[2, 3, 16, 17]"
    assert reading == "东莞市财政局负责的任务"


@pytest.mark.skipif(not shutil.which("Rscript"), reason="needs R (Debian: r-base-core)")
def test_the_example_in_r(asked: Service, root: Path, tmp_path: Path) -> None:
    script = tmp_path / "tasks.R"
    script.write_text(example(root, "r"), encoding="utf-8")
    assert run(asked, "Rscript", "--vanilla", str(script)) == TASKS


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_the_example_in_javascript(asked: Service, root: Path, tmp_path: Path) -> None:
    script = tmp_path / "tasks.mjs"
    script.write_text(example(root, "js"), encoding="utf-8")
    assert run(asked, "node", str(script)) == TASKS


def test_the_notebook_runs(asked: Service, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CETU_URL", asked.address)
    text = (root / "docs" / "clients.ipynb").read_text("utf-8")
    notebook = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    assert not any(cell.get("outputs") for cell in notebook.cells)
    done = NotebookClient(notebook, timeout=_LASTS_S, kernel_name="python3").execute()
    said = str([cell.get("outputs") for cell in done.cells])
    assert "用到风险补偿的任务由哪些单位负责（东莞市）" in said
    assert "强化科技信贷风险机制" in said
    assert "中共东莞市委金融委员会办公室" in said


def test_numbers_are_numbers_and_what_is_unbound_is_missing(client: Client) -> None:
    frame = client.select(
        'SELECT ?a ?b ?c { VALUES (?a ?b ?c) { (1 "x" UNDEF) (2 "y" 2.5) } } ORDER BY ?a'
    )
    assert frame["a"].to_list() == [1, 2]
    assert str(frame["a"].dtype) == "Int64"
    assert frame["b"].to_list() == ["x", "y"]
    assert pd.isna(frame["c"][0])
    assert frame["c"][1] == 2.5


def test_no_rows_are_a_frame_with_its_columns(client: Client) -> None:
    assert list(client.select("SELECT ?a ?b { ?a <urn:nothing> ?b }").columns) == ["a", "b"]


def test_the_questions_are_listed_and_run(client: Client) -> None:
    assert "tasks-of-body" in set(client.questions()["name"])
    rows = client.question("tasks-of-body", body="body/441900-caizhengju")
    assert rows["number"].drop_duplicates().to_list() == [int(one) for one in TASKS]


def test_an_error_is_the_services_sentence(client: Client) -> None:
    with pytest.raises(ServiceRefused, match="line 1"):
        client.select("SELECT * { ?s ?p }")
    with pytest.raises(ServiceRefused, match="not understood") as raised:
        client.ask("风险补偿好不好")
    assert "You can ask" in raised.value.hint
    with pytest.raises(ServiceRefused, match="No question"):
        client.question("no-such-question")


def test_a_service_that_does_not_answer_is_a_sentence() -> None:
    with Client("http://127.0.0.1:9") as graph, pytest.raises(ServiceRefused, match="answer"):
        graph.questions()
