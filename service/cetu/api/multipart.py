"""The files in a body of multipart/form-data (https://www.rfc-editor.org/rfc/rfc7578)."""

from dataclasses import dataclass, field
from typing import Final

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from cetu.api.operation import bad

_MAX_PARTS: Final = 1000
_MAX_HEADERS: Final = 16 << 10


@dataclass(slots=True)
class Part:
    """One file: its headers (names in lower case) and its bytes."""

    headers: dict[str, str] = field(default_factory=dict)
    content: bytearray = field(default_factory=bytearray)

    @property
    def media_type(self) -> str:
        """Its media type, in lower case; "" where none is given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def filename(self) -> str:
        """Its file name, "" where it has none."""
        _, options = parse_options_header(self.headers.get("content-disposition", ""))
        return options.get(b"filename", b"").decode(errors="replace")


@dataclass(slots=True)
class _Reading:
    """What the parser calls as it goes through a body."""

    parts: list[Part] = field(default_factory=list)
    name: bytes = b""
    value: bytes = b""
    room: int = _MAX_HEADERS
    whole: bool = False

    def part(self) -> None:
        if len(self.parts) >= _MAX_PARTS:
            raise FormParserError(f"it has more than {_MAX_PARTS} parts")
        self.parts.append(Part())

    def header_name(self, data: bytes, start: int, end: int) -> None:
        self.name += self.within(data[start:end])

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self.value += self.within(data[start:end])

    def header(self) -> None:
        self.parts[-1].headers[self.name.decode("latin-1").lower()] = self.value.decode("latin-1")
        self.name = self.value = b""

    def within(self, data: bytes) -> bytes:
        self.room -= len(data)
        if self.room < 0:
            raise FormParserError("the headers of its parts are too long")
        return data

    def data(self, data: bytes, start: int, end: int) -> None:
        self.parts[-1].content += data[start:end]

    def end(self) -> None:
        self.whole = True


def parts(body: bytes, content_type: str) -> list[Part]:
    """Take a body apart.

    Raises:
        Refusal: 400, it is not what its Content-Type says, or not whole.
    """
    _, options = parse_options_header(content_type)
    reading = _Reading()
    try:
        parser = MultipartParser(
            options.get(b"boundary", b""),
            {
                "on_part_begin": reading.part,
                "on_header_field": reading.header_name,
                "on_header_value": reading.header_value,
                "on_header_end": reading.header,
                "on_part_data": reading.data,
                "on_end": reading.end,
            },
        )
        parser.write(body)
        parser.finalize()
    except FormParserError as error:
        raise bad(f"The form cannot be read: {error}.", f"表单无法解析：{error}。") from None
    if not reading.whole or not reading.parts:
        raise bad("The form is empty or cut off.", "表单为空或不完整。")
    return reading.parts
