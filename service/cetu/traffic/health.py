"""Whether the process lives (`/healthz`), and whether it can do what it is for (`/readyz`)."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from time import monotonic
from typing import Final

from anyio import to_thread
from starlette.responses import JSONResponse, Response

from cetu.engine import Engine, Queries
from cetu.errors import CetuError
from cetu.pipeline.write import Writer

_KEPT_S: Final = 1.0
"""Anyone may ask, and asking takes a worker: for so long the same answer is given again."""
_ANSWER_S: Final = 2.0
_NO_STORE: Final = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class State:
    """The state of a part: whether it is well, the reason where it is not, and details."""

    ok: bool
    reason: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


Check = Callable[[], Awaitable[State]]


class Readiness:
    """Asks every part, and answers 503 with the reasons where one is not well."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        """Keep how each part is asked."""
        self._checks = checks
        self._asking = asyncio.Lock()
        self._known: dict[str, State] = {}
        self._at = -_KEPT_S

    async def states(self) -> Mapping[str, State]:
        """Return the state of each part, not older than a second."""
        async with self._asking:
            if monotonic() - self._at >= _KEPT_S:
                states = await asyncio.gather(*(_asked(one) for one in self._checks.values()))
                self._known = dict(zip(self._checks, states, strict=True))
                self._at = monotonic()
            return self._known

    async def answer(self) -> Response:
        """Answer `/readyz`."""
        states = await self.states()
        ready = all(state.ok for state in states.values())
        said = {
            name: {
                "ok": state.ok,
                **({"reason": state.reason} if state.reason else {}),
                **state.details,
            }
            for name, state in states.items()
        }
        return JSONResponse(
            {"status": "ready" if ready else "not ready", "checks": said},
            HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE,
            _NO_STORE,
        )


async def healthz() -> Response:
    """Answer `/healthz`: whoever can, lives."""
    return JSONResponse({"status": "ok"}, headers=_NO_STORE)


async def _asked(check: Check) -> State:
    try:
        return await check()
    except CetuError as error:
        return State(ok=False, reason=error.detail)


def answers(engine: Queries) -> Check:
    """Return a check that a query is answered, from the current snapshot."""

    async def check() -> State:
        ok = await to_thread.run_sync(engine.ready, _ANSWER_S)
        reason = "" if ok else f"no worker answered within {_ANSWER_S:g} s"
        details: dict[str, object] = {"snapshot": engine.digest} if ok else {}
        if ok and isinstance(engine, Engine):
            details["isolated"] = engine.isolated
        return State(ok=ok, reason=reason, details=details)

    return check


def writes(writer: Writer | None) -> Check:
    """Return a check that writing is possible; where it failed, it is tried anew."""

    async def check() -> State:
        if writer is None:
            return State(ok=True, details={"state": "none"})
        if writer.trouble:
            await to_thread.run_sync(writer.open)
        return State(ok=True, details={"state": "open" if writer.held else "not yet used"})

    return check


def disk(folder: Path, least: int) -> Check:
    """Return a check that the disk of `folder`, which need not exist, keeps `least` bytes free."""

    async def check() -> State:
        place = next(path for path in (folder, *folder.parents) if path.exists())
        free = shutil.disk_usage(place).free
        reason = "" if free >= least else f"{free:,} bytes are free, {least:,} are needed to write"
        return State(ok=not reason, reason=reason, details={"free_bytes": free})

    return check
