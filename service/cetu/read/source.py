"""A file on disk, as received."""

import hashlib
from pathlib import Path
from typing import Final

from cetu.errors import SourceEmpty, SourceMissing, SourceNotText, SourceTooHeavy
from cetu.model.layout import Form, Source

LARGEST: Final = 64 << 20
"""The largest file that is opened, in bytes."""


def check(path: Path) -> None:
    """Look at the file at `path` without opening it.

    Raises:
        SourceMissing: there is no such file, or it is none.
        SourceTooHeavy: it is larger than any document.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _missing(path, error.strerror) from error
    if not path.is_file():
        raise _missing(path, "not a file")
    if size > LARGEST:
        raise SourceTooHeavy(
            f"{path}: {size >> 20} MiB is more than the {LARGEST >> 20} MiB that are read.",
            f"{path}：文件大小 {size >> 20} MiB，超过可读取的 {LARGEST >> 20} MiB。",
            hint="Split the document, or leave out its pictures.",
            hint_zh="请拆分文件，或去掉其中的图片。",
        )


def receive(path: Path) -> bytes:
    """Return the bytes of the file at `path`.

    Raises:
        SourceMissing: there is no such file, or it may not be read.
        SourceTooHeavy: it is larger than any document; it is not opened.
    """
    check(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise _missing(path, error.strerror) from error


def describe(path: Path, data: bytes, media_type: str, form: Form, text: str) -> Source:
    """Return what is known of a file: its name, digest and size, and the text made of it."""
    return Source(
        name=path.name,
        digest=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=media_type,
        text=text,
        form=form,
    )


def load(path: Path) -> Source:
    """Return the file at `path`, decoded as UTF-8 without touching a character.

    Raises:
        SourceMissing: there is no such file, or it may not be read.
        SourceTooHeavy: it is larger than any document.
        SourceEmpty: it holds nothing but white space.
        SourceNotText: it is not UTF-8 text.
    """
    data = receive(path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_text(
            f"{path}: not UTF-8 text (byte {error.start}).",
            f"{path}：不是 UTF-8 文本（第 {error.start} 字节）。",
        ) from error
    return describe(path, data, "text/plain", "text", words(path, text))


def words(path: Path, text: str) -> str:
    """Return `text`, the characters of the file at `path`, if it is text that says something.

    Raises:
        SourceEmpty: it holds nothing but white space.
        SourceNotText: it holds characters that no text holds.
    """
    if "\0" in text:
        raise _not_text(
            f"{path}: holds NUL characters, so it is not text.",
            f"{path}：含有空字符，不是文本文件。",
        )
    if not text.strip():
        raise SourceEmpty(
            f"{path}: the file is empty.",
            f"{path}：文件为空。",
            hint="Check that the document was copied whole.",
            hint_zh="请确认文件复制完整。",
        )
    return text


def _not_text(detail: str, detail_zh: str) -> SourceNotText:
    return SourceNotText(
        detail,
        detail_zh,
        hint="Save it as UTF-8 text (.txt) and try again.",
        hint_zh="请另存为 UTF-8 编码的文本文件（.txt）后再试。",
    )


def _missing(path: Path, why: str | None) -> SourceMissing:
    return SourceMissing(
        f"{path}: cannot be read ({why}).",
        f"{path}：无法读取（{why}）。",
        hint="Check the path and that you may read the file.",
        hint_zh="请检查路径以及读取权限。",
    )
