"""Keys from the command line."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cetu.errors import KeyInsufficient, KeyRequired
from cetu.keys import Keys

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_key_is_made_listed_rotated_and_revoked(inside: Run, tmp_path: Path) -> None:
    state, keys = {"CETU_STATE": str(tmp_path)}, Keys(tmp_path)
    made = inside("key", "add", "财政局", "--scope", "update", "--scope", "admin", **state)
    token = made.stdout.strip()
    assert made.stdout == f"{token}\n"
    assert token not in made.stderr
    assert keys.caller(f"Bearer {token}", "update").scopes == {"update", "admin"}
    with pytest.raises(KeyInsufficient):
        keys.caller(f"Bearer {token}", "documents")

    identifier = token.split("_")[1]
    (listed,) = json.loads(inside("key", "list", "--format", "json", **state).stdout)
    assert (listed["id"], listed["name"], listed["valid"]) == (identifier, "财政局", True)
    assert token.split("_", 2)[2] not in json.dumps(listed)
    assert identifier in inside("key", "list", **state).stdout

    newer = inside("key", "rotate", identifier, "--overlap", "0h", **state).stdout.strip()
    with pytest.raises(KeyRequired, match="expired"):
        keys.caller(f"Bearer {token}", "update")
    assert keys.caller(f"Bearer {newer}", "update").scopes == {"update", "admin"}

    assert inside("key", "revoke", newer.split("_")[1], **state).returncode == 0
    with pytest.raises(KeyRequired, match="revoked"):
        keys.caller(f"Bearer {newer}", "update")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("key", "revoke", "nobody"), 9),
        (("key", "add", "x", "--scope", "update", "--expires", "soon"), 9),
        (("key", "add", "x", "--scope", "everything"), 2),
    ],
)
def test_what_cannot_be_is_told(
    inside: Run, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    done = inside(*arguments, CETU_STATE=str(tmp_path))
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr
    assert (
        not (tmp_path / "keys.json").exists()
        or json.loads((tmp_path / "keys.json").read_text()) == []
    )
