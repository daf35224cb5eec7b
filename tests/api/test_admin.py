"""Backup and restore over HTTP."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

# The server, its settings and its keys are those of the tests of writing.
from tests.api.test_update import UPDATE, _ask, _insert, address, http, keys, settings

from cetu.keys import Keys
from cetu.settings import Settings

__all__ = ["address", "http", "keys", "settings"]

TYPE = {"Content-Type": "application/gzip"}


@pytest.fixture(scope="module")
def admin(address: str, keys: Keys) -> Iterator[httpx.Client]:
    """A client with a key for administration."""
    bearer = {"Authorization": f"Bearer {keys.add('admin', ['admin'], timedelta(hours=1))}"}
    with httpx.Client(base_url=address, headers=bearer, timeout=60) as client:
        yield client


def test_what_was_backed_up_comes_back(
    admin: httpx.Client, http: httpx.Client, settings: Settings
) -> None:
    http.post("/update", content=_insert(1), headers=UPDATE).raise_for_status()
    saved = admin.get("/admin/backup")
    assert saved.status_code == 200, saved.text
    assert saved.headers["content-type"] == "application/gzip"
    assert saved.headers["content-disposition"].endswith('.tar.gz"')
    http.post("/update", content=_insert(2), headers=UPDATE).raise_for_status()
    put = admin.post("/admin/restore", content=saved.content, headers=TYPE)
    assert put.status_code == 200, put.text
    assert put.json()["files"] > 0
    graph = "GRAPH <https://example.org/g> { <https://example.org/s> <https://example.org/p> %s }"
    assert _ask(http, graph % "0, 1")
    assert not _ask(http, graph % "2")
    http.post("/update", content=_insert(3), headers=UPDATE).raise_for_status()
    assert _ask(http, graph % "1, 3")
    assert not list(settings.state_folder.glob(".backup-*"))


def test_who_may(admin: httpx.Client, http: httpx.Client, address: str) -> None:
    for method, path in (("GET", "/admin/backup"), ("POST", "/admin/restore")):
        assert httpx.request(method, address + path).status_code == 401
        assert http.request(method, path).status_code == 403  # its key is for updates
    refused = admin.post("/update", content=_insert(1), headers=UPDATE)
    assert refused.status_code == 403


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"no backup", "application/gzip", 422),
        (b"", "application/gzip", 422),
        (b"x", "text/plain", 415),
    ],
)
def test_what_is_no_backup(  # noqa: PLR0913, PLR0917 - three fixtures and three values
    admin: httpx.Client,
    http: httpx.Client,
    settings: Settings,
    content: bytes,
    kind: str,
    status: int,
) -> None:
    http.post("/update", content=_insert(7), headers=UPDATE).raise_for_status()
    answer = admin.post("/admin/restore", content=content, headers={"Content-Type": kind})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert _ask(http, "GRAPH ?g { ?s ?p 7 }")
    assert not list(Path(settings.state_folder).glob(".backup-*"))


def test_other_methods(admin: httpx.Client) -> None:
    assert admin.post("/admin/backup").status_code == 405
    assert admin.get("/admin/restore").status_code == 405
    assert admin.options("/admin/restore").headers["allow"] == "POST, OPTIONS"
