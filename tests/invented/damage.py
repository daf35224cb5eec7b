"""Damages that documents have met on their way: broken lines, wide digits, lost cells and bytes."""

from collections.abc import Callable
from random import Random
from typing import Final

_WIDE: Final = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}


def damaged(content: bytes, form: str, random: Random) -> bytes:
    """Return `content` with one to three damages; packed forms lose bytes only."""
    if form.startswith(("docx", "xlsx", "pdf")):
        return random.choice(_OF_BYTES)(content, random)
    text = content.decode()
    for _ in range(random.randint(1, 3)):
        text = random.choice(_OF_TEXT)(text, random)
    return text.encode()


def _break_lines(text: str, random: Random) -> str:
    return "".join(f"{one}\n" if random.random() < 0.05 else one for one in text)


def _widen(text: str, random: Random) -> str:
    del random
    return text.translate(_WIDE)


def _lose_lines(text: str, random: Random) -> str:
    return "\n".join(line for line in text.split("\n") if random.random() > 0.1)


def _lose_breaks(text: str, random: Random) -> str:
    del random
    return text.replace("\n", "")


def _page_numbers(text: str, random: Random) -> str:
    lines = text.split("\n")
    at = random.randint(0, len(lines))
    return "\n".join([*lines[:at], f"— {random.randint(1, 9)} —", "\f", *lines[at:]])


def _lose_characters(text: str, random: Random) -> str:
    return "".join(one for one in text if random.random() > 0.02)


def _mix_brackets(text: str, random: Random) -> str:
    return "".join(
        random.choice("（(）)〔〕") if one in "（）" and random.random() < 0.2 else one
        for one in text
    )


def _cut(content: bytes, random: Random) -> bytes:
    return content[: random.randint(1, len(content))]


def _flip(content: bytes, random: Random) -> bytes:
    bytes_ = bytearray(content)
    for _ in range(random.randint(1, 20)):
        bytes_[random.randrange(len(bytes_))] = random.randrange(256)
    return bytes(bytes_)


_OF_TEXT: Final[tuple[Callable[[str, Random], str], ...]] = (
    _break_lines,
    _widen,
    _lose_lines,
    _lose_breaks,
    _page_numbers,
    _lose_characters,
    _mix_brackets,
)
_OF_BYTES: Final[tuple[Callable[[bytes, Random], bytes], ...]] = (_cut, _flip)
