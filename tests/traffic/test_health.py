"""Whether it lives, and whether it is ready."""

import asyncio
import json
from pathlib import Path

import httpx
from tests.traffic.served import Served

from cetu.errors import WriterUnavailable
from cetu.traffic.health import Readiness, State, disk


def test_a_service_that_answers_is_ready(strict: Served) -> None:
    assert httpx.get(f"{strict.address}/healthz", timeout=60).json() == {"status": "ok"}
    answer = httpx.get(f"{strict.address}/readyz", timeout=60)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    said = answer.json()
    assert said["status"] == "ready"
    assert {name: check["ok"] for name, check in said["checks"].items()} == {
        "engine": True,
        "disk": True,
        "writer": True,
    }
    assert len(said["checks"]["engine"]["snapshot"]) == 64


def test_what_is_not_well_is_named_with_its_reason(tmp_path: Path) -> None:
    async def well() -> State:
        return State(ok=True)

    async def raising() -> State:
        raise WriterUnavailable("The disk is full.")

    async def answer() -> tuple[int, dict[str, object]]:
        checks = {"engine": well, "writer": raising, "disk": disk(tmp_path / "new", 1 << 62)}
        response = await Readiness(checks).answer()
        return response.status_code, json.loads(bytes(response.body))

    status, said = asyncio.run(answer())
    assert status == 503
    assert said["status"] == "not ready"
    checks = said["checks"]
    assert isinstance(checks, dict)
    assert checks["engine"] == {"ok": True}
    assert checks["writer"] == {"ok": False, "reason": "The disk is full."}
    assert "4,611,686,018,427,387,904 are needed" in checks["disk"]["reason"]


def test_asked_often_it_asks_its_parts_once_a_second() -> None:
    count = 0

    async def counting() -> State:
        nonlocal count
        count += 1
        return State(ok=True)

    async def often() -> None:
        readiness = Readiness({"part": counting})
        await asyncio.gather(*(readiness.answer() for _ in range(50)))

    asyncio.run(often())
    assert count <= 2
