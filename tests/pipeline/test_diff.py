"""What two versions say differently."""

from pathlib import Path

import pytest
from tests.pipeline import plans

from cetu.errors import ThingUnknown
from cetu.pipeline.diff import diff


def test_added_dropped_moved_and_changed_are_told_apart(root: Path, tmp_path: Path) -> None:
    before = plans.write(tmp_path / "before.html")
    first, second, _ = plans.ROWS
    rows = [
        ("1", first[1], "市教育局", "2028年12月底前"),
        ("2", second[1].replace("1万元", "2万元"), second[2], second[3]),
        ("3", "发展海岛民宿，办好渔家乐节会。", "市文化广电旅游局", ""),
    ]
    after = plans.write(tmp_path / "after.html", rows)
    found = diff(str(before), str(after), root)
    assert [task.row.task.text for task in found.added] == [rows[2][1]]
    assert [task.row.task.text for task in found.dropped] == [plans.ROWS[2][1]]
    assert found.same == 0
    aspects = [{change.aspect: change for change in pair.changes} for pair in found.changed]
    assert [set(each) for each in aspects] == [{"bodies", "deadline"}, {"text", "limits"}]
    assert aspects[0]["bodies"].before == ("温州市科学技术局",)
    assert aspects[0]["bodies"].after == ("温州市教育局",)
    assert aspects[0]["deadline"].after == ("2028-12-31",)
    assert "10000元" in aspects[1]["limits"].before[0]
    assert "20000元" in aspects[1]["limits"].after[0]


def test_a_document_is_the_same_as_itself(root: Path) -> None:
    key = "dongguan-techfin-2024-annex"
    found = diff(key, key, root)
    assert (found.added, found.dropped, found.changed, found.same) == ((), (), (), 40)


def test_a_word_that_is_neither_key_nor_file_is_an_error(root: Path) -> None:
    with pytest.raises(ThingUnknown, match="neither"):
        diff("nothing", "nothing", root)
