"""`cetu read`."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_json_has_the_form_of_a_gold_reading(cetu: Run, annex: Path) -> None:
    done = cetu("read", str(annex), "--format", "json")
    assert done.returncode == 0
    reading = json.loads(done.stdout)
    assert [len(reading["measures"]), len(reading["tasks"])] == [14, 40]
    assert "Row 40 is incomplete in the source" in done.stderr


def test_text_is_a_table(cetu: Run, annex: Path) -> None:
    done = cetu("read", str(annex), "--format", "text", CETU_LANG="zh")
    assert done.returncode == 0
    assert "一、推动创业投资机构投早投小投硬科技" in done.stdout
    assert "第 40 行在来源中不完整" in done.stderr


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (None, 3, "Check the path"),
        (b"", 4, "empty"),
        (b"\x81\x00\xff\x01\xfe\x02abc", 5, "text"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", 23, "damaged"),
        ("\t会议纪要\n\t第一项\n".encode(), 6, "columns.csv"),
        (
            "\t政策措施\n\t序号\n\t具体工作任务\n\t责任单位\n\t一、甲\n\t做甲\n\t市甲局\n\t\n".encode(),
            7,
            "no number",
        ),
    ],
)
def test_bad_input_is_one_line_and_an_exit_code_of_its_own(
    cetu: Run, tmp_path: Path, content: bytes | None, code: int, words: str
) -> None:
    path = tmp_path / "document.txt"
    if content is not None:
        path.write_bytes(content)
    done = cetu("read", str(path))
    assert done.returncode == code
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert words in done.stderr
    if content is not None:
        assert path.read_bytes() == content
