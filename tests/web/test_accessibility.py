"""axe-core on every page, narrow and dark or wide and light: nothing serious."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.web.test_browser import CHROMIUM, PATHS, SHIPPED, WIDTHS

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = {"serious", "critical"}
Scheme = Literal["light", "dark"]

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs Chromium at {CHROMIUM}"),
    pytest.mark.skipif(not AXE.exists(), reason="needs axe-core (cd web && npm ci)"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


def findings(
    browser: Browser, address: str, paths: list[str], width: str, scheme: Scheme
) -> list[str]:
    """What axe-core finds serious on pages."""
    size = WIDTHS[width]
    context = browser.new_context(
        base_url=address, viewport={"width": size[0], "height": size[1]}, color_scheme=scheme
    )
    page = context.new_page()
    axe = AXE.read_text("utf-8")
    found = []
    for path in paths:
        page.goto(path)
        page.evaluate(axe)
        # The editor is another's widget; what is ours of it has tests of its own.
        told = page.evaluate("axe.run({exclude: [['.yasgui']]})")
        assert told["passes"], path
        found += [
            f"{path} {one['impact']} {one['id']}: {one['nodes'][0]['html'][:90]}"
            for one in told["violations"]
            if one["impact"] in GRAVE
        ]
    context.close()
    return found


def test_nothing_serious_on_any_page(browser: Browser, address: str) -> None:
    assert findings(browser, address, PATHS, "narrow", "dark") == []


def test_nothing_serious_on_what_is_shipped(browser: Browser, shipped: str) -> None:
    assert findings(browser, shipped, SHIPPED, "wide", "light") == []
