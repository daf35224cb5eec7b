# ruff: noqa: T201 - a program that reports
"""Fuzzed queries at a service of its own: `python tests/hostile/fuzz.py --count 100000`.

Exit code 0: the service is still the same process and answered every query as it should; 1: not,
and what it was asked is printed.
"""

import argparse
import http.client
import multiprocessing
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from tests.hostile.grammar import fuzzed, real_queries  # noqa: E402

EXPECTED = {200, 400, 413, 503}
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "*/*"}


@contextmanager
def service() -> Iterator[tuple[int, int]]:
    """`cetu serve` on the shipped graph, a short limit for queries; gives its port and process."""
    settings = {
        "CETU_LANG": "en", "NO_COLOR": "1", "PYTHONUNBUFFERED": "1", "CETU_CLIENT_QUERY_S": "0",
        "CETU_CLIENT_PARALLEL": "64", "CETU_QUERY_TIMEOUT_S": "0.2", "CETU_CACHE_BYTES": "0",
        "CETU_WORKERS": "3",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "cetu", "serve", "--port", "0"],
        env=os.environ | settings,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        found = (re.search(r"http://127\.0\.0\.1:(\d+)", line) for line in process.stderr)
        yield int(next(match[1] for match in found if match)), process.pid
        if process.poll() is not None:
            raise SystemExit(f"the service ended with {process.returncode}")
    finally:
        process.terminate()
        process.wait(30)


def ask_all(port: int, count: int, seed: int) -> tuple[Counter[int], list[tuple[int, str]]]:
    """Ask `count` queries in a row; return how many had each status, and the odd ones."""
    shared = Path(os.environ.get("CETU_SHARED", ROOT.parent / "shared"))
    real = real_queries(ROOT / "queries", shared / "w3c" / "sparql")
    statuses: Counter[int] = Counter()
    odd: list[tuple[int, str]] = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for text in fuzzed(count, seed, real):
        body = urlencode({"query": text}, errors="surrogatepass")
        connection.request("POST", "/sparql", body, FORM)
        answer = connection.getresponse()
        answer.read()
        statuses[answer.status] += 1
        if answer.status not in EXPECTED:
            odd.append((answer.status, text))
    connection.close()
    return statuses, odd


def main() -> int:
    """Run as asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="how many queries")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="to repeat a run")
    parser.add_argument("--clients", type=int, default=3, help="how many ask at once")
    options = parser.parse_args()
    began = time.monotonic()
    with service() as (port, _), multiprocessing.Pool(options.clients) as clients:
        share = options.count // options.clients + 1
        tasks = [(port, share, options.seed + n) for n in range(options.clients)]
        results = clients.starmap(ask_all, tasks)
    statuses = sum((result[0] for result in results), Counter())
    odd = [one for result in results for one in result[1]]
    for status, text in odd[:20]:
        print(f"{status} for {text!r}")
    told = ", ".join(f"{status}: {number:,}" for status, number in sorted(statuses.items()))
    seconds = time.monotonic() - began
    print(f"{statuses.total():,} queries (seed {options.seed}) in {seconds:.0f} s; {told}")
    return 1 if odd else 0


if __name__ == "__main__":
    sys.exit(main())
