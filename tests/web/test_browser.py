"""The site in Chromium: the way from a word to its evidence, the editor, both widths."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
TASK = "/id/task/dongguan-techfin-2024-annex/t17aaaaa"
WIDTHS = {"wide": (1440, 900), "narrow": (390, 844)}
PATHS = [
    "/",
    "/ask",
    "/ask?q=%E4%B8%9C%E8%8E%9E%E5%B8%82%E8%B4%A2%E6%94%BF%E5%B1%80%E8%B4%9F%E8%B4%A3%E5%93%AA%E4%BA%9B%E4%BB%BB%E5%8A%A1",
    "/bodies",
    "/instruments",
    "/limits",
    "/limits?lang=en",
    "/report",
    "/report?lang=en&severity=warning",
    "/checks",
    "/hygiene?lang=en",
    "/questions",
    "/questions/tasks-of-body",
    "/ontology",
    "/graph/",
    "/graph/ontology",
    "/about",
    "/editor",
    "/search?q=%E8%B4%A8%E6%8A%BC",
    "/search?kind=task&body=body/441900-caizhengju",
    "/pictures",
    "/network",
    "/network?about=body/441900-caizhengju&lang=en",
    "/compare",
    "/id/beneficiary/risk-white-list",
    TASK,
    "/id/task/dongguan-techfin-2024-annex/t40aaaaa",
    "/id/body/441900-xuanchuanbu",
    "/id/instrument/risk-compensation",
    "/id/document/dongguan-techfin-2024-annex",
    "/original?document=document/dongguan-techfin-2024-annex",
    "/id/evidence/dongguan-techfin-2024-annex/2210-2222",
    "/explain?s=https://w3id.org/cetu" + TASK,
    "/id/nothing",
]
SHIPPED = [
    "/",
    "/?lang=en",
    "/ask",
    "/ask?q=%E4%B8%9C%E8%8E%9E%E5%B8%82%E8%B4%A2%E6%94%BF%E5%B1%80%E8%B4%9F%E8%B4%A3%E5%93%AA%E4%BA%9B%E4%BB%BB%E5%8A%A1",
    "/bodies",
    "/bodies?place=place/330300",
    "/instruments",
    "/limits",
    "/limits?page=2&lang=en",
    "/questions/documents-overview",
    "/questions/tasks-of-kind?lang=en",
    "/id/document/wenzhou-ai-plan",
    "/id/document/zj-dataset-action-2025?lang=en",
    "/id/document/dongguan-techfin-2024-annex",
    "/search?q=%E7%AE%97%E5%8A%9B",
    "/search?kind=task&place=place/330000&lang=en",
    "/original?document=document/dongguan-techfin-2024-annex",
    "/original?document=document/wenzhou-ai-plan&lang=en",
    "/compare?one=place/441900&other=place/330000",
    "/network",
    "/network?about=instrument/fengxian-buchang",
    "/questions/bodies-and-instruments",
    "/questions/timeline?lang=en",
    "/questions/instrument-across-places?instrument=instrument/subsidy-award",
    "/id/beneficiary/zhuanjingtexin",
    "/id/beneficiary/qiye?lang=en",
]
"""Pages of the graph that is shipped; a task of facts alone and its evidence are found in them."""

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs Chromium at {CHROMIUM}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield running
        running.close()


class Watch:
    """What a page asked other hosts for, and what its console complained of."""

    def __init__(self, page: Page, address: str) -> None:
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda r: self._request(r.url, address))
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _request(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:")):
            self.elsewhere.append(url)

    def _console(self, message: ConsoleMessage) -> None:
        # Chromium says on the console that a page is not there, or that a query was refused.
        text, url = message.text, message.location.get("url", "")
        expected = "status of 404" in text or ("status of 400" in text and url.endswith("/sparql"))
        if message.type in {"error", "warning"} and not expected:
            self.complaints.append(message.text)


@pytest.fixture(params=[*WIDTHS.values()], ids=[*WIDTHS])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails its test if it reached another host or made the console complain."""
    yield from _watched(browser, address, request.param)


@pytest.fixture(params=[*WIDTHS.values()], ids=[*WIDTHS])
def page_of_shipped(
    request: pytest.FixtureRequest, browser: Browser, shipped: str
) -> Iterator[Page]:
    """The same on the graph that is shipped."""
    yield from _watched(browser, shipped, request.param)


def _watched(browser: Browser, address: str, size: tuple[int, int]) -> Iterator[Page]:
    width, height = size
    context = browser.new_context(base_url=address, viewport={"width": width, "height": height})
    opened = context.new_page()
    watch = Watch(opened, address)
    yield opened
    context.close()
    assert watch.elsewhere == []
    assert watch.complaints == []


def test_from_a_word_to_the_evidence(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("风险补偿")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("link", name="任务 17").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("任务 17")
    page.locator(".limit a.source").click()
    expect(page.locator("blockquote mark")).to_have_text("最高给予贷款本金 80%")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2210–2222")


def test_english_is_one_click_away_and_stays(page: Page) -> None:
    page.goto(TASK)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Task 17")
    page.get_by_role("link", name="Dongguan Municipal Finance Bureau").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dongguan Municipal Finance Bureau")


def test_the_editor_runs_a_stored_question(page: Page) -> None:
    page.goto("/editor")
    page.locator("a[data-query]", has_text="某个单位负责哪些任务").click()
    row = page.locator(".yasr table tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("t17aaaaa")
    expect(page.get_by_text("1 行").first).to_be_visible()


def test_the_editor_takes_a_query_from_the_address(page: Page) -> None:
    page.goto("/editor?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D")
    expect(page.locator(".tabPanel.active .CodeMirror")).to_contain_text("ASK { ?s ?p ?o }")


def _ask(page: Page, path: str, query: str) -> None:
    page.goto(path)
    page.locator(".tabPanel.active .CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)
    page.keyboard.press("Control+Enter")


def test_links_in_the_rows_stay_on_this_host(page: Page) -> None:
    base = "https://w3id.org/cetu/"
    things = f"<{base}id/place/1> <{base}ontology#Task> <http://y.example/>"
    query = f"SELECT * WHERE {{ VALUES ?x {{ {things} }} }}"
    _ask(page, "/editor?lang=en", query)
    links = page.locator(".yasr tbody a.iri")
    links.first.wait_for()
    assert [link.get_attribute("href") for link in links.all()] == [
        "/id/place/1?lang=en",
        "/ontology?lang=en#Task",
        "http://y.example/",
    ]
    expect(links.first).to_have_text(f"{base}id/place/1")


@pytest.mark.parametrize(
    ("path", "title"),
    [("/editor", "查询无法解析"), ("/editor?lang=en", "The query cannot be read")],
)
def test_an_error_is_told_in_the_language_of_the_page(page: Page, path: str, title: str) -> None:
    _ask(page, path, "SELECT WHERE { ?s ?p }")
    shown = page.locator(".yasr .errorResult [role=alert]")
    shown.wait_for()
    expect(shown.locator("p").first).to_have_text(title)
    assert "{" not in shown.locator("p").nth(1).inner_text()
    assert page.locator(".yasr_tryQuery").count() == 0


def test_the_editor_says_what_its_parts_are(page: Page) -> None:
    page.goto("/editor")
    field = page.get_by_label("SPARQL 查询文本")
    expect(field.first).to_have_attribute("aria-label", "SPARQL 查询文本。按 Esc 再按 Tab 离开。")
    assert page.locator("[role=tablist], [role=tab], [aria-selected]").count() == 0
    expect(page.locator(".tabsList a[aria-current=true]")).to_have_count(1)
    page.locator(".tabPanel.active .CodeMirror").click()
    page.keyboard.press("Escape")
    focused = page.locator(".tabPanel.active .CodeMirror textarea")
    expect(focused).not_to_be_focused()


def test_the_buttons_of_the_editor_do_not_cover_the_query(page: Page) -> None:
    page.goto("/editor")
    button = page.locator(".tabPanel.active .yasqe_queryButton").bounding_box()
    line = page.locator(".tabPanel.active .CodeMirror-line").first
    text = line.locator("> span").bounding_box()
    assert button
    assert text
    beside = text["x"] + text["width"] <= button["x"]
    assert beside or text["y"] >= button["y"] + button["height"]


def test_the_editor_completes_terms_by_their_chinese_label(page: Page) -> None:
    page.goto("/editor")
    page.locator(".tabsList .addTab").click()
    page.locator(".tabPanel.active .CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("SELECT * WHERE { ?task a 措施")
    page.keyboard.press("Control+Space")
    hint = page.locator(".CodeMirror-hints li").first
    hint.wait_for()
    expect(hint).to_have_text("cetu:Measure　政策措施")
    hint.click()
    query = page.locator(".tabPanel.active .CodeMirror")
    expect(query).to_contain_text("?task a cetu:Measure")
    expect(query).to_contain_text("PREFIX cetu:")
    expect(query).not_to_contain_text("措施")


def _over(page: Page) -> int:
    """How much wider than the window a page is."""
    over = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert isinstance(over, int)
    return over


def test_no_page_is_wider_than_the_window(page: Page) -> None:
    for path in PATHS:
        page.goto(path)
        assert _over(page) == 0, path


def test_no_page_of_what_is_shipped_is_wider_than_the_window(page_of_shipped: Page) -> None:
    page = page_of_shipped
    for path in SHIPPED:
        page.goto(path)
        assert _over(page) == 0, path
    page.goto("/id/document/wenzhou-ai-plan")
    page.locator("a.task-number").first.click()
    expect(page.get_by_text("只收录事实，不含原文").first).to_be_visible()
    assert _over(page) == 0
    page.locator("a.source").first.click()
    expect(page.get_by_text("请按下面的位置在来源文件中核对")).to_be_visible()
    assert _over(page) == 0


def test_the_first_key_reaches_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/#main")  # the browser moves there in its own time


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("/search?q=风险补偿", ".facets a"),
        ("/search?kind=task&body=body/441900-caizhengju", ".hits a"),
        ("/questions/bodies-and-instruments?place=place/441900", ".heat td a"),
        ("/questions/timeline", ".rows td"),
        ("/questions/instrument-across-places", ".rows td"),
        ("/network?about=body/441900-caizhengju", "table.list td a"),
        ("/compare?one=place/441900&other=place/330000", ".sides td a"),
        ("/original?document=document/dongguan-techfin-2024-annex", ".source-text mark a"),
        ("/id/beneficiary/zhuanjingtexin", ".support a"),
        ("/ask?q=东莞的风险补偿由谁负责", ".rows td"),
    ],
)
def test_pages_say_what_they_say_without_scripts(
    browser: Browser, shipped: str, path: str, seen: str
) -> None:
    context = browser.new_context(base_url=shipped, java_script_enabled=False)
    page = context.new_page()
    page.goto(path)
    expect(page.locator(seen).first).to_be_visible()
    assert page.locator("figure[data-chart]:visible").count() == 0  # no empty frame
    context.close()
