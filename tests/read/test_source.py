"""A file as received."""

import hashlib
from pathlib import Path

import pytest

from cetu.errors import CetuError, SourceEmpty, SourceMissing, SourceNotText
from cetu.read.source import load


def test_nothing_is_changed(annex: Path) -> None:
    source = load(annex)
    assert source.text.encode() == annex.read_bytes()
    assert source.digest == hashlib.sha256(annex.read_bytes()).hexdigest()
    assert (source.size, len(source.text)) == (15528, 5488)


def test_line_ends_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "crlf.txt"
    path.write_bytes("甲\r\n乙".encode())
    assert load(path).text == "甲\r\n乙"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", SourceEmpty),
        (b" \n\t\n", SourceEmpty),
        (b"PK\x03\x04\x00\x00", SourceNotText),
        ("广东".encode("gb18030"), SourceNotText),
    ],
)
def test_what_is_not_text_is_refused(
    tmp_path: Path, content: bytes, error: type[CetuError]
) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(content)
    with pytest.raises(error) as refused:
        load(path)
    assert refused.value.hint
    assert refused.value.hint_zh
    assert path.read_bytes() == content


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(SourceMissing):
            load(path)
