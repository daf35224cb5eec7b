"""What form a file is of, found from its content; its name says nothing."""

import io
import re
import zipfile
from typing import Final, Literal

from cetu.errors import FormUnknown, SourceDamaged, SourceLocked

Packed = Literal["pdf", "docx", "xlsx", "picture"]
"""Forms that are not text."""

_PDF: Final = b"%PDF-"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_PAGE: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|tbody|tr|td|span|h[1-6]|article)\b",
    re.IGNORECASE,
)
_OTHERS: Final = (
    (b"{\\rtf", "rtf"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"RIFF", "image"),
)
_SAVE: Final = {
    "doc": ("Word 97–2003 (.doc) or WPS (.wps)", "Word 97–2003（.doc）或 WPS（.wps）", ".docx"),
    "xls": ("Excel 97–2003 (.xls)", "Excel 97–2003（.xls）", ".xlsx"),
    "ppt": ("PowerPoint slides", "PowerPoint 演示文稿", ".pdf"),
    "ole": ("an old Office file", "旧版 Office 文件", ".docx"),
    "ofd": ("an OFD document", "OFD 版式文件", ".pdf"),
    "odt": ("an OpenDocument file", "OpenDocument 文件", ".docx"),
    "macro": ("an Office file with macros, or a template", "带宏的 Office 文件或模板", ".docx"),
    "rtf": ("RTF", "RTF 文件", ".docx"),
    "xml": ("XML", "XML 文件", ".docx"),
    "image": ("a picture of a form that is not read", "无法读取的图片格式", ".png"),
}
_WORD: Final = "wordprocessingml.document.main+xml"
_SHEET: Final = "spreadsheetml.sheet.main+xml"
_TYPES: Final = 1 << 20
"""The list of contents of a package is shorter than this."""


def packed(data: bytes) -> Packed | None:
    """Return the form of a file that is not text; None where it may be text.

    Raises:
        FormUnknown: another program must convert it; the error says how.
        SourceLocked: it is encrypted.
        SourceDamaged: it begins like a package and is none.
    """
    if _PDF in data[:1024]:
        return "pdf"
    if data.startswith(_PICTURES):
        return "picture"
    if data.startswith(_ZIP):
        return _package(data)
    if data.startswith(_OLE):
        raise _compound(data)
    for magic, kind in _OTHERS:
        if data.startswith(magic) and not (kind == "image" and data[:200].isascii()):
            raise unreadable(kind)
    return None


def is_page(text: str) -> bool:
    """Whether text is a web page, or a part of one.

    Raises:
        FormUnknown: it is other XML.
    """
    head = text.lstrip("\ufeff \t\r\n")
    if not head.startswith("<"):
        return False
    if _PAGE.search(head[:20_000]):
        return True
    if head.startswith("<?xml"):
        raise unreadable("xml")
    return False


def unreadable(kind: str) -> FormUnknown:
    """Return the error for a form that another program must convert, and into what."""
    if kind not in _SAVE:
        return FormUnknown(
            "an archive, not a document.",
            "是压缩包，不是文件。",
            hint="Unpack it and add the documents in it.",
            hint_zh="请解压后导入其中的文件。",
        )
    name, name_zh, extension = _SAVE[kind]
    return FormUnknown(
        f"{name} cannot be read.",
        f"不能读取{name_zh}。",
        hint=f"Open it in Word, WPS or its own program and save it as {extension}.",
        hint_zh=f"请用 WPS、Word 等软件打开，另存为 {extension} 后再试。",
    )


def locked() -> SourceLocked:
    """Return the error for a file that asks for a password."""
    return SourceLocked(
        "the file is encrypted.",
        "文件已加密。",
        hint="Open it with its password and save it without one.",
        hint_zh="请输入密码打开后，另存为不加密的文件。",
    )


def damaged(name: str, name_zh: str) -> SourceDamaged:
    """Return the error for a file that begins like one of a form and is not whole."""
    return SourceDamaged(
        f"damaged: {name}.",
        f"文件已损坏：{name_zh}。",
        hint="Copy it again, or open it in the program that made it and save it again.",
        hint_zh="请重新复制，或在原软件中打开并重新另存后再试。",
    )


def _compound(data: bytes) -> FormUnknown | SourceLocked:
    """Return what is wrong with an OLE compound file, from the names of its streams."""
    for name, kind in (
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("PowerPoint Document", "ppt"),
        ("Book", "xls"),
    ):
        if name.encode("utf-16-le") in data:
            return unreadable(kind)
    return locked() if "EncryptedPackage".encode("utf-16-le") in data else unreadable("ole")


def _package(data: bytes) -> Packed:
    """Return the form of a zip file, from its list of contents."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" not in names:
                raise unreadable(_kind(names))
            with archive.open("[Content_Types].xml") as part:
                types = part.read(_TYPES).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError) as error:
        raise damaged("it is not a whole package", "压缩包不完整") from error
    except (RuntimeError, NotImplementedError) as error:
        raise locked() from error
    if _WORD in types:
        return "docx"
    if _SHEET in types:
        return "xlsx"
    raise unreadable("ppt" if "presentationml" in types else "macro")


def _kind(names: set[str]) -> str:
    if "OFD.xml" in names:
        return "ofd"
    return "odt" if {"mimetype", "content.xml"} <= names else "archive"
