"""Signals under load: the service loads its graph again, and ends, without a failed request."""

import os
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import httpx
import pytest
from tests.traffic.served import Served, serving, until

_COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
_SLOW = "SELECT (COUNT(*) AS ?many) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


class Load:
    """Clients that ask without a pause on connections they keep, until the service takes none."""

    def __init__(self, address: str) -> None:
        self.answers = 0
        self.failures: list[str] = []
        self._address = address
        self._stop = Event()
        self._threads = [Thread(target=self._run) for _ in range(4)]

    @contextmanager
    def running(self) -> Iterator["Load"]:
        for thread in self._threads:
            thread.start()
        try:
            until(lambda: self.answers > 50)
            yield self
        finally:
            self._stop.set()
            for thread in self._threads:
                thread.join()

    def _run(self) -> None:
        with httpx.Client(base_url=self._address, timeout=60) as client:
            while not self._stop.is_set():
                try:
                    answer = client.get("/sparql", params={"query": _COUNT})
                except httpx.ConnectError:  # it takes no more: the end
                    return
                except httpx.HTTPError as error:
                    self.failures.append(repr(error))
                    return
                self.answers += 1
                if answer.status_code != 200:
                    self.failures.append(answer.text)


@pytest.fixture
def place(first: Path, tmp_path: Path) -> Path:
    """A root of its own, to be changed."""
    return Path(shutil.copytree(first, tmp_path / "root"))


def test_a_graph_built_anew_is_taken_up_and_the_end_comes_in_order(
    place: Path, tmp_path: Path
) -> None:
    with serving(place, tmp_path / "log", cache_bytes=0) as served:
        before = _snapshot(served)
        with Load(served.address).running() as load:
            for number in range(2):
                (place / "data" / "graph" / f"more{number}.trig").write_text(
                    f"<urn:g:{number}> {{ <urn:s> <urn:p> {number} }}"
                )
                served.process.send_signal(signal.SIGHUP)
                before = _changed(served, before)
                answered = load.answers
                until(lambda: load.answers > answered + 20)  # noqa: B023 - it ends in this round
                held = httpx.get(
                    f"{served.address}/sparql",
                    params={"query": f"ASK {{ GRAPH <urn:g:{number}> {{ ?s ?p {number} }} }}"},
                    timeout=60,
                )
                assert held.json()["boolean"] is True
            (place / "data" / "graph" / "broken.trig").write_text("no TriG")
            served.process.send_signal(signal.SIGHUP)
            until(lambda: "could not be loaded again" in served.said())
            assert _snapshot(served) == before
            served.process.send_signal(signal.SIGTERM)
            assert served.process.wait(timeout=60) == 0
        assert load.failures == []
        assert "Traceback" not in served.said()


def test_at_the_end_what_runs_is_answered_and_a_stalled_body_is_no_fault(
    first: Path, tmp_path: Path
) -> None:
    with serving(first, tmp_path / "log", query_timeout_s=2) as served:
        with socket.create_connection(("127.0.0.1", served.port)) as sock:
            sock.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
                b"Content-Length: 100\r\n\r\nASK"
            )
            answers: list[int] = []

            def ask() -> None:
                answer = httpx.get(f"{served.address}/sparql", params={"query": _SLOW}, timeout=60)
                answers.append(answer.status_code)

            thread = Thread(target=ask)
            thread.start()
            time.sleep(0.5)  # both have been sent by now
            began = time.monotonic()
            served.process.send_signal(signal.SIGINT)
            assert served.process.wait(timeout=60) == 0
            took = time.monotonic() - began
            thread.join()
            said = b"".join(iter(lambda: sock.recv(1 << 16), b""))
        assert answers == [503]  # its own time was up: it was not cut
        assert said.startswith(b"HTTP/1.1 408 ")
        assert took < 30
    assert "Traceback" not in served.said()


def test_it_says_where_it_is_and_warns_of_an_open_address(first: Path, tmp_path: Path) -> None:
    with serving(first, tmp_path / "log", host="0.0.0.0") as served:  # noqa: S104 - what is tested
        said = served.said()
        assert "/sparql\n" in said
        assert "/readyz\n" in said
        assert "other machines can reach this directly" in said
        assert os.waitpid(served.process.pid, os.WNOHANG) == (0, 0)


def _changed(served: Served, before: str) -> str:
    """The snapshot after `before`, once it is there."""
    return until(lambda: found if (found := _snapshot(served)) != before else "")


def _snapshot(served: Served) -> str:
    """The snapshot it answers from; "" while it is not ready."""
    checks = httpx.get(f"{served.address}/readyz", timeout=60).json()["checks"]
    return str(checks["engine"].get("snapshot", ""))
