"""Signals under load: the service loads its graph again, and ends, without a failed request."""

import re
import shutil
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import httpx
import pytest
from tests.traffic.served import HARD, Served, serving, until

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


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """What the service tells systemd comes in here."""
    name = f"cetu-test-{uuid4().hex}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
        sock.bind(f"\0{name}")
        sock.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", f"@{name}")
        yield sock


def _heard(told: socket.socket) -> bytes:
    try:
        return told.recv(1024)
    except BlockingIOError:
        return b""


def test_a_graph_built_anew_is_taken_up_and_the_end_comes_in_order(
    place: Path, tmp_path: Path, told: socket.socket
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
    heard = b" ".join(iter(lambda: _heard(told), b"")).decode()
    reload = r"RELOADING=1\nMONOTONIC_USEC=\d+ READY=1 "
    assert re.fullmatch(rf"READY=1 ({reload}){{3}}STOPPING=1", heard)


def test_it_says_where_it_is_warns_of_an_open_address_and_ends_in_order(
    first: Path, tmp_path: Path
) -> None:
    everywhere = "0.0.0.0"  # noqa: S104 - what the warning is for
    with serving(first, tmp_path / "log", host=everywhere, query_timeout_s=2) as served:
        said = served.said()
        assert "/sparql\n" in said
        assert "/readyz\n" in said
        assert "other machines can reach this directly" in said
        with socket.create_connection(("127.0.0.1", served.port)) as sock:
            sock.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
                b"Content-Length: 100\r\n\r\nASK"
            )
            with _asking(served) as answers:
                served.process.send_signal(signal.SIGINT)
                assert served.process.wait(timeout=60) == 0
            ended = b"".join(iter(lambda: sock.recv(1 << 16), b""))
    (answer,) = answers
    assert answer.json()["type"].endswith("/query-timeout")  # its own time was up: it was not cut
    assert ended.startswith(b"HTTP/1.1 408 ")
    assert "Traceback" not in served.said()


@pytest.mark.skipif(not HARD, reason="takes the whole time that answers have at the end")
def test_at_the_end_what_takes_too_long_is_told_so(first: Path, tmp_path: Path) -> None:
    with serving(first, tmp_path / "log", query_timeout_s=60) as served, _asking(served) as answers:
        served.process.send_signal(signal.SIGTERM)
        assert served.process.wait(timeout=60) == 0
    (answer,) = answers
    assert answer.status_code == 503
    assert "stopping" in answer.json()["detail"]
    assert "Traceback" not in served.said()


@contextmanager
def _asking(served: Served) -> Iterator[list[httpx.Response]]:
    """Have a query run that does not end by itself; its answer is there at the end."""
    here, answers = f"http://127.0.0.1:{served.port}", list[httpx.Response]()

    def ask() -> None:
        answers.append(httpx.get(f"{here}/sparql", params={"query": _SLOW}, timeout=90))

    thread = Thread(target=ask)
    thread.start()
    until(lambda: 'cetu_workers{state="busy"} 1.0' in httpx.get(f"{here}/metrics").text)
    try:
        yield answers
    finally:
        thread.join()


def _changed(served: Served, before: str) -> str:
    """The snapshot after `before`, once it is there."""
    return until(lambda: found if (found := _snapshot(served)) != before else "")


def _snapshot(served: Served) -> str:
    """The snapshot it answers from; "" while it is not ready."""
    checks = httpx.get(f"{served.address}/readyz", timeout=60).json()["checks"]
    return str(checks["engine"].get("snapshot", ""))
