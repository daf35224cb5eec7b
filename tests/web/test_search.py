"""The search: facets in the address, pages, files of its rows, and results while one types."""

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import httpx
import openpyxl
import pytest
from playwright.sync_api import Page, expect
from tests.web.test_browser import CHROMIUM, browser, page

__all__ = ["browser", "page"]

PLACE = "https://w3id.org/cetu/id/place/441900"


def _json(client: httpx.Client, **given: str | list[str]) -> dict[str, list[dict[str, object]]]:
    answer = client.get("/search", params=given, headers={"Accept": "application/json"})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    return dict(answer.json())


def _facets(text: str) -> list[str]:
    found = re.search(r'<nav class="facets".*?</nav>', text, re.DOTALL)
    return re.findall(r'href="([^"]+)"', found[0].replace("&amp;", "&")) if found else []


def test_a_click_on_a_facet_narrows_and_a_second_one_takes_it_back(
    browser_client: httpx.Client,
) -> None:
    text = browser_client.get("/search", params={"q": "风险补偿"}).text
    leads = [one for one in _facets(text) if "instrument=" in one]
    assert leads
    narrowed = browser_client.get(leads[0]).text
    assert 'aria-current="true"' in narrowed
    (back,) = [one for one in _facets(narrowed) if "instrument" not in parse_qs(urlsplit(one).query)
               and "body" not in one and "beneficiary" not in one and "document" not in one
               and "verb" not in one and "place" not in one and "year" not in one]  # fmt: skip
    assert browser_client.get(back).text.count("<li>") == text.count("<li>")


def test_every_count_is_what_its_link_finds(browser_client: httpx.Client) -> None:
    told = _json(browser_client, q="风险补偿")
    facets = told["facets"]
    assert isinstance(facets, dict)
    checked = 0
    for name, values in facets.items():
        for one in values:
            assert (
                _json(browser_client, q="风险补偿", **{name: one["value"]})["total"] == one["count"]
            ), (name, one)
            checked += 1
    assert checked > 3


def test_keys_and_iris_mean_the_same(browser_client: httpx.Client) -> None:
    whole = _json(browser_client, kind="task", body=f"{PLACE[:-12]}body/441900-caizhengju")
    short = _json(browser_client, kind="task", body="body/441900-caizhengju")
    assert whole["hits"] == short["hits"]
    assert len(whole["hits"]) > 0


def test_without_words_and_without_a_choice_nothing_is_listed(browser_client: httpx.Client) -> None:
    assert _json(browser_client)["hits"] == []
    nowhere = browser_client.get("/search", params={"kind": "task", "place": "place/nowhere"})
    assert nowhere.status_code == 200
    assert "没有找到" in nowhere.text


def test_pages_of_hits_neither_miss_nor_repeat(browser_client: httpx.Client) -> None:
    def hits(**given: str) -> list[object]:
        told = _json(browser_client, kind="concept", **given)
        return [one["iri"] for one in told["hits"]]

    whole = hits(**{"per-page": "1000"})
    paged = [one for n in "123" for one in hits(page=n, **{"per-page": "5"})]
    assert paged == whole[:15]


def test_the_rows_are_taken_away_as_csv_and_workbook(browser_client: httpx.Client) -> None:
    told = _json(browser_client, q="风险补偿")
    text = browser_client.get("/search", params={"q": "风险补偿", "format": "csv"}).text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["iri"] for row in rows] == [one["iri"] for one in told["hits"]]
    file = browser_client.get("/search", params={"q": "风险补偿", "format": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(file.content))["cetu"]
    assert [row[-1] for row in sheet.values][1:] == [row["iri"] for row in rows]
    wrong = browser_client.get("/search", params={"q": "x", "format": "ttl"})
    assert wrong.status_code == 406


@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs Chromium at {CHROMIUM}")
def test_results_come_while_one_types_and_the_address_says_them(page: Page) -> None:
    page.goto("/search?q=质押")
    page.get_by_role("searchbox").fill("")
    page.get_by_role("searchbox").press_sequentially("风险补偿", delay=20)
    expect(page.locator("#results .hits")).to_contain_text("任务 17")
    expect(page).to_have_url(re.compile("q=%E9%A3%8E%E9%99%A9%E8%A1%A5%E5%81%BF"))
    page.reload()
    expect(page.locator("#results .hits")).to_contain_text("任务 17")
