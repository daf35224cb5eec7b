"""The form of a file is found from its content; what cannot be read says how to convert it."""

import io
import threading
import zipfile
from pathlib import Path

import pytest
from tests.read.forms.conftest import Read
from tests.read.forms.plain import plain

from cetu.errors import (
    CetuError,
    FormUnknown,
    SourceDamaged,
    SourceEmpty,
    SourceLocked,
    SourceMissing,
    SourceNotText,
    SourceTooHeavy,
)
from cetu.model.layout import Layout
from cetu.read.forms import lay_out
from cetu.read.forms.child import Nursery


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def _compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + stream.encode("utf-16-le") + bytes(50)


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (_compound("WordDocument"), FormUnknown, ".docx"),
        (_compound("Workbook"), FormUnknown, ".xlsx"),
        (_compound("PowerPoint Document"), FormUnknown, ".pdf"),
        (_compound("Other"), FormUnknown, ".docx"),
        (_compound("EncryptedPackage"), SourceLocked, "密码"),
        (_zip("OFD.xml", "Doc_0/Document.xml"), FormUnknown, ".pdf"),
        (_zip("mimetype", "content.xml"), FormUnknown, ".docx"),
        (_zip("a.txt"), FormUnknown, "解压"),
        (_zip("[Content_Types].xml"), FormUnknown, ".docx"),
        (b"PK\x03\x04 no package", SourceDamaged, "另存"),
        (rb"{\rtf1\ansi }", FormUnknown, ".docx"),
        (b"<?xml version='1.0'?><a>b</a>", FormUnknown, ".docx"),
        (b"Rar!\x1a\x07\x00", FormUnknown, "解压"),
        (b"GIF89a\x01\x00\xff", FormUnknown, ".png"),
        (b"\x00\x01\x02\x03 binary \xff\xfe", SourceNotText, "UTF-8"),
        (b"", SourceEmpty, "完整"),
        (b" \n\t\n", SourceEmpty, "完整"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(
    read: Read, data: bytes, error: type[CetuError], words: str
) -> None:
    with pytest.raises(error) as refused:
        read("file.pdf", data)
    assert type(refused.value) is error
    assert "file.pdf" in refused.value.detail
    assert "file.pdf" in refused.value.detail_zh
    assert words in refused.value.hint_zh
    assert "\n" not in refused.value.detail


def test_a_long_line_is_parted_at_wide_spaces_and_a_short_one_is_not(read: Read) -> None:
    words = "一、修建云溪市北堤。" * 12
    parts = ["云溪市水利工作方案", words, "（一）清淤。"]
    assert plain(read("a.txt", "\u3000\u3000".join(parts).encode())) == parts
    assert plain(read("b.txt", "第一章\u3000总则".encode())) == ["第一章\u3000总则"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_in_any_encoding(read: Read, encoding: str) -> None:
    layout = read("a.doc", "云溪市方案\n一、总体要求\n".encode(encoding))
    assert layout.source.form == "text"
    assert plain(layout) == ["云溪市方案", "一、总体要求"]


def test_a_missing_file_a_folder_and_a_pipe(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path, Path("/dev/null")):
        with pytest.raises(SourceMissing):
            lay_out(path)


def test_a_text_of_200_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(SourceTooHeavy) as refused:
        lay_out(path)
    assert "190 MiB" in refused.value.detail


def test_several_threads_read_at_once(tmp_path: Path) -> None:
    found: dict[int, Layout] = {}
    paths = [tmp_path / f"{number}.txt" for number in range(12)]
    for number, path in enumerate(paths):
        path.write_text(f"云溪市第{number}号\n" * 500, encoding="utf-8")

    def work(number: int) -> None:
        found[number] = lay_out(paths[number])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number].source.text[4] for number in range(10)] == list("0123456789")


def test_another_nursery_is_started_where_one_has_died(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("云溪市方案", encoding="utf-8")
    nursery = Nursery()
    nursery.read(path)
    assert nursery.process is not None
    nursery.process.kill()
    nursery.process.wait()
    assert nursery.read(path).source.text == "云溪市方案"
    nursery.close()
