"""The page of the last check over HTTP: what is chosen and told; its forms for machines."""

import json
import os
from html import unescape
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from cetu.model.finding import Report
from cetu.pipeline.saved import Saved, file, save

PAST = 1_000_000_000


def _page(client: httpx.Client, **chosen: str) -> str:
    answer = client.get("/report", params=chosen)
    assert answer.status_code == 200
    return unescape(answer.text)


def test_a_finding_is_told_with_why_and_what_to_do(browser_client: httpx.Client) -> None:
    page = _page(browser_client)
    for words in (
        "数据不符合要求",
        "数据与本体矛盾",
        "「任务 17」有两个序号。",
        "它是 1。",
        "FunctionalDataProperty(<urn:x>)",
        "十七",
        "第 17 行",
        "另有 3 条",
        "对照原文，留下一个。",
        "contradictions#prp-fp",
        "data/source/plan.txt:2",
        "00000000000000aa",
        "共 2 项",
    ):
        assert words in page, words
    assert "图谱有过改动" not in page


def test_what_a_document_says_is_no_markup(browser_client: httpx.Client) -> None:
    text = browser_client.get("/report").text
    assert "<b>一</b>" not in text
    assert "&lt;b&gt;一&lt;/b&gt;" in text


@pytest.mark.parametrize(
    ("chosen", "told", "left"),
    [
        ({"severity": "warning"}, "没有全称。", "有两个序号"),
        ({"kind": "contradiction"}, "有两个序号", "没有全称。"),
        ({"layer": "owl"}, "有两个序号", "没有全称。"),
        ({"document": "dongguan-techfin-2024-annex"}, "有两个序号", "没有全称。"),
        ({"rule": "checks#number-shared"}, "有两个序号", "没有全称。"),
        ({"rule": "shapes#X"}, "没有全称。", "有两个序号"),
        ({"severity": "warning", "kind": "contradiction"}, "没有这样的结果", "没有全称。"),
    ],
)
def test_what_is_chosen_is_shown_and_nothing_else(
    browser_client: httpx.Client, chosen: dict[str, str], told: str, left: str
) -> None:
    page = _page(browser_client, **chosen)
    assert told in page
    assert left not in page


@pytest.mark.parametrize(
    "asked", [{"severity": "<b>"}, {"kind": "no"}, {"page": "-7"}, {"page": "²"}]
)
def test_what_there_is_not_chooses_everything(
    browser_client: httpx.Client, asked: dict[str, str]
) -> None:
    assert "2 findings" in _page(browser_client, lang="en", **asked)


@pytest.mark.parametrize("end", ["json", "ttl", "csv", "sarif", "xml"])
def test_the_report_has_forms_for_machines(browser_client: httpx.Client, end: str) -> None:
    answer = browser_client.get(f"/report.{end}")
    assert answer.status_code == 200
    assert "prp-fp" in answer.text
    if end in {"json", "sarif"}:
        assert json.loads(answer.text)
    if end == "ttl":
        assert len([*ox.parse(answer.text, format=ox.RdfFormat.TURTLE)]) > 10


def test_another_form_is_not_there(browser_client: httpx.Client) -> None:
    assert browser_client.get("/report.pdf").status_code == 404


def test_without_a_report_it_is_said_how_to_make_one(many: httpx.Client) -> None:
    assert "cetu check --save" in _page(many)
    assert many.get("/report.json").status_code == 404


def test_a_report_of_another_snapshot_is_told_as_old(
    browser_client: httpx.Client, checked: Path
) -> None:
    there = file(checked).read_text("utf-8")
    try:
        save(checked, Report((), consistent=True, digest="e" * 64), {})
        page = _page(browser_client)
        assert "图谱有过改动" in page
        assert "没有违反" in page
    finally:
        file(checked).write_text(there, "utf-8")


def test_a_damaged_report_is_a_clear_error(browser_client: httpx.Client, checked: Path) -> None:
    there = file(checked).read_text("utf-8")
    try:
        file(checked).write_text(there[:-9], "utf-8")
        answer = browser_client.get("/report")
        assert answer.status_code == 500
        assert "cetu check --save" in answer.text
    finally:
        file(checked).write_text(there, "utf-8")


def test_the_report_is_read_again_only_when_it_is_another(tmp_path: Path) -> None:
    saved = Saved(tmp_path)
    assert saved.current() is None
    save(tmp_path, Report((), consistent=True, digest="a"), {})
    os.utime(file(tmp_path), (PAST, PAST))
    one = saved.current()
    assert one is not None
    assert saved.current() is one
    assert one.when.timestamp() == PAST
    save(tmp_path, Report((), consistent=True, digest="b"), {})
    two = saved.current()
    assert two is not None
    assert two.report.digest == "b"
