"""The name of a request."""

import re

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.traffic.served import Served

from cetu.traffic.identity import named

_MADE = re.compile(r"[0-9a-f]{16}")
_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


def test_a_sound_name_is_taken_over() -> None:
    assert named(b"req-2024.07_01") == ("req-2024.07_01", "")


@pytest.mark.parametrize("given", [None, b"", b"short", b"x" * 65, b"a b c d e f", b"name\r\nX: y"])
def test_any_other_is_replaced(given: bytes | None) -> None:
    name, trace = named(given)
    assert _MADE.fullmatch(name)
    assert trace == ""


def test_a_trace_names_the_request_that_has_no_name() -> None:
    parent = f"00-{_TRACE}-00f067aa0ba902b7-01".encode()
    assert named(None, parent) == (_TRACE, _TRACE)
    assert named(b"own-name", parent) == ("own-name", _TRACE)


@pytest.mark.parametrize(
    "parent",
    [
        b"",
        b"00-" + b"0" * 32 + b"-00f067aa0ba902b7-01",  # all zeros: invalid by the standard
        b"00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        b"4bf92f3577b34da6a3ce929d0e0e4736",
    ],
)
def test_a_trace_that_is_none_is_ignored(parent: bytes) -> None:
    name, trace = named(None, parent)
    assert _MADE.fullmatch(name)
    assert trace == ""


@given(st.binary(max_size=100))
def test_no_name_can_break_a_header(given: bytes) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._-]{8,64}", named(given)[0])


@pytest.mark.parametrize("path", ["/", "/healthz", "/sparql?query=ASX", "/nothing", "/editor"])
def test_every_answer_has_one_and_the_log_too(strict: Served, path: str) -> None:
    name = f"test{abs(hash(path)):016x}"[:40]
    answer = httpx.get(strict.address + path, headers={"X-Request-ID": name}, timeout=60)
    assert answer.headers.get_list("x-request-id") == [name]
    if answer.headers["content-type"] == "application/problem+json":
        assert answer.json()["request_id"] == name
    if path != "/healthz":
        assert strict.wait_for(request_id=name)["path"] == path.partition("?")[0]
