"""The way of docs/first-visit.md, clicked: which bodies, which limit, in which words."""

import os
import time
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from tests.web.test_browser import CHROMIUM

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs Chromium at {CHROMIUM}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_first_page_to_the_words(browser: Browser, shipped: str, script: bool) -> None:
    context = browser.new_context(base_url=shipped, java_script_enabled=script)
    page = context.new_page()
    began = time.monotonic()
    page.goto("/")
    page.get_by_role("link", name="用中文提问").click()
    page.get_by_role("link", name="东莞的风险补偿由谁负责？").click()
    expect(page.locator(".understood")).to_contain_text(
        "用到风险补偿的任务由哪些单位负责（东莞市）"
    )
    expect(page.locator("table.rows tbody tr")).to_have_count(6)
    expect(page.locator("table.rows")).to_contain_text("东莞市财政局")
    page.get_by_role("searchbox").fill("东莞的风险补偿最高多少")
    page.get_by_role("button", name="提问").click()
    expect(page.locator("table.rows")).to_contain_text("最高给予贷款本金 80%")
    expect(page.locator(".proofs")).to_contain_text("最高给予贷款本金 80%的风险补偿")
    page.locator(".proofs a").first.click()
    page.locator(".limit a.source").first.click()
    expect(page.locator("blockquote mark")).to_have_text("最高给予贷款本金 80%")
    assert "/id/evidence/dongguan-techfin-2024-annex/" in unquote(page.url)
    if os.environ.get("TIMED"):
        print(f"{time.monotonic() - began:.1f} s")  # noqa: T201 - what docs/first-visit.md tells
    context.close()
