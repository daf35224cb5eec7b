"""The service that clients of others' making speak to: the first document, and a key to write."""

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from tests.clients import questions
from tests.conftest import Serving

from cetu.keys import Keys
from cetu.namespaces import BASE

HERE: Final = Path(__file__).parent
_INSTALLING_S: Final = 420
_ASKING_S: Final = 180


@dataclass(frozen=True, slots=True)
class Service:
    """The addresses of a running service, and a key that may write."""

    address: str
    key: str

    @property
    def query(self) -> str:
        """Where queries are sent."""
        return f"{self.address}/sparql"

    @property
    def update(self) -> str:
        """Where updates are sent."""
        return f"{self.address}/update"

    @property
    def store(self) -> str:
        """The Graph Store."""
        return f"{self.address}/store"


@pytest.fixture(scope="session")
def asked(
    first: Path, serving: Serving, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """A service on a copy of the first document, which it may write to."""
    place = tmp_path_factory.mktemp("clients") / "root"
    shutil.copytree(first, place)
    key = Keys(place / "data" / "state").add("clients", ["update"], timedelta(days=1))
    with serving(place) as address:
        yield Service(address, key)


@pytest.fixture(scope="session")
def body(asked: Service) -> str:
    """The address of a thing: a bureau that row 17 names."""
    return f"{asked.address}/{BODY.removeprefix(BASE)}"


BODY: Final = f"{BASE}id/body/441900-caizhengju"

Node = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def node(asked: Service) -> Node:
    """Run a script of this folder for some of what it can be asked; return its answers."""
    folder = installed()

    def run(script: str, *wanted: str) -> dict[str, Any]:
        client = script.removesuffix(".js")
        job = {
            "query": asked.query,
            "update": asked.update,
            "store": asked.store,
            "key": asked.key,
            "select": questions.SELECT,
            "ask": questions.ASK,
            "ask_other": questions.ASK_OTHER,
            "construct": questions.CONSTRUCT,
            "refused": questions.REFUSED,
            "insert": questions.insert(client),
            "said": questions.said(client),
            "graph": f"{questions.GRAPH}{client}",
            "thing": f"{asked.address}/{BODY.removeprefix(BASE)}",
            "of_thing": questions.names(BODY),
        }
        done = subprocess.run(  # noqa: S603
            ["node", script, json.dumps(job), *wanted],  # noqa: S607
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=_ASKING_S,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        answers: dict[str, Any] = json.loads(done.stdout)
        return answers

    return run


def installed() -> Path:
    """This folder with its `node_modules` (left out of git) as the lock file says; else skip."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("no node and npm here (Debian: nodejs, npm; at least node 18)")
    stamp = HERE / "node_modules" / ".cetu-lock.json"
    locked = (HERE / "package-lock.json").read_bytes()
    with (HERE / ".npm.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not stamp.is_file() or stamp.read_bytes() != locked:
            done = subprocess.run(
                ["npm", "ci", "--no-audit", "--no-fund", "--prefer-offline"],  # noqa: S607
                cwd=HERE,
                capture_output=True,
                text=True,
                timeout=_INSTALLING_S,
                check=False,
                env=os.environ | {"NO_UPDATE_NOTIFIER": "1"},
            )
            if done.returncode != 0:
                said = [line for line in done.stderr.splitlines() if line.startswith("npm error")]
                pytest.skip(f"npm cannot install the clients here: {'; '.join(said[:3])}")
            stamp.write_bytes(locked)
    return HERE
