"""Keys: the identifier of a document that is new to the list of sources."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Final

from cetu.model.document import Document
from cetu.read.metadata.places import without_level
from cetu.read.records import RESERVED

_WORD: Final = re.compile(r"[a-z]{3,}")
_HEXADECIMAL: Final = re.compile(r"[0-9a-f]{8,}")
_MEANINGLESS: Final = {
    "doc",
    "document",
    "file",
    "scan",
    "img",
    "image",
    "page",
    "new",
    "copy",
    "pdf",
}
_DIGITS: Final = "0123456789"
_INITIALS: Final = 16
"""Most letters that stand for a title."""
_LONGEST: Final = 60


def identifier(document: Document, path: Path, taken: Collection[str]) -> str:
    """Return an ASCII key for a document: of its file's name, else of place, title and year.

    A file name in ASCII words names the document as whoever filed it meant to. Else the key is the
    place in pinyin, the initials of the title, and the year it was signed or published. A document
    without a title has digits of its SHA-256. Where the key is `taken`, -2, -3 … follow.
    """
    key = _filed(path.stem) or _titled(document) or f"document-{document.source.digest[:8]}"
    used = RESERVED | set(taken)
    count, free = 1, key
    while free in used:
        count += 1
        free = f"{key}-{count}"
    return free


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:_LONGEST].rstrip("-")


def _filed(stem: str) -> str:
    """Return the key that a file name in ASCII words gives, "" where it has none that mean much."""
    if not stem.isascii():
        return ""
    parts = [part for part in _slug(stem).split("-") if not _HEXADECIMAL.fullmatch(part)]
    words = [part for part in parts if _WORD.search(part)]
    if all(part.strip(_DIGITS) in _MEANINGLESS for part in words):
        return ""
    return "-".join(parts)


def _titled(document: Document) -> str:
    about = document.metadata
    if about.title is None:
        return ""
    title = about.title.value
    where = without_level(about.place.value) if about.place else ""
    rest = re.sub(
        "关于|印发|的", "", title.replace(about.place.value if about.place else "", "", 1)
    )
    initials = "".join(syllable[:1] for syllable in _pinyin(rest) if syllable[:1].isalnum())
    dated = about.written or about.published or about.in_force
    year = dated.value[:4] if dated else ""
    parts = ("".join(_pinyin(re.sub("[省市]", "", where))), initials[:_INITIALS], year)
    return _slug("-".join(part for part in parts if part))


def _pinyin(words: str) -> list[str]:
    """Return the syllables of words in Chinese, without tones."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionaries take a third of a second

    return lazy_pinyin(words)
