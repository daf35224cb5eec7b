"""Files made to harm whoever reads them: families, and a number in each, always the same."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from docx import Document
from openpyxl import Workbook
from tests.read.forms.pdfmaker import make_pdf, prose

WORD: Final = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def package(body: bytes, *, level: int = 9) -> bytes:
    """A .docx whose document is `body`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        archive.writestr("[Content_Types].xml", WORD)
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr("word/document.xml", body)
    return out.getvalue()


def _entities(dice: random.Random) -> bytes:
    """Entities that unfold into one another, or into files."""
    depth, wide = dice.randint(5, 30), dice.randint(2, 40)
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * wide}">' for n in range(1, depth))
    outside = dice.choice(["file:///etc/passwd", "http://127.0.0.1:9/x"])
    kinds = [
        f'<!ENTITY e0 "字">{laughs}',
        f'<!ENTITY e{depth - 1} SYSTEM "{outside}">',
        f'<!ENTITY % p SYSTEM "{outside}"> %p; <!ENTITY e{depth - 1} "字">',
    ]
    declared = f"<!DOCTYPE d [{dice.choice(kinds)}]>"
    text = f'<?xml version="1.0"?>{declared}<w:document {_W}><w:body><w:p><w:r><w:t>&e{depth - 1};'
    text += "</w:t></w:r></w:p></w:body></w:document>"
    encoding = dice.choice(["utf-8", "utf-16"])
    body = text.encode(encoding)
    return dice.choice([package(body), body, b"<html>" + body])


def _zip_bomb(dice: random.Random) -> bytes:
    """A part that unfolds into hundreds of megabytes, many parts, or sizes that are lies."""
    kind = dice.randrange(4)
    if kind == 0:
        return package(b"<a>" + b" " * dice.randint(40, 120) * (1 << 20))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", WORD)
        if kind == 1:
            for number in range(dice.randint(6_000, 9_000)):
                archive.writestr(f"word/{number}.xml", "")
        else:
            archive.writestr("_rels/.rels", _RELS)
            archive.writestr("word/document.xml", b"\0" * (dice.randint(2, 20) << 20))
    data = bytearray(out.getvalue())
    if kind == 3:
        for place in range(len(data) - 30):
            if data[place : place + 4] == b"PK\x01\x02":
                data[place + 24 : place + 28] = dice.randbytes(4)
    return bytes(data)


def _pdf_bomb(dice: random.Random) -> bytes:
    """Streams that unfold, pages in a ring, endless drawing."""
    megabytes = dice.randint(50, 300)
    squeeze = zlib.compressobj(9)
    zeros = b"".join(squeeze.compress(b" " * (1 << 20)) for _ in range(megabytes)) + squeeze.flush()
    content = [
        (zeros, "/Filter/FlateDecode"),
        (zlib.compress(zeros, 9), "/Filter[/FlateDecode/FlateDecode]"),
        (b"0 0 m 9 9 l S\n" * dice.randint(200_000, 400_000), ""),
        (b"q " * dice.randint(500_000, 1_000_000), ""),
        (b"[" * dice.randint(100_000, 500_000), ""),
    ]
    data, filters = dice.choice(content)
    whole = make_pdf([prose(90, "云溪市")])
    ring = whole.replace(b"/Kids[7 0 R]", b"/Kids[2 0 R]")
    stream = b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), filters.encode(), data)
    start = whole.index(b"8 0 obj\n") + 8
    bomb = whole[:start] + stream + whole[whole.index(b"\nendobj", start) :]
    return dice.choice([bomb, bomb, bomb, ring])


def _nested(dice: random.Random) -> bytes:
    """Elements, lists, tables, brackets, deep in one another."""
    deep = dice.randint(2_000, 200_000)
    kinds: list[Callable[[], bytes]] = [
        lambda: b"<p>" + b"<div>" * deep + "字".encode(),
        lambda: b"<table><tr><td>" * (deep // 10) + "字".encode(),
        lambda: b"<html>" + b"<b><i>" * deep + "字".encode(),
        lambda: b"[" * deep + b"1" + b"]" * deep,
        lambda: b'{"a":' * deep + b"1" + b"}" * deep,
        lambda: package(f"<w:document {_W}><w:body>{'<w:p>' * deep}字".encode()),
        lambda: package(
            f"<w:document {_W}><w:body>{'<w:tbl><w:tr><w:tc>' * 3000}<w:p/>"
            f"{'</w:tc></w:tr></w:tbl>' * 3000}</w:body></w:document>".encode()
        ),
        lambda: make_pdf([]).replace(b"/Kids[]", b"/Kids" + b"[" * deep + b"]" * deep),
    ]
    return dice.choice(kinds)()


def _whole(dice: random.Random) -> bytes:
    """A sound document of some form."""
    out = io.BytesIO()
    kind = dice.randrange(4)
    if kind == 0:
        document = Document()
        document.add_paragraph("云溪市方案" * dice.randint(1, 50))
        document.add_table(rows=2, cols=2)
        document.save(out)
    elif kind == 1:
        book = Workbook()
        book.worksheets[0].append(["序号", "任务"])
        book.save(out)
    elif kind == 2:
        return make_pdf([prose(90, "云溪市方案" * 20)])
    else:
        return "<html><body><p>云溪市方案</p></body></html>".encode()
    return out.getvalue()


def _truncated(dice: random.Random) -> bytes:
    """A document cut off, or with bytes changed."""
    data = bytearray(_whole(dice))
    if dice.random() < 0.5:
        return bytes(data[: dice.randrange(len(data))])
    for _ in range(dice.randint(1, 40)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(data)


def _magic(dice: random.Random) -> bytes:
    """Random bytes that begin like a document."""
    heads = [b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\0"]
    heads += [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>", b"\xff\xfe", b"[{", b""]
    return dice.choice(heads) + dice.randbytes(dice.randint(10, 200_000))


def _long(dice: random.Random) -> bytes:
    """Much of what is short in documents."""
    size = dice.randint(1, 3) << 20
    kinds: list[Callable[[], bytes]] = [
        lambda: b"<p>" + b"a" * size,
        lambda: b"<table><tr><td colspan=1000>" * (size >> 8) + b"</table>",
        lambda: b"<table>" + b"<tr><td rowspan=65000 colspan=1000>x" * 2000 + b"</table>",
        lambda: "，".encode() * (size // 3),
        lambda: b"\t\n" * (size // 2),
        lambda: (b"a,b,c\n") * (size // 6),
        lambda: b'"' * size,
        lambda: "（一".encode() * (size // 6),
        lambda: b"<p style='" + b" " * size + b"'>x</p>",
        lambda: "<p>甲<br>".encode() * (size // 10),
    ]
    return dice.choice(kinds)()


FAMILIES: Final[dict[str, Callable[[random.Random], bytes]]] = {
    "entities": _entities,
    "zip": _zip_bomb,
    "pdf": _pdf_bomb,
    "nested": _nested,
    "truncated": _truncated,
    "magic": _magic,
    "long": _long,
}
NAMES: Final = ("a.txt", "a.docx", "a.pdf", "a.html", "a.xlsx", "a.png", "a.json", "a", "a.doc")


def make(folder: Path, family: str, number: int) -> Path:
    """Write file `number` of a family to `folder`, under whatever extension; return its path."""
    dice = random.Random(f"{family} {number}")  # noqa: S311 - the same files every time
    path = folder / dice.choice(NAMES)
    if family == "huge":
        with path.open("wb") as file:
            file.write("云溪市".encode())
            file.truncate(200_000_000 + number)
    else:
        path.write_bytes(FAMILIES[family](dice))
    return path
