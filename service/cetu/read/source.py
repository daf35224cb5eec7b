"""A file on disk, as received."""

import hashlib
from pathlib import Path

from cetu.errors import SourceEmpty, SourceMissing, SourceNotText
from cetu.model.layout import Source


def load(path: Path) -> Source:
    """Return the file at `path`, decoded as UTF-8 without touching a character.

    Raises:
        SourceMissing: there is no such file, or it may not be read.
        SourceEmpty: it holds nothing but white space.
        SourceNotText: it is not UTF-8 text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceMissing(
            f"{path}: cannot be read ({error.strerror}).",
            f"{path}：无法读取（{error.strerror}）。",
            hint="Check the path and that you may read the file.",
            hint_zh="请检查路径以及读取权限。",
        ) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceNotText(
            f"{path}: not UTF-8 text (byte {error.start}).",
            f"{path}：不是 UTF-8 文本（第 {error.start} 字节）。",
            hint="Save it as UTF-8 text (.txt) and try again.",
            hint_zh="请另存为 UTF-8 编码的文本文件（.txt）后再试。",
        ) from error
    if "\0" in text:
        raise SourceNotText(
            f"{path}: holds NUL characters, so it is not text.",
            f"{path}：含有空字符，不是文本文件。",
            hint="Save it as UTF-8 text (.txt) and try again.",
            hint_zh="请另存为 UTF-8 编码的文本文件（.txt）后再试。",
        )
    if not text.strip():
        raise SourceEmpty(
            f"{path}: the file is empty.",
            f"{path}：文件为空。",
            hint="Check that the document was copied whole.",
            hint_zh="请确认文件复制完整。",
        )
    return Source(
        name=path.name,
        digest=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type="text/plain",
        text=text,
    )
