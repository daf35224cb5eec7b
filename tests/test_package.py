"""The wheel, in a fresh environment, outside the checkout, answers a question."""

import csv
import io
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, root],
        check=True,
        capture_output=True,
    )
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_holds_what_the_service_needs_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "cetu/py.typed",
        "cetu/_assets/ontology/policy.ttl",
        "cetu/_assets/shapes/task.ttl",
        "cetu/_assets/queries/questions/tasks-of-body.rq",
        "cetu/_assets/data/graph/inferred.trig",
        "cetu/web/static/editor.js",
        "cetu/web/templates/home.html",
    ):
        assert needed in names
    assert not [name for name in names if "test" in name or name.endswith(".stamp")]


def test_a_fresh_environment_answers_a_question(root: Path, wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "env"
    venv.create(home)
    # By the pip that is here, and nothing compiled beforehand: most of it is never imported.
    pip = [sys.executable, "-m", "pip", "--python", str(home), "--quiet", "install", "--no-compile"]
    lock = root / ".lock" / "serve.txt"
    subprocess.run([*pip, "--require-hashes", "-r", lock], check=True)  # noqa: S603
    subprocess.run([*pip, "--no-deps", wheel], check=True)  # noqa: S603
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("CETU_", "PYTHON"))}
    done = subprocess.run(  # noqa: S603
        [home / "bin" / "cetu", "ask", "tasks-of-body", "--format", "csv"],
        cwd=tmp_path,
        env=clean,
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(list(csv.DictReader(io.StringIO(done.stdout)))) == 13
