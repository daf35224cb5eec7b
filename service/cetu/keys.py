"""Keys of those who may write: bearer tokens (RFC 6750), of which only hashes are kept.

A key is `cetu_<id>_<secret>`: the id is public (the journal names it), the secret is 256 random
bits, which is why a plain hash of it is enough. The file is read again when it changes, so a
running service sees a key added, rotated or revoked.
"""

import fcntl
import hashlib
import hmac
import json
import os
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, get_args

from cetu.errors import KeyInsufficient, KeyRequired, ParameterInvalid, SettingInvalid
from cetu.model.caller import Caller, Scope

SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
_NOBODY: Final = hashlib.sha256(b"").hexdigest()
"""What the secret of an unknown key is compared with, so that it takes as long as a known one."""
_NEVER: Final = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept: `digest` is the SHA-256 of its secret. It is valid until `expires`."""

    id: str
    name: str
    scopes: frozenset[Scope]
    created: datetime
    expires: datetime
    digest: str
    revoked: bool = False

    def valid(self, now: datetime) -> bool:
        """Tell whether it may be used at `now`."""
        return not self.revoked and now < self.expires


class Keys:
    """The keys kept in a folder. Any number of threads may ask."""

    def __init__(self, folder: Path, now: Callable[[], datetime] | None = None) -> None:
        """Keep the folder, which need not exist, and how to tell the time (by default, UTC)."""
        self._path = folder / "keys.json"
        self._now = now or (lambda: datetime.now(UTC))
        self._lock = threading.Lock()
        self._seen = _NEVER
        self._keys: Mapping[str, Key] = {}

    def caller(self, authorization: str | None, scope: Scope) -> Caller:
        """Return who asks, by the request's `Authorization` header, if they may do `scope`.

        Raises:
            KeyRequired: no key, or one that is unknown, expired or revoked.
            KeyInsufficient: the key has other scopes.
        """
        key = self._valid(authorization)
        if scope not in key.scopes:
            raise KeyInsufficient(
                f"The key {key.id} is for {', '.join(sorted(key.scopes))}, not for {scope}.",
                f"密钥 {key.id} 的权限是 {'、'.join(sorted(key.scopes))}，不含 {scope}。",
                hint=f"Ask the operator for one: cetu key add NAME --scope {scope}.",
                hint_zh=f"请向管理员申请：cetu key add 名称 --scope {scope}。",
            )
        return Caller(key.id, key.scopes)

    def holder(self, authorization: str | None) -> str:
        """Return the id of the valid key that a request shows, whatever it is for; "" if none."""
        try:
            return self._valid(authorization).id
        except KeyRequired:
            return ""

    def listed(self) -> tuple[Key, ...]:
        """Return all keys, the oldest first."""
        return tuple(sorted(self._known().values(), key=lambda key: (key.created, key.id)))

    def add(self, name: str, scopes: Iterable[Scope], lasting: timedelta) -> str:
        """Make a key and return its token, which is kept nowhere."""
        with self._changing() as keys:
            return self._new(keys, name, frozenset(scopes), self._now() + lasting)

    def revoke(self, identifier: str) -> Key:
        """Make a key useless, at once and for ever.

        Raises:
            ParameterInvalid: there is no such key.
        """
        with self._changing() as keys:
            keys[identifier] = replace(_found(keys, identifier), revoked=True)
            return keys[identifier]

    def rotate(self, identifier: str, overlap: timedelta) -> str:
        """Make a key like `identifier`, lasting as long as that was to; return its token.

        The old key is valid for `overlap` more, or until it expires if that is sooner.

        Raises:
            ParameterInvalid: there is no such key, or it is valid no longer.
        """
        now = self._now()
        with self._changing() as keys:
            old = _found(keys, identifier)
            if not old.valid(now):
                raise ParameterInvalid(
                    f"The key {identifier} is no longer valid.",
                    f"密钥 {identifier} 已失效。",
                    hint="Make a new one with `cetu key add`.",
                    hint_zh="请用 `cetu key add` 新建。",
                )
            token = self._new(keys, old.name, old.scopes, now + (old.expires - old.created))
            keys[identifier] = replace(old, expires=min(old.expires, now + overlap))
            return token

    def _valid(self, authorization: str | None) -> Key:
        kind, _, token = (authorization or "").strip().partition(" ")
        if kind.casefold() != "bearer":
            raise _required("This needs a key.", "此操作需要密钥。")
        start, _, rest = token.strip().partition("_")
        identifier, _, secret = rest.partition("_")
        key = self._known().get(identifier) if start == "cetu" else None
        same = hmac.compare_digest(_hash(secret), key.digest if key else _NOBODY)
        if not key or not same:
            raise _required("The key is unknown.", "密钥无法识别。")
        if not key.valid(self._now()):
            how, how_zh = ("was revoked", "已吊销") if key.revoked else ("has expired", "已过期")
            raise _required(f"The key {key.id} {how}.", f"密钥 {key.id} {how_zh}。")
        return key

    def _new(
        self, keys: dict[str, Key], name: str, scopes: frozenset[Scope], expires: datetime
    ) -> str:
        identifier, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
        keys[identifier] = Key(identifier, name, scopes, self._now(), expires, _hash(secret))
        return f"cetu_{identifier}_{secret}"

    def _known(self) -> Mapping[str, Key]:
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            return {}
        seen = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        with self._lock:
            if seen != self._seen:
                self._keys, self._seen = _read(self._path), seen
            return self._keys

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Key]]:
        """Give the keys to be changed, and keep what they are then; others wait."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(self._path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            keys = dict(_read(self._path)) if self._path.exists() else {}
            yield keys
            _write(self._path, keys.values())
        finally:
            os.close(lock)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="surrogateescape")).hexdigest()


def _found(keys: Mapping[str, Key], identifier: str) -> Key:
    if key := keys.get(identifier):
        return key
    raise ParameterInvalid(
        f"There is no key {identifier}.",
        f"没有密钥 {identifier}。",
        hint="`cetu key list` lists them.",
        hint_zh="用 `cetu key list` 查看。",
    )


def _required(detail: str, detail_zh: str) -> KeyRequired:
    return KeyRequired(
        detail,
        detail_zh,
        hint="Send `Authorization: Bearer cetu_…`; the operator makes a key with `cetu key add`.",
        hint_zh="请发送 `Authorization: Bearer cetu_…`；密钥由管理员用 `cetu key add` 生成。",
    )


def _read(path: Path) -> dict[str, Key]:
    try:
        kept: list[dict[str, Any]] = json.loads(path.read_bytes())
        keys = [
            Key(
                id=one["id"],
                name=one["name"],
                scopes=frozenset(scope for scope in SCOPES if scope in one["scopes"]),
                created=datetime.fromisoformat(one["created"]),
                expires=datetime.fromisoformat(one["expires"]),
                digest=one["digest"],
                revoked=one["revoked"],
            )
            for one in kept
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingInvalid(
            f"The keys cannot be read from {path.name}: {error!r}.",
            f"无法从 {path.name} 读取密钥：{error!r}。",
            hint="See to its rights; if it is damaged, take it away and make new keys.",
            hint_zh="请检查文件权限；如已损坏，请移走后重新生成密钥。",
        ) from error
    return {key.id: key for key in keys}


def _write(path: Path, keys: Iterable[Key]) -> None:
    kept = [
        {
            "id": key.id,
            "name": key.name,
            "scopes": sorted(key.scopes),
            "created": key.created.isoformat(timespec="seconds"),
            "expires": key.expires.isoformat(timespec="seconds"),
            "digest": key.digest,
            "revoked": key.revoked,
        }
        for key in keys
    ]
    temporary = path.with_suffix(".new")
    temporary.unlink(missing_ok=True)  # of one who was killed; we hold the lock
    file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="utf-8") as text:
        json.dump(kept, text, ensure_ascii=False, indent=1)
        text.flush()
        os.fsync(text.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # a key that was revoked does not come back with a power cut
    finally:
        os.close(folder)
