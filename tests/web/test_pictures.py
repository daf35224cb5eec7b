"""Pictures: the tables that say the same, the queries behind them, and that they are drawn."""

import csv
import io
import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.web.conftest import BROWSER
from tests.web.test_browser import CHROMIUM, browser, page_of_shipped

__all__ = ["browser", "page_of_shipped"]

DONGGUAN = "document/dongguan-techfin-2024-annex"
PILOT = "document/zj-pilot-base-measures"


@pytest.fixture(scope="module")
def client(shipped: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=shipped, headers={"Accept": BROWSER}, timeout=60) as opened:
        yield opened


def _rows(client: httpx.Client, path: str, **given: str) -> list[dict[str, str]]:
    text = client.get(path, params={"format": "csv", **given}).raise_for_status().text
    return list(csv.DictReader(io.StringIO(text)))


def test_the_heat_map_has_a_cell_for_every_row_that_fits(client: httpx.Client) -> None:
    page = client.get("/questions/bodies-and-instruments", params={"document": DONGGUAN}).text
    [table] = re.findall(r'<table class="heat">.*?</table>', page, re.DOTALL)
    cells = re.findall(r'<td class="heat-\d"><a href="([^"]+)">(\d+)</a>', table)
    instruments = re.findall(r'<th scope="col"><a href="/id/([^"]+)"', table)
    rows = _rows(client, "/questions/bodies-and-instruments", document=DONGGUAN)
    shown = [row for row in rows if row["instrument"].partition("/id/")[2] in instruments]
    assert len(cells) == len(shown)
    assert sum(int(n) for _, n in cells) == sum(int(row["tasks"]) for row in shown)
    for address, n in cells[:6]:
        told = client.get(
            address.replace("&amp;", "&") + f"&document={DONGGUAN}",
            headers={"Accept": "application/json"},
        ).json()
        # The search takes what is narrower than the instrument, too.
        assert told["total"] >= int(n)


def test_a_comparison_shows_every_row_of_its_question_once(client: httpx.Client) -> None:
    page = client.get("/compare", params={"one": DONGGUAN, "other": PILOT}).text
    rows = _rows(client, "/questions/compare", one=DONGGUAN, other=PILOT)
    listed = re.findall(r'<td data-label="金融工具"><a href="/id/(instrument/[^"]+)"', page)
    assert sorted(listed) == sorted(row["instrument"].partition("/id/")[2] for row in rows)
    assert "最高给予贷款本金80%" in page
    assert "50万元" in page


def test_a_side_that_is_not_there_is_said_and_nothing_is_compared(client: httpx.Client) -> None:
    page = client.get("/compare", params={"one": DONGGUAN, "other": "document/nothing"})
    assert page.status_code == 200
    assert "document/nothing" in page.text
    assert '<table class="list sides">' not in page.text


def test_a_network_says_in_json_what_its_page_shows(client: httpx.Client) -> None:
    given = {"about": "instrument/fengxian-buchang"}
    told = client.get("/network", params=given | {"format": "json"}).json()
    kinds = {node["zh"]: node["kind"] for node in told["nodes"]}
    assert kinds["东莞市财政局"] == "body"
    assert kinds["专精特新企业"] == "beneficiary"
    page = client.get("/network", params=given).text
    assert f"{len(told['nodes'])} 个点，{len(told['edges'])} 条线" in page
    nothing = client.get("/network", params={"about": "body/nobody"})
    assert nothing.status_code == 404


def test_the_page_of_a_class_says_what_from_whom_how_much_in_which_words(
    client: httpx.Client,
) -> None:
    page = client.get("/id/beneficiary/zhuanjingtexin").text
    assert "我是专精特新企业：能得到什么" in page
    [offer] = re.findall(r'<li class="card"><h3>(?:(?!</li>).)*任务 17<.*?</li>', page, re.DOTALL)
    for words in ("风险补偿", "最高给予贷款本金 80%", "东莞市财政局", "原文 2108–2162", "白名单"):
        assert words in offer


@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs Chromium at {CHROMIUM}")
@pytest.mark.parametrize(
    "path",
    [
        "/questions/timeline",
        "/questions/spread-of-instrument?instrument=instrument/shuishou-youhui",
        "/questions/instrument-across-places?instrument=instrument/subsidy-award",
        "/network",
        "/network?about=body/441900-caizhengju&lang=en",
    ],
)
def test_a_picture_is_drawn(page_of_shipped: Page, path: str) -> None:
    page_of_shipped.goto(path)
    figure = page_of_shipped.locator("figure[data-drawn]")
    expect(figure.locator("canvas").first).to_be_visible()
    painted = figure.locator("canvas").first.evaluate(
        """c => { const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
                  const seen = new Set(); for (let i = 0; i < d.length; i += 16)
                  seen.add(`${d[i]},${d[i+1]},${d[i+2]},${d[i+3]}`); return seen.size; }"""
    )
    assert painted > 5  # colours, not an empty sheet


@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs Chromium at {CHROMIUM}")
def test_a_click_on_a_node_leads_to_its_page(page_of_shipped: Page) -> None:
    page_of_shipped.goto("/network?about=body/441900-caizhengju")
    canvas = page_of_shipped.locator("figure[data-drawn] canvas").first
    box = canvas.bounding_box()
    assert box
    canvas.click(position={"x": box["width"] / 2, "y": (48 + box["height"] - 24) / 2})
    expect(page_of_shipped).to_have_url(re.compile("/id/body/441900-caizhengju"))


def test_the_source_leads_to_its_structure_and_back(client: httpx.Client) -> None:
    page = client.get("/original", params={"document": DONGGUAN}).text
    places = set(re.findall(r'id="(c\d+)"', page))
    tasks = set(re.findall(r'<li id="([^"]+)"', page))
    to_source = re.findall(r'class="task-number" href="#([^"]+)"', page)
    to_structure = re.findall(r'class="to-structure" href="#([^"]+)"', page)
    assert len(to_source) == 40
    assert set(to_source) <= places
    assert set(to_structure) == tasks
    assert '<mark class="mark mark-limit"' in page
    withheld = client.get("/original", params={"document": "document/wenzhou-ai-plan"}).text
    assert "不收录这份文件的行文" in withheld
    assert client.get("/original", params={"document": "document/nothing"}).status_code == 404
