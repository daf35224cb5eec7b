"""kill -9 of `cetu serve` itself under a stream of writes over HTTP.

Twice by default, fifty times with CETU_HARD=1; `test_kill` does it a thousand times without doors.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import httpx
from tests import announced
from tests.durable.batches import COUNTED, EX, expected, write

from cetu.journal import verify
from cetu.keys import Keys
from cetu.settings import Settings


@contextmanager
def _service(settings: Settings) -> Iterator[tuple["subprocess.Popen[str]", httpx.Client]]:
    """Run `cetu serve`, and give the process and a client; it is killed at the end."""
    environment = {
        "CETU_ROOT": str(settings.root),
        "CETU_STATE": str(settings.state_folder),
        "CETU_MIN_FREE_BYTES": "0",
        "CETU_WORKERS": "1",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "cetu", "serve", "--port", "0"],
        env=os.environ
        | {"CETU_LANG": "en", "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}
        | environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            assert process.stderr is not None
            address = announced.address(process.stderr)
            threading.Thread(target=process.stderr.read, daemon=True).start()
            with httpx.Client(base_url=address, timeout=60) as client:
                yield process, client
        finally:
            process.send_signal(signal.SIGKILL)


def _held(client: httpx.Client) -> dict[int, int]:
    answer = client.get("/sparql", params={"query": COUNTED}, headers={"Accept": "text/csv"})
    answer.raise_for_status()
    rows = [line.split(",") for line in answer.text.split()[1:]]
    return {int(name.removeprefix(f"{EX}b/")): int(count) for name, count in rows}


def test_what_was_acknowledged_over_http_is_there(settings: Settings, hard: bool) -> None:
    token = Keys(settings.state_folder).add("writer", ["update"], timedelta(days=1))
    headers = {"Authorization": f"Bearer {token}"}
    acknowledged = attempted = 0
    for turn in range(51 if hard else 3):
        with _service(settings) as (process, client):
            found = _held(client)
            known = {number: expected(number) for number in (acknowledged, attempted)}
            assert found in known.values()
            acknowledged = max(number for number, held in known.items() if held == found)
            delay = (turn * 37 % 50) / 100  # another moment each time
            timer = threading.Timer(delay, process.send_signal, [signal.SIGKILL])
            timer.start()
            try:
                while True:
                    attempted = acknowledged + 1
                    update = {"update": write(attempted).text}
                    answer = client.post("/update", data=update, headers=headers)
                    answer.raise_for_status()
                    assert answer.json()["record"] == attempted
                    acknowledged = attempted
            except httpx.TransportError:
                timer.join()
    assert verify(settings.state_folder / "journal").number in {acknowledged, attempted}
