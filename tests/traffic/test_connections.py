"""How many connections there may be, and what falls through, over real sockets."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from fastapi import FastAPI
from tests.traffic.served import until

from cetu.api import problem
from cetu.settings import Settings
from cetu.traffic import Connections, Doors, Metrics, install
from cetu.traffic.readings import Readings
from cetu.traffic.rules import Rules, complaint
from cetu.traffic.server import Server


@contextmanager
def _serving(per_client: int, altogether: int) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Serve a small application; give its port and the connections that it ended."""
    app = FastAPI()

    @app.get("/")
    async def hello() -> str:
        return "hello"

    @app.get("/fails")
    async def fails() -> str:
        raise ZeroDivisionError

    problem.install(app)
    settings = Settings()
    install(
        app,
        settings,
        Doors(frozenset(), frozenset(), frozenset(), problem.response, lambda _: ""),
        Metrics(lambda: Readings(0)),
    )
    ended: list[tuple[str, str]] = []
    connections = Connections(
        Rules(
            stall_s=30,
            idle_s=30,
            head_bytes=4096,
            head_fields=20,
            per_client=per_client,
            altogether=altogether,
            exempt=lambda _: False,
        ),
        complaint(problem.response),
        lambda reason, client: ended.append((reason, client)),
    )
    ready = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))
    server = Server(app, connections, ready=ready.set, renew=lambda: None)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    port = listening.getsockname()[1]
    thread.start()
    try:
        assert ready.wait(60)
        yield port, ended
    finally:
        server.should_exit = True
        thread.join()


def _connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=60)


def _refused(port: int) -> str:
    with _connect(port) as sock:
        return b"".join(iter(lambda: sock.recv(1 << 16), b"")).decode()


def _answers(sock: socket.socket) -> bool:
    sock.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    return sock.recv(1 << 16).startswith(b"HTTP/1.1 200 ")


def test_a_client_has_so_many_connections_and_gets_one_for_each_it_closes() -> None:
    with _serving(per_client=3, altogether=100) as (port, ended):
        held = [_connect(port) for _ in range(3)]
        assert all(map(_answers, held))
        said = _refused(port)
        assert said.startswith("HTTP/1.1 503 ")
        assert "Too many connections" in said
        assert ended == [("many", "127.0.0.1")]
        held.pop().close()
        until(lambda: not _refused_at_once(port))
        for sock in held:
            assert _answers(sock)
            sock.close()


def test_all_clients_together_have_so_many() -> None:
    with _serving(per_client=100, altogether=2) as (port, ended):
        held = [_connect(port) for _ in range(2)]
        assert all(map(_answers, held))
        assert _refused(port).startswith("HTTP/1.1 503 ")
        assert ended == [("many", "127.0.0.1")]
        for sock in held:
            sock.close()


def test_a_fault_of_ours_is_a_problem_that_names_the_request() -> None:
    with _serving(per_client=100, altogether=100) as (port, _):
        answer = httpx.get(
            f"http://127.0.0.1:{port}/fails", headers={"X-Request-ID": "fault-test-1"}, timeout=60
        )
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["request_id"] == "fault-test-1"
    assert "ZeroDivisionError" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def _refused_at_once(port: int) -> bool:
    with _connect(port) as sock:
        return not _answers(sock)
