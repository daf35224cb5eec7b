"""Rows in JSON and CSV."""

import json

import pytest
from tests.read.forms.conftest import Read
from tests.read.forms.plain import plain

HEADER, ROW = ["序号", "任务", "单位"], ["1", "开通航线，\n提升服务", "市交通局"]
GRID = [[HEADER, ["1", "开通航线，/提升服务", "市交通局"]]]


@pytest.mark.parametrize(
    "value",
    [
        [dict(zip(HEADER, ROW, strict=True))],
        {"title": "表", "tasks": [dict(zip(HEADER, ROW, strict=True))]},
        {"header": HEADER, "rows": [ROW]},
    ],
)
def test_json_rows(read: Read, value: object) -> None:
    layout = read("a.txt", json.dumps(value, ensure_ascii=False).encode())
    assert (layout.source.form, plain(layout)) == ("json", GRID)


def test_values_that_are_no_words(read: Read) -> None:
    rows = [{"n": 1, "list": ["甲", "乙"], "none": None, "yes": True}]
    assert plain(read("a.json", json.dumps(rows).encode())) == [
        [["n", "list", "none", "yes"], ["1", "甲、乙", "", "true"]]
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_separated_values(read: Read, delimiter: str, encoding: str) -> None:
    lines = [HEADER, ["1", '"开通航线，\n提升服务"', "市交通局"]]
    text = "\r\n".join(delimiter.join(row) for row in lines)
    layout = read("a.txt", text.encode(encoding))
    assert (layout.source.form, plain(layout)) == ("csv", GRID)


@pytest.mark.parametrize(
    "text",
    [
        "一,二\n三四\n五,六,七\n",
        "\t序号\n\t任务\n\t1\n\t甲,乙\n",
        "{不是 JSON}",
        '["甲", "乙"]',
        "甲,乙\n丙,丁",
    ],
)
def test_text_that_only_looks_like_rows_is_text(read: Read, text: str) -> None:
    assert read("a.csv", text.encode()).source.form == "text"
