"""How heavy and how slow the pages of a running service are: bytes sent, seconds of the server.

    .venv/bin/python tests/bench/pages.py http://127.0.0.1:8000

Each page is asked for with gzip, as browsers do, and once before it is measured. `bytes` is the
page with its stylesheet and scripts, without pictures; the times are from the request to the whole
page, on one connection, so the network of the loopback is in them.
"""

import argparse
import re
import statistics
import sys
import time
from typing import Final

import httpx

PAGES: Final = (
    "/", "/ask", "/ask?q=东莞的风险补偿由谁负责", "/bodies", "/bodies?place=place/330300",
    "/instruments",
    "/beneficiaries", "/limits", "/search?q=算力", "/questions", "/questions/tasks-of-body",
    "/id/document/dongguan-techfin-2024-annex", "/id/document/wenzhou-ai-plan",
    "/id/task/dongguan-techfin-2024-annex/ddddaabc", "/id/body/441900-caizhengju",
    "/id/instrument/fengxian-buchang", "/id/beneficiary/zhuanjingtexin", "/report", "/ontology",
    "/graph/", "/about", "/editor",
)  # fmt: skip
MOST_BYTES: Final = 150_000
MOST_MS: Final = 100
_LINKED: Final = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js)[^"]*)"')


def sent(client: httpx.Client, path: str) -> int:
    """Bytes of a page and of the stylesheets and scripts it names, as they are sent."""
    page = client.get(path)
    page.raise_for_status()
    total = page.num_bytes_downloaded
    for file in dict.fromkeys(_LINKED.findall(page.text)):
        total += client.get(file).num_bytes_downloaded
    return total


def lasted(client: httpx.Client, path: str) -> float:
    """Milliseconds from the request to the whole page."""
    began = time.perf_counter()
    client.get(path).raise_for_status()
    return (time.perf_counter() - began) * 1000


def main() -> int:
    """Print a table; the exit code is 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--times", type=int, default=40, help="requests of each page")
    given = parser.parse_args()
    missed = 0
    with httpx.Client(
        base_url=given.address, headers={"Accept": "text/html"}, timeout=60
    ) as client:
        print(f"{'bytes':>8} {'median ms':>10} {'p95 ms':>8}  page")  # noqa: T201
        for path in PAGES:
            size = sent(client, path)
            taken = sorted(lasted(client, path) for _ in range(given.times))
            late = taken[max(0, round(0.95 * len(taken)) - 1)]
            over = size > MOST_BYTES or late > MOST_MS
            missed += over
            median = statistics.median(taken)
            print(f"{size:8,} {median:10.1f} {late:8.1f}  {path}{'  over' if over else ''}")  # noqa: T201
    print(f"{missed} of {len(PAGES)} pages over {MOST_BYTES:,} bytes or {MOST_MS} ms at p95")  # noqa: T201
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
