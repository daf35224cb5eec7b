"""PDF files written by hand: text in Chinese at places, and rules; nothing is embedded.

Places are points from the top left corner of a page. Characters are squares of the size, ASCII half
as wide. Codes are UTF-16, which a ToUnicode map says (ISO 32000-1, 9.10.3): the font has no shapes,
so the files are to be read, not looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595.0, 842.0


@dataclass(frozen=True)
class Text:
    """Words whose first character has its top left corner at (x, y)."""

    x: float
    y: float
    text: str
    size: float = 16.0


@dataclass(frozen=True)
class Rule:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float


Item = Text | Rule


def width(text: str, size: float) -> float:
    """How long words are in points."""
    return sum(size / 2 if char.isascii() else size for char in text)


def centred(y: float, text: str, size: float = 22.0) -> Text:
    """Words in the middle of the page."""
    return Text((WIDTH - width(text, size)) / 2, y, text, size)


def prose(
    y: float, text: str, *, size: float = 16.0, left: float = 90.0, right: float = 506.0
) -> list[Item]:
    """A paragraph with its first line two characters in, lines 28 points apart, down from `y`."""
    lines: list[Item] = []
    x, line = left + 2 * size, ""
    for char in text:
        if x + width(line + char, size) > right:
            lines.append(Text(x, y, line, size))
            x, y, line = left, y + 28, ""
        line += char
    return [*lines, Text(x, y, line, size)]


def table(
    y: float, rows: Sequence[Sequence[str | None]], widths: Sequence[float], *, left: float = 60.0
) -> list[Item]:
    """A ruled table; lines in a cell are 16 points apart, a None goes on with the cell above it."""
    items: list[Item] = []
    tops = [y]
    for row in rows:
        tops.append(tops[-1] + 10 + 16 * max(len((cell or "").split("\n")) for cell in row))
    edges = [left]
    for wide in widths:
        edges.append(edges[-1] + wide)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None:
                items.append(Rule(edges[column], tops[number], edges[column + 1], tops[number]))
            for place, line in enumerate((cell or "").split("\n")):
                if line:
                    items.append(Text(edges[column] + 4, tops[number] + 5 + 16 * place, line, 12))
    items.append(Rule(edges[0], tops[-1], edges[-1], tops[-1]))
    items.extend(Rule(edge, tops[0], edge, tops[-1]) for edge in edges)
    return items


def make_pdf(pages: Sequence[Sequence[Item]]) -> bytes:
    """A PDF with these items on its pages."""
    kids = " ".join(f"{7 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[4 0 R]"
        b"/ToUnicode 6 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/DW 1000/W[32 126 500]"
        b"/FontDescriptor 5 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        b"<</Type/FontDescriptor/FontName/Song/Flags 6/FontBBox[0 -120 1000 880]"
        b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
        _stream(
            _to_unicode({c for page in pages for i in page if isinstance(i, Text) for c in i.text})
        ),
    ]
    for number, items in enumerate(pages):
        stream = b"\n".join(_draw(item) for item in items)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH:g} {HEIGHT:g}]/Contents "
            f"{8 + 2 * number} 0 R/Resources<</Font<</F 3 0 R>>>>>>".encode()
        )
        objects.append(_stream(stream))
    return _file(objects)


def _words(item: Item) -> str:
    return item.text if isinstance(item, Text) else ""


def _stream(data: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(data), data)


def _to_unicode(characters: set[str]) -> bytes:
    """A map from codes to characters, for those of the basic plane: the same number."""
    codes = [f"{ord(char):04x}" for char in sorted(characters)]
    lines = "\n".join(f"<{code}> <{code}>" for code in codes)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CMapName /U def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{lines}\nendbfchar\nendcmap end end"
    ).encode()


def _draw(item: Item) -> bytes:
    if isinstance(item, Rule):
        ends = (item.x0, HEIGHT - item.y0, item.x1, HEIGHT - item.y1)
        return "{:g} {:g} m {:g} {:g} l S".format(*ends).encode()
    words = item.text.encode("utf-16-be").hex()
    place = f"{item.x:g} {HEIGHT - item.y - 0.88 * item.size:g}"
    return f"BT /F {item.size:g} Tf {place} Td <{words}> Tj ET".encode()


def _file(objects: Sequence[bytes]) -> bytes:
    """Objects with the table of where they stand."""
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
