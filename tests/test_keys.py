"""Keys: who may write, and until when."""

import json
import re
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.errors import KeyInsufficient, KeyRequired, ParameterInvalid, SettingInvalid
from cetu.keys import Keys

DAY = timedelta(days=1)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 26, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys(tmp_path: Path, clock: Clock) -> Keys:
    return Keys(tmp_path / "state", clock)


def _bearer(token: str) -> str:
    return f"Bearer {token}"


def test_a_key_lets_its_holder_do_what_it_is_for(keys: Keys) -> None:
    token = keys.add("finance", ["update", "documents"], 90 * DAY)
    caller = keys.caller(_bearer(token), "update")
    assert caller.key == token.split("_")[1]
    assert caller.scopes == {"update", "documents"}
    assert keys.caller(f"bearer  {token}", "documents") == caller
    with pytest.raises(KeyInsufficient, match="not for admin"):
        keys.caller(_bearer(token), "admin")


def test_the_secret_has_256_bits_and_is_kept_nowhere(keys: Keys, tmp_path: Path) -> None:
    token = keys.add("finance", ["update"], DAY)
    _, identifier, secret = token.split("_", 2)
    assert len(secret) * 6 >= 256
    path = tmp_path / "state" / "keys.json"
    assert secret not in path.read_text()
    assert identifier in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def _wrong(token: str) -> list[str | None]:
    _, identifier, secret = token.split("_", 2)
    last = "A" if secret[-2] != "A" else "B"
    return [
        None,
        "",
        "Bearer",
        "Bearer ",
        token,
        f"Basic {token}",
        f"Bearer cetu_{identifier}_",
        f"Bearer cetu_{identifier}",
        f"Bearer other_{identifier}_{secret}",
        f"Bearer cetu_000000000000_{secret}",
        f"Bearer cetu_{identifier}_{secret}x",
        f"Bearer cetu_{identifier}_{secret[:-2]}{last}{secret[-1]}",
        f"Bearer {token} {token}",
    ]


def test_no_key_and_a_wrong_key_are_refused(keys: Keys) -> None:
    token = keys.add("finance", ["update"], DAY)
    for authorization in _wrong(token):
        with pytest.raises(KeyRequired):
            keys.caller(authorization, "update")


@given(text=st.one_of(st.none(), st.text(), st.text().map("Bearer cetu_{}".format)))
def test_any_other_header_is_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str | None
) -> None:
    keys = Keys(tmp_path_factory.getbasetemp() / "any")
    if not keys.listed():
        keys.add("finance", ["update"], DAY)
    with pytest.raises(KeyRequired):
        keys.caller(text, "update")


def test_without_any_key_nobody_writes(keys: Keys) -> None:
    assert keys.listed() == ()
    with pytest.raises(KeyRequired):
        keys.caller("Bearer cetu_abc_def", "update")


def test_a_key_expires(keys: Keys, clock: Clock) -> None:
    token = keys.add("finance", ["update"], DAY)
    clock.now += DAY - timedelta(seconds=1)
    keys.caller(_bearer(token), "update")
    clock.now += timedelta(seconds=1)
    with pytest.raises(KeyRequired, match="expired"):
        keys.caller(_bearer(token), "update")


def test_a_revoked_key_is_refused_at_once_by_who_serves_already(
    keys: Keys, tmp_path: Path, clock: Clock
) -> None:
    serving = Keys(tmp_path / "state", clock)
    token = keys.add("finance", ["update"], DAY)
    identifier = serving.caller(_bearer(token), "update").key
    keys.revoke(identifier)
    with pytest.raises(KeyRequired, match="revoked"):
        serving.caller(_bearer(token), "update")
    assert [key.revoked for key in serving.listed()] == [True]


def test_a_rotated_key_has_a_successor_and_an_overlap(keys: Keys, clock: Clock) -> None:
    old = keys.add("finance", ["update"], 90 * DAY)
    clock.now += 80 * DAY
    new = keys.rotate(old.split("_")[1], DAY)
    for token in (old, new):
        keys.caller(_bearer(token), "update")
    clock.now += DAY
    with pytest.raises(KeyRequired):
        keys.caller(_bearer(old), "update")
    clock.now += 88 * DAY
    keys.caller(_bearer(new), "update")
    clock.now += DAY
    with pytest.raises(KeyRequired):
        keys.caller(_bearer(new), "update")


def test_an_overlap_makes_no_key_last_longer(keys: Keys, clock: Clock) -> None:
    old = keys.add("finance", ["update"], DAY)
    keys.rotate(old.split("_")[1], 30 * DAY)
    clock.now += DAY
    with pytest.raises(KeyRequired):
        keys.caller(_bearer(old), "update")


@pytest.mark.parametrize("change", [Keys.revoke, lambda keys, name: keys.rotate(name, DAY)])
def test_an_unknown_key_cannot_be_changed(
    keys: Keys, change: Callable[[Keys, str], object]
) -> None:
    with pytest.raises(ParameterInvalid, match="There is no key"):
        change(keys, "nobody")


def test_what_is_no_longer_valid_is_not_rotated(keys: Keys, clock: Clock) -> None:
    token = keys.add("finance", ["update"], DAY)
    clock.now += DAY
    with pytest.raises(ParameterInvalid, match="no longer valid"):
        keys.rotate(token.split("_")[1], DAY)


def test_a_damaged_file_lets_nobody_in_and_says_so(keys: Keys, tmp_path: Path) -> None:
    token = keys.add("finance", ["update"], DAY)
    path = tmp_path / "state" / "keys.json"
    path.write_text(re.sub(r'"digest": "[0-9a-f]+"', '"digest": 7', path.read_text())[:-9])
    with pytest.raises(SettingInvalid, match=r"keys\.json"):
        keys.caller(_bearer(token), "update")


def test_a_scope_that_is_none_gives_nothing(keys: Keys, tmp_path: Path) -> None:
    token = keys.add("finance", ["update"], DAY)
    path = tmp_path / "state" / "keys.json"
    kept = json.loads(path.read_text())
    kept[0]["scopes"] = ["everything"]
    path.write_text(json.dumps(kept))
    with pytest.raises(KeyInsufficient):
        keys.caller(_bearer(token), "update")
