"""The list of sources."""

from pathlib import Path

import pytest

from cetu.errors import SourceMissing
from cetu.read.records import known, records


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
    found = known(copy, root)
    assert found is not None
    assert found.identifier == "dongguan-techfin-2024-annex"
    copy.write_bytes(annex.read_bytes() + b"\n")
    assert known(copy, root) is None


def test_a_line_without_its_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "sources.csv").write_text(
        "identifier,file,kind,issuers\nx,source/none.txt,annex,甲|乙\n", encoding="utf-8"
    )
    with pytest.raises(SourceMissing, match=r"none\.txt"):
        records(tmp_path)
