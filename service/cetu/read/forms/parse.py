"""Reading a file: its form from its content, its layout from the reader of that form.

This runs in a process of its own (`nursery`), never in the one that asks: it takes files from
anyone. Readers are loaded when their form is met, since each brings a large library.
"""

import importlib
from pathlib import Path
from typing import Final

from cetu.errors import CetuError, SourceNotText
from cetu.model.layout import Layout
from cetu.read.forms import text as plain
from cetu.read.forms.charset import decode
from cetu.read.forms.sniff import is_page, packed
from cetu.read.source import receive

_PACKAGE: Final = "cetu.read.forms"
_LIBRARIES: Final = {
    b"%PDF": ("pdf",),
    b"PK\x03\x04": ("docx", "xlsx"),
}


def libraries(path: Path) -> tuple[str, ...]:
    """Return the modules that reading the file at `path` will load, by its first bytes.

    Whoever forks readers loads them first, once. What cannot be opened needs none.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4)
    except OSError:
        return ()
    names = _LIBRARIES.get(head, ("html",) if head.lstrip()[:1] == b"<" else ())
    return tuple(f"{_PACKAGE}.{name}" for name in names)


def parse(path: Path) -> Layout:
    """Return the layout of the file at `path`.

    Raises:
        SourceMissing, SourceEmpty, SourceNotText, SourceLocked, SourceDamaged: it cannot be taken.
        FormUnknown: another program must convert it first.
        SourceTooHeavy, SourceRefused: it asks for more than a document needs.
        RecognitionMissing: it is a picture, and the extra `ocr` is not installed.
    """
    data = receive(path)
    try:
        return _packed(path, data) or _text(path, data)
    except CetuError as error:
        name = str(path)
        if name in error.detail:
            raise
        raise type(error)(
            f"{name}: {error.detail}",
            f"{name}：{error.detail_zh}",
            hint=error.hint,
            hint_zh=error.hint_zh,
        ) from error


def _packed(path: Path, data: bytes) -> Layout | None:
    """Return the layout of a file that is not text, None where it may be text."""
    form = packed(data)
    if form is None:
        return None
    reader = importlib.import_module(f"{_PACKAGE}.{'scan' if form == 'picture' else form}")
    layout: Layout = reader.lay_out(path, data)
    return layout


def _text(path: Path, data: bytes) -> Layout:
    text = decode(data)
    if text is None and b"<" in data[:1024]:
        text = decode(data, markup=True)
    if text is None:
        raise SourceNotText(
            "not text in an encoding that is known (UTF-8, UTF-16, GB18030).",
            "不是可识别编码（UTF-8、UTF-16、GB18030）的文本。",
            hint="Save it as UTF-8 text (.txt) and try again.",
            hint_zh="请另存为 UTF-8 编码的文本文件（.txt）后再试。",
        )
    if is_page(text):
        from cetu.read.forms import html  # noqa: PLC0415 - loads what only pages need

        return html.lay_out(path, data, decode(data, markup=True) or text)
    from cetu.read.forms import rows  # noqa: PLC0415 - rarely met

    return rows.lay_out(path, data, text) or plain.lay_out(path, data, text)
