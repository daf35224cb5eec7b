"""The list of sources."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from cetu.errors import SourcesInvalid
from cetu.model.document import Document, Metadata, Record, Stated
from cetu.model.layout import Layout, Source
from cetu.model.span import Span
from cetu.read.records import derive, known, records, write
from cetu.read.source import load


def test_the_first_document_is_known(root: Path) -> None:
    record = records(root)[0]
    assert record.identifier == "dongguan-techfin-2024-annex"
    assert record.issuers == ("东莞市科学技术局", "中共东莞市委金融委员会办公室")
    assert record.number == ""


def test_a_copy_under_another_name_is_known_by_its_bytes(
    root: Path, annex: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(annex.read_bytes())
    found = known(load(copy).digest, root)
    assert found is not None
    assert found.identifier == "dongguan-techfin-2024-annex"
    copy.write_bytes(annex.read_bytes() + b"\n")
    assert known(load(copy).digest, root) is None


HEADER = ",".join(field.name for field in fields(Record))
LINE = {
    "identifier": "shuiwu-2025",
    "file": "source/a.txt",
    "kind": "notice",
    "issuers": "甲|乙",
    "date": "2025-01-02",
}


def _list(root: Path, *lines: str, header: str = HEADER, bom: bool = False) -> Path:
    (root / "data" / "source").mkdir(parents=True)
    (root / "data" / "source" / "a.txt").write_text("x", "utf-8")
    text = "\n".join([header, *lines]) + "\n"
    (root / "data" / "sources.csv").write_text(text, "utf-8-sig" if bom else "utf-8")
    return root


def _line(**changes: str) -> str:
    return ",".join((LINE | changes).get(name, "") for name in HEADER.split(","))


@pytest.mark.parametrize("bom", [False, True])
def test_a_list_is_read_with_and_without_a_byte_order_mark(tmp_path: Path, bom: bool) -> None:
    (record,) = records(_list(tmp_path, _line(), "", bom=bom))
    assert (record.identifier, record.issuers) == ("shuiwu-2025", ("甲", "乙"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"identifier": ""}, "column identifier is empty"),
        ({"identifier": "税务"}, "line 2, column identifier is “税务”"),
        ({"identifier": "a/b"}, "column identifier is “a/b”"),
        ({"identifier": "inferred"}, "name of a graph"),
        ({"kind": "Annex"}, "column kind"),
        ({"parent": "../x"}, "column parent"),
        ({"date": "2025-02-30"}, "line 2, column date is “2025-02-30”"),
        ({"date": "20250102"}, "column date"),
        ({"published": "2025-13"}, "column published is “2025-13”"),
        ({"in_force": "25"}, "column in_force"),
        ({"expires": "2025-02-3"}, "column expires"),
        ({"received": "gestern"}, "column received"),
        ({"file": "source/none.txt"}, "column file “source/none.txt” is not under data/"),
        ({"file": "source"}, "not under data/"),
        ({"file": "../data/source/a.txt"}, "leads out of data/"),
        ({"file": "/etc/passwd"}, "leads out of data/"),
    ],
)
def test_a_wrong_cell_is_named_by_line_and_column(
    tmp_path: Path, changes: dict[str, str], words: str
) -> None:
    with pytest.raises(SourcesInvalid, match=re.escape(words)) as caught:
        records(_list(tmp_path, _line(**changes)))
    assert "第 2 行" in caught.value.detail_zh
    assert "docs/adding.md" in caught.value.hint


def test_an_identifier_stands_once(tmp_path: Path) -> None:
    with pytest.raises(SourcesInvalid, match=r"line 3, column identifier .* stands above too"):
        records(_list(tmp_path, _line(), _line()))


@pytest.mark.parametrize(
    ("header", "lines", "words"),
    [
        (HEADER + ",colour", (), "“colour” that is unknown"),
        (HEADER + ",kind", (), "“kind” that is unknown or stands twice"),
        (HEADER.replace(",kind", ""), (), "lacks the column kind"),
        (HEADER, (_line() + ",more",), "line 2 has"),
        (HEADER, ("shuiwu-2025,source/a.txt",), "line 2 has 2 cells"),
        (HEADER, (_line(), '"' + _line()), "after line 2"),
    ],
)
def test_a_wrong_shape_is_named_by_its_line(
    tmp_path: Path, header: str, lines: tuple[str, ...], words: str
) -> None:
    with pytest.raises(SourcesInvalid, match=re.escape(words)):
        records(_list(tmp_path, *lines, header=header))


def test_a_list_that_is_missing_or_not_text_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourcesInvalid, match="No such file"):
        records(tmp_path)
    (_list(tmp_path) / "data" / "sources.csv").write_bytes(HEADER.encode() + b"\n\xff\n")
    with pytest.raises(SourcesInvalid, match="cannot be read"):
        records(tmp_path)


def test_columns_that_need_not_be_filled_need_not_stand_there(tmp_path: Path) -> None:
    (record,) = records(
        _list(tmp_path, "shuiwu-2025,source/a.txt,notice", header="identifier,file,kind")
    )
    assert record == Record("shuiwu-2025", "source/a.txt", "notice")


def test_a_date_may_lack_the_day_or_the_month(tmp_path: Path) -> None:
    (record,) = records(_list(tmp_path, _line(date="2025", in_force="2025-03")))
    assert (record.date, record.in_force) == ("2025", "2025-03")


def _stated(value: str) -> Stated:
    return Stated(value, Span(0, len(value), value))


def _document(about: Metadata) -> Document:
    source = Source("x.txt", "ab" * 32, 1, "text/plain", "x")
    return Document(Layout(source, ()), about)


def test_a_record_is_derived_from_what_the_document_says() -> None:
    about = Metadata(
        title=_stated("云溪市渔港建设规划"),
        number=_stated("云政发〔2020〕24号"),
        issuers=(_stated("云溪市人民政府"), _stated("云溪市人民政府")),
        published=_stated("2020-05"),
        in_force=_stated("2020-06-01"),
        expires=_stated("2023-05-31"),
        kind=_stated("development-plan"),
    )
    record = derive(
        _document(about),
        "yunxi-2020",
        "source/a.txt",
        place="990100",
        address="https://yunxi.example/1",
    )
    assert record == Record(
        identifier="yunxi-2020",
        file="source/a.txt",
        kind="development-plan",
        issuers=("云溪市人民政府",),
        place="990100",
        date="2020-05",
        number="云政发〔2020〕24号",
        title="云溪市渔港建设规划",
        published="2020-05",
        in_force="2020-06-01",
        expires="2023-05-31",
        address="https://yunxi.example/1",
    )


def test_a_document_that_says_nothing_is_of_the_general_kind(tmp_path: Path) -> None:
    record = derive(_document(Metadata()), "nothing", "source/a.txt")
    assert record == Record("nothing", "source/a.txt", "policy-document")
    write([record], _list(tmp_path))
    assert records(tmp_path) == (record,)


def test_what_is_written_is_read_again_in_the_same_order(tmp_path: Path) -> None:
    root = _list(tmp_path)
    entries = (
        Record("zulu", "source/a.txt", "notice", issuers=("甲", "乙"), title="“一”, 二"),
        Record("alpha", "source/a.txt", "plan", date="2024-07-03"),
    )
    write(entries, root)
    assert records(root) == entries
    raw = (root / "data" / "sources.csv").read_bytes()
    assert b"\r" not in raw
    write(records(root), root)
    assert (root / "data" / "sources.csv").read_bytes() == raw
    assert not list((root / "data").glob(".sources*"))


def test_a_record_that_cannot_stand_leaves_the_list_as_it_was(tmp_path: Path) -> None:
    root = _list(tmp_path, _line())
    before = (root / "data" / "sources.csv").read_bytes()
    wrong = Record("beta", "source/none.txt", "notice")
    with pytest.raises(SourcesInvalid, match=r"line 3, column file"):
        write([*records(root), wrong], root)
    assert (root / "data" / "sources.csv").read_bytes() == before
    assert not list((root / "data").glob(".sources*"))


def test_a_list_whose_folder_is_gone_is_no_half_written_list(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write([], tmp_path / "nowhere")
