"""Backup and restore over HTTP, for who has a key of the scope `admin`."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import IO, Final

from anyio import to_thread
from fastapi import APIRouter
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from cetu.api import cors
from cetu.api.cors import OPEN
from cetu.api.operation import bad
from cetu.api.problem import Refusal
from cetu.api.writing import Writing
from cetu.errors import WriterUnavailable
from cetu.model.backup import Manifest
from cetu.settings import Settings
from cetu.traffic import visit

BACKUP: Final = "/admin/backup"
RESTORE: Final = "/admin/restore"
MEDIA_TYPE: Final = "application/gzip"

_PIECE: Final = 1 << 20


class Admin:
    """Takes backups and puts them back."""

    def __init__(self, writing: Writing, settings: Settings) -> None:
        """Keep what writes, and where there is room for the file meanwhile."""
        self._writing = writing
        self._folder = settings.state_folder
        self._min_free_bytes = settings.min_free_bytes

    def router(self) -> APIRouter:
        """The routes `/admin/backup` and `/admin/restore`."""
        doors = APIRouter()
        doors.routes.append(
            Route(BACKUP, self.backup, methods=["GET", "OPTIONS"], include_in_schema=False)
        )
        doors.routes.append(
            Route(RESTORE, self.restore, methods=["POST", "OPTIONS"], include_in_schema=False)
        )
        return doors

    async def backup(self, request: Request) -> Response:
        """Send a backup of the state as it is now; writes go on meanwhile."""
        if request.method == "OPTIONS":
            return cors.preflight("GET, OPTIONS")
        self._writing.caller(request, "admin")
        writer = self._writing.writer()
        file, manifest = await to_thread.run_sync(self._made, writer.backup)
        headers = {
            **OPEN,
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="cetu-{manifest.digest[:16]}.tar.gz"',
            "Content-Length": str(os.fstat(file.fileno()).st_size),
        }
        return StreamingResponse(_pieces(file), headers=headers, media_type=MEDIA_TYPE)

    async def restore(self, request: Request) -> Response:
        """Put a backup in place of what there is, and answer from it."""
        if request.method == "OPTIONS":
            return cors.preflight("POST, OPTIONS")
        caller = self._writing.caller(request, "admin")
        writer = self._writing.writer()
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != MEDIA_TYPE:
            raise Refusal(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
                f"A backup is sent as {MEDIA_TYPE}, not as {kind or 'an unnamed type'}.",
                f"备份须以 {MEDIA_TYPE} 发送，而非 {kind or '未注明的类型'}。",
                {"Accept-Post": MEDIA_TYPE},
            )
        with self._place() as path:
            await self._received(request, path)
            call = partial(
                writer.restore, path, caller, request_id=visit.of(request.scope).request_id
            )
            manifest = await to_thread.run_sync(call)
        content = {
            "made": manifest.made,
            "record": manifest.number,
            "snapshot": manifest.digest,
            "files": len(manifest.files),
        }
        return JSONResponse(content, headers={**OPEN, "Cache-Control": "no-store"})

    def _made(self, make: Callable[[Path], Manifest]) -> tuple[IO[bytes], Manifest]:
        """Make a backup; return it opened, and on its way to be gone when it is closed."""
        with self._place() as path:
            manifest = make(path)
            return path.open("rb"), manifest

    @contextmanager
    def _place(self) -> Iterator[Path]:
        """A file of ours beside the journal, taken away at the end."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=".backup-")
        except OSError as error:
            raise WriterUnavailable(
                f"There is no place for a backup: {error.strerror}.",
                f"没有存放备份的位置：{error.strerror}。",
                hint="See to the folder of CETU_STATE.",
                hint_zh="请检查 CETU_STATE 所指的文件夹。",
            ) from error
        os.close(handle)
        try:
            yield Path(name)
        finally:
            Path(name).unlink(missing_ok=True)

    async def _received(self, request: Request, path: Path) -> None:
        """Write the body to a file, as long as the disk has room for it."""
        room = shutil.disk_usage(self._folder).free - self._min_free_bytes
        with path.open("wb") as file:
            try:
                async for piece in request.stream():
                    room -= len(piece)
                    if room < 0:
                        raise Refusal(
                            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                            "The disk has no room for this backup.",
                            "磁盘空间不足以存放此备份。",
                            {"Connection": "close"},
                        )
                    await to_thread.run_sync(file.write, piece)
            except ClientDisconnect:
                raise bad("The body was cut off.", "请求体被中断。") from None


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    with file:
        while piece := await to_thread.run_sync(file.read, _PIECE):
            yield piece
