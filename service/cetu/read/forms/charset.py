"""The characters of a file's bytes: which encoding they are in."""

import codecs
import re
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w-]+)"
)
_CHINESE: Final = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"})
_HEAD: Final = 4096
"""Where a page says its encoding: HTML asks for the first 1024 bytes; many say it later."""


def decode(data: bytes, *, markup: bool = False) -> str | None:
    """Return the characters of `data`, None if they are in no encoding we know.

    A byte order mark decides, and stays in the text; then what `markup` declares; then UTF-8 where
    it is valid; then GB18030 where it is valid and its characters are ones that documents use.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name)
    declared = _DECLARED.search(data[:_HEAD].lower()) if markup else None
    if declared and declared[1].decode("ascii", "replace") in _CHINESE:
        return data.decode("gb18030", errors="replace")
    text = _strict(data, "utf-8")
    if text is None:
        text = _strict(data, "gb18030")
        text = text if text is not None and _plausible(text) else None
    return data.decode("utf-8", errors="replace") if text is None and markup else text


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _plausible(text: str) -> bool:
    """Whether text is what people write: GB18030 also decodes much that is not text at all."""
    odd = sum(
        1 for char in text if char < "\t" or "\x0e" <= char < " " or "\ue000" <= char <= "\uf8ff"
    )
    return odd * 100 <= len(text) and "\0" not in text
