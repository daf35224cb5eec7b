"""Multipart forms with a document: read to disk as they come, up to a limit.

https://www.rfc-editor.org/rfc/rfc7578
"""

import shutil
from collections.abc import AsyncGenerator
from dataclasses import dataclass, fields
from http import HTTPStatus
from pathlib import Path
from typing import Final

from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from cetu.api import body, operation
from cetu.api.problem import Refusal
from cetu.errors import ParameterInvalid, WriterUnavailable
from cetu.pipeline.told import Told

FORM: Final = "multipart/form-data"

_MOST_FIELDS: Final = 16
_MOST_FIELD_BYTES: Final = 16 << 10
_ROOM: Final = 64 << 10  # for the fields and the parts' heads beside the file
_TOLD: Final = {"id": "identifier"} | {f.name: f.name for f in fields(Told)}
"""Fields of the form, and what they say of the document."""
_TRUE: Final = {"true": True, "1": True, "on": True, "false": False, "0": False, "": False}


@dataclass(frozen=True, slots=True)
class Sent:
    """A document as it was sent: its file, what is said of it, whether only facts are kept."""

    file: UploadFile
    about: Told
    facts: bool


async def read(request: Request, limit: int) -> FormData:
    """Read a form; its file goes to disk as it comes, and nothing is read past the limit.

    The file may have `limit` bytes; what is beside it has room of its own.

    Raises:
        Refusal: 415, it is no such form; 413, it is larger; 400, it cannot be read.
    """
    if operation.media_type(request.headers.get("content-type", "")) != FORM:
        raise Refusal(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            f"A document is sent as {FORM}, in the field file.",
            f"文件须以 {FORM} 发送，放在 file 字段。",
            {"Accept-Post": FORM},
        )
    refused: list[Refusal] = []

    async def chunks() -> AsyncGenerator[bytes, None]:
        try:
            async for chunk in body.chunks(request, limit + _ROOM):
                yield chunk
        except Refusal as error:
            refused.append(error)
            # The only error for which the parser lets go of the files it has begun.
            raise MultiPartException("refused") from error

    parser = MultiPartParser(
        request.headers,
        chunks(),
        max_files=1,
        max_fields=_MOST_FIELDS,
        max_part_size=_MOST_FIELD_BYTES,
    )
    try:
        return await parser.parse()
    except (MultiPartException, FormParserError, UnicodeError, LookupError) as error:
        if refused:
            raise refused[0] from None
        said = error.message if isinstance(error, MultiPartException) else str(error)
        raise operation.bad(f"The form cannot be read: {said}", f"表单无法解析：{said}") from error


def sent(form: FormData, limit: int) -> Sent:
    """Return what a form holds.

    Raises:
        ParameterInvalid: a field is unknown, stands twice, or there is no file.
        Refusal: 413, the file is too large.
    """
    given: dict[str, str] = {}
    file: UploadFile | None = None
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            if name != "file":
                raise _unknown(name)
            file = value
        elif name in given or name not in {*_TOLD, "facts"}:
            raise _unknown(name)
        else:
            given[name] = value.strip()
    if file is None or file.size is None:
        raise ParameterInvalid(
            "The form has no file in the field file.", "表单的 file 字段中没有文件。"
        )
    if file.size > limit:
        raise body.too_large(limit)
    facts = truth("facts", given.pop("facts", ""))
    return Sent(file, Told(**{_TOLD[name]: words for name, words in given.items()}), facts)


def _unknown(name: str) -> ParameterInvalid:
    known = ", ".join(("file", *_TOLD, "facts"))
    return ParameterInvalid(
        f"The field “{name}” is unknown or stands twice.",
        f"字段“{name}”未知或重复。",
        hint=f"Fields: {known}.",
        hint_zh=f"可用字段：{known}。",
    )


def truth(name: str, words: str) -> bool:
    """Return what a field says that is true or false; "" is false.

    Raises:
        ParameterInvalid: it says neither.
    """
    if words.lower() not in _TRUE:
        raise ParameterInvalid(
            f"“{name}” is true or false, not “{words}”.", f"“{name}”须为 true 或 false。"
        )
    return _TRUE[words.lower()]


def keep(file: UploadFile, path: Path, min_free_bytes: int) -> None:
    """Write the bytes of a file to `path`.

    Raises:
        WriterUnavailable: the disk would be left with less than `min_free_bytes`, or fails.
    """
    left = shutil.disk_usage(path.parent).free - (file.size or 0)
    if left < min_free_bytes:
        raise _no_room("no space left")
    try:
        with path.open("xb") as kept:
            shutil.copyfileobj(file.file, kept)
    except OSError as error:
        raise _no_room(error.strerror or "the disk fails") from error


def _no_room(reason: str) -> WriterUnavailable:
    return WriterUnavailable(
        f"The file cannot be kept: {reason}.",
        f"文件无法保存：{reason}。",
        hint="Send it again when the operator has made room.",
        hint_zh="请在管理员腾出空间后重新发送。",
    )
