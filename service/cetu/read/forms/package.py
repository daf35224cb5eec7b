"""Packages (docx, xlsx): what a zip file of XML parts may unfold into."""

import io
import re
import zipfile
from typing import Final

from cetu.errors import SourceRefused, SourceTooHeavy
from cetu.read.forms.sniff import damaged, locked

_ENTRIES: Final = 5_000
"""More parts than any document has."""
_UNFOLDED: Final = 256 << 20
"""All parts together, unfolded, in bytes."""
_XML: Final = 96 << 20
"""One part of XML, unfolded: a tree of it takes about ten times as much."""
_RATIO: Final = 200
"""Unfolded to folded; XML of real documents stays below 40."""
_SMALL: Final = 1 << 20
"""Parts smaller than this may have any ratio."""
_PROLOGUE: Final = 4096
_DTD: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE: Final = re.compile(rb"<\0!\0(?:D\0O\0C\0T|E\0N\0T\0I)|\0<\0!\0(?:D\0O\0C\0T|E\0N\0T\0I)")
"""The same in UTF-16, which XML may also be in."""


def inspect(data: bytes) -> None:
    """Look at the package in `data` before a library unfolds it.

    Raises:
        SourceTooHeavy: it has too many parts, or unfolds into too much.
        SourceRefused: it unfolds absurdly, or a part of it declares entities.
        SourceLocked: its parts are encrypted.
        SourceDamaged: a part cannot be unfolded.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _ENTRIES or sum(part.file_size for part in parts) > _UNFOLDED:
                raise _too_heavy()
            for part in parts:
                _look(archive, part)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise damaged("a part of it is not whole", "部分内容不完整") from error
    except (RuntimeError, NotImplementedError) as error:
        raise locked() from error


def _look(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Look at one part: its declared sizes, and where it is XML at how it begins."""
    if part.file_size > _SMALL and part.file_size > _RATIO * max(1, part.compress_size):
        raise _refused("a part of it unfolds absurdly", "内容压缩比异常")
    if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
        return
    if part.file_size > _XML:
        raise _too_heavy()
    with archive.open(part) as file:
        head = file.read(_PROLOGUE)
    if _DTD.search(head) or _WIDE.search(head):
        raise _refused("it declares entities", "含有实体声明")


def _too_heavy() -> SourceTooHeavy:
    return SourceTooHeavy(
        f"it unfolds into more than {_UNFOLDED >> 20} MiB, or {_ENTRIES} parts.",
        f"解压后超过 {_UNFOLDED >> 20} MiB 或 {_ENTRIES} 个部分。",
        hint="Split the document, or leave out its pictures.",
        hint_zh="请拆分文件，或去掉其中的图片。",
    )


def _refused(why: str, why_zh: str) -> SourceRefused:
    return SourceRefused(
        f"refused: {why}, which no document does.",
        f"拒绝读取：{why_zh}，正常文件不会如此。",
        hint="Get the document again from whoever issued it.",
        hint_zh="请向发文单位重新获取文件。",
    )
