"""The files for deployment are sound, and say what the settings are called."""

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.traffic.served import Served

from cetu.settings import Settings

_SETTING = re.compile(r"CETU_([A-Z_]+)")


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "docs" / "deploy"


@pytest.fixture(scope="module")
def steps(folder: Path) -> list[tuple[str, str]]:
    """The instructions of the Containerfile, with their arguments; one of several lines is one."""
    text = re.sub(r"\\\n\s*", "", (folder / "Containerfile").read_text("utf-8"))
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [(words[0], words[1]) for line in lines if (words := line.split(maxsplit=1))]


@pytest.mark.parametrize("name", ["cetu.service", "Containerfile", "nginx.conf"])
def test_every_setting_named_exists(folder: Path, name: str) -> None:
    named = set(_SETTING.findall((folder / name).read_text("utf-8")))
    assert named <= {field.upper() for field in Settings.model_fields}


def test_the_unit_is_one_that_systemd_accepts(folder: Path, tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze here")
    unit = (folder / "cetu.service").read_text("utf-8")
    # What it starts must exist to be verified, and it is not installed here.
    assert "ExecStart=/opt/cetu/bin/cetu serve" in unit
    place = tmp_path / "cetu.service"
    place.write_text(unit.replace("/opt/cetu/bin/cetu", sys.executable))
    done = subprocess.run(  # noqa: S603
        ["systemd-analyze", "verify", "--man=no", str(place)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")


def test_the_unit_gives_the_service_no_more_than_it_needs(folder: Path) -> None:
    unit = configparser.RawConfigParser(strict=False, comment_prefixes=("#",))
    unit.optionxform = str  # type: ignore[assignment,method-assign] # names keep their capitals
    unit.read(folder / "cetu.service", "utf-8")
    service = unit["Service"]
    expected = {
        "Type": "notify",
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "StateDirectory": "cetu",
        "CapabilityBoundingSet": "",
        "RestrictNamespaces": "user net",  # those that workers leave the network by
        "KillMode": "mixed",  # else workers get SIGTERM with answers under way
        "ExecReload": "/bin/kill -HUP $MAINPID",
        "Restart": "always",
    }
    assert {name: service.get(name) for name in expected} == expected
    assert service["MemoryMax"].endswith("G")
    assert service["User"] not in {"", "root"}


def test_the_image_is_built_from_pinned_packages_and_runs_without_root(
    root: Path, steps: list[tuple[str, str]]
) -> None:
    copied = [
        source
        for name, words in steps
        if name == "COPY" and not words.startswith("--from")
        for source in words.split()[:-1]
    ]
    assert [source for source in copied if not (root / source).exists()] == []
    assert "ADD" not in {name for name, _ in steps}
    installs = [words for name, words in steps if name == "RUN" and "pip install" in words]
    assert all("--require-hashes" in words or "--no-deps" in words for words in installs)
    assert any("--require-hashes -r .lock/serve.txt" in words for words in installs)
    last = dict(steps)  # of each, the last
    assert int(last["USER"]) > 0
    assert json.loads(last["VOLUME"]) == ["/var/lib/cetu"]
    assert "CETU_STATE=/var/lib/cetu" in last["ENV"]
    assert "org.opencontainers.image.licenses" in last["LABEL"]
    assert json.loads(last["ENTRYPOINT"]) + json.loads(last["CMD"]) == ["cetu", "serve"]
    assert last["STOPSIGNAL"] == "SIGTERM"


def test_the_image_says_whether_it_is_well(steps: list[tuple[str, str]], strict: Served) -> None:
    (check,) = (words for name, words in steps if name == "HEALTHCHECK")
    program, *arguments = json.loads(check.partition("CMD ")[2])
    assert program == "python"

    def healthy(port: int) -> bool:
        done = subprocess.run(  # noqa: S603
            [sys.executable, *arguments],
            env=os.environ | {"CETU_PORT": str(port)},
            capture_output=True,
            check=False,
        )
        return done.returncode == 0

    assert healthy(strict.port)
    assert not healthy(9)  # nobody listens there


def test_the_proxy_says_who_asks_and_hides_the_metrics(folder: Path) -> None:
    text = (folder / "nginx.conf").read_text("utf-8")
    plain = re.sub(r"#.*", "", text)
    assert plain.count("{") == plain.count("}")
    directives = [shlex.split(one) for one in re.split(r"[;{}]", plain) if one.strip()]
    assert ["proxy_set_header", "X-Forwarded-For", "$remote_addr"] in directives
    assert ["proxy_set_header", "X-Forwarded-Proto", "$scheme"] in directives
    assert ["client_header_timeout", "10s"] in directives
    assert ["client_body_timeout", "10s"] in directives
    metrics = plain.partition("location = /metrics")[2]
    assert metrics.split()[:3] == ["{", "return", "404;"]
