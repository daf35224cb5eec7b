"""How heavy and how slow the pages of a running service are.

    make pages ARGS=http://127.0.0.1:8000

A line a kind of page. `bytes` are those of the page with its stylesheets and scripts as they are
sent, in gzip as browsers ask for, without the scripts that draw pictures or edit queries; those are
the next column. Of things (tasks, bodies, documents …) several are asked for, the largest among
them. `first` is the slowest first request of a kind, when nothing of it is known yet; `median` and
`p95` are of all requests after. All times are from the request to the whole page, on one connection
of the loopback. `paint` is the first contentful paint in Chromium, of the first page of the kind,
opened with an empty cache.
"""

import argparse
import re
import statistics
import sys
import time
from collections.abc import Iterator
from typing import Final

import httpx
from playwright.sync_api import sync_playwright

PAGES: Final = (
    "/", "/ask", "/ask?q=东莞的风险补偿由谁负责", "/bodies", "/instruments", "/beneficiaries",
    "/limits", "/search?q=企业", "/search?kind=task", "/questions", "/pictures", "/report",
    "/ontology", "/graph/", "/about", "/editor", "/network",
)  # fmt: skip
ASKED: Final = (
    "tasks-of-body", "bodies-and-instruments", "timeline", "instrument-across-places", "compare",
    "support-for-enterprise", "documents-overview", "limits",
)  # fmt: skip
THINGS: Final = {
    "task": "?x a cetu:Task . ?x cetu:hasResponsibility ?n",
    "body": "?n cetu:party ?x",
    "instrument": "?n cetu:instrument ?x",
    "beneficiary": "?n cetu:beneficiary ?x",
    "document": "?n cetu:inDocument ?x . ?n a cetu:Task",
    "limit": "?x cetu:bound ?n",
    "place": "?n cetu:jurisdiction ?x",
}
MOST_BYTES: Final = 150_000
MOST_MS: Final = 100
_LINKED: Final = re.compile(r'(?:href|src)="(/static/(\w+)\.[^"]+)"')
_DRAWING: Final = {"charts", "editor"}
_LARGEST: Final = """PREFIX cetu: <https://w3id.org/cetu/ontology#>
SELECT ?x (COUNT(DISTINCT ?n) AS ?most) WHERE {{ {pattern} }}
GROUP BY ?x ORDER BY DESC(?most) ?x LIMIT {few}"""


def things(client: httpx.Client, kind: str, few: int) -> list[str]:
    """The paths of the things of a kind with the most to tell."""
    query = _LARGEST.format(pattern=THINGS[kind], few=few)
    answer = client.get("/sparql", params={"query": query, "format": "json"})
    rows = answer.raise_for_status().json()
    found = [row["x"]["value"] for row in rows["results"]["bindings"] if "x" in row]
    return [f"/id/{one.partition('/id/')[2]}" for one in found if "/id/" in one]


def kinds(client: httpx.Client, few: int) -> Iterator[tuple[str, list[str]]]:
    """Yield each kind of page with the paths that are asked for."""
    for path in PAGES:
        yield path, [path]
    for name in ASKED:
        yield f"/questions/{name}", [f"/questions/{name}"]
    for kind in THINGS:
        yield f"/id/{kind}/…", things(client, kind, few)
    yield "/network?about=…", [f"/network?about={p[4:]}" for p in things(client, "body", few)]


def sent(client: httpx.Client, path: str) -> tuple[int, int]:
    """Bytes of a page with its stylesheets and scripts, and of the scripts that draw and edit."""
    page = client.get(path)
    page.raise_for_status()
    own, drawing = page.num_bytes_downloaded, 0
    for file, name in dict.fromkeys(_LINKED.findall(page.text)):
        size = client.get(file).num_bytes_downloaded
        if name in _DRAWING:
            drawing += size
        else:
            own += size
    return own, drawing


def lasted(client: httpx.Client, path: str) -> float:
    """Milliseconds from the request to the whole page."""
    began = time.perf_counter()
    client.get(path).raise_for_status()
    return (time.perf_counter() - began) * 1000


def painted(address: str, paths: list[str]) -> list[float]:
    """Milliseconds to the first contentful paint of each page, each with a cache of its own."""
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for path in paths:
            context = browser.new_context(base_url=address)
            page = context.new_page()
            page.goto(path)
            found.append(
                page.evaluate(
                    """() => new Promise(done => new PerformanceObserver(list => {
                      const one = list.getEntriesByName('first-contentful-paint')[0];
                      if (one) done(one.startTime) }).observe({type: 'paint', buffered: true}))"""
                )
            )
            context.close()
        browser.close()
    return found


def main() -> int:
    """Print a table; the exit code is 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--times", type=int, default=40, help="requests of each kind (40)")
    parser.add_argument("--few", type=int, default=8, help="things of each kind (8)")
    parser.add_argument("--no-paint", action="store_true", help="without Chromium")
    given = parser.parse_args()
    missed = 0
    headers = {"Accept": "text/html", "Accept-Encoding": "gzip"}
    with httpx.Client(base_url=given.address, headers=headers, timeout=60) as client:
        asked = list(kinds(client, given.few))
        paints = iter(
            [] if given.no_paint else painted(given.address, [paths[0] for _, paths in asked])
        )
        print(  # noqa: T201
            f"{'bytes':>8} {'drawing':>8} {'first':>7} {'median':>7} {'p95':>7} {'paint':>6}  page"
        )
        everything: list[float] = []
        for kind, paths in asked:
            first = max(lasted(client, path) for path in paths)
            sizes = [sent(client, path) for path in paths]
            size, drawing = max(own for own, _ in sizes), max(extra for _, extra in sizes)
            taken = sorted(
                lasted(client, paths[number % len(paths)]) for number in range(given.times)
            )
            everything += taken
            late = taken[max(0, round(0.95 * len(taken)) - 1)]
            over = size > MOST_BYTES or late > MOST_MS
            missed += over
            print(  # noqa: T201
                f"{size:8,} {drawing:8,} {first:7.1f} {statistics.median(taken):7.1f} {late:7.1f} "
                f"{next(paints, 0.0):6.0f}  {kind}{'  over' if over else ''}"
            )
    everything.sort()
    late = everything[round(0.95 * len(everything)) - 1]
    print(  # noqa: T201
        f"{missed} of {len(asked)} kinds over {MOST_BYTES:,} bytes or {MOST_MS} ms at p95; "
        f"p95 of all requests {late:.1f} ms"
    )
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
