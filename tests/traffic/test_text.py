"""Lines of the log for people."""

from hypothesis import given
from hypothesis import strategies as st

from cetu.traffic.text import line


def test_a_request_reads_well() -> None:
    said = line(
        {
            "time": "2026-01-02 03:04:05",
            "level": "info",
            "event": "request",
            "method": "GET",
            "path": "/sparql",
            "status": 200,
            "bytes": 2048,
            "seconds": 0.0123,
            "client": "198.51.100.1",
            "outcome": "ok",
        }
    )
    assert said == (
        "2026-01-02 03:04:05  200 GET /sparql  12.3 ms  2.0 KiB  client=198.51.100.1 outcome=ok"
    )


def test_a_warning_says_so_and_a_query_stands_below() -> None:
    said = line(
        {"time": "T", "level": "warning", "event": "slow query", "query": "ASK {\n}", "rows": None}
    )
    assert said == "T  warning: slow query\n    ASK {\n    }"


@given(st.text(), st.text(), st.text())
def test_no_value_forges_a_line_or_moves_the_cursor(said: str, value: str, query: str) -> None:
    whole = line({"time": "T", "level": "info", "event": said, "client": value, "query": query})
    first, *below = whole.split("\n")
    assert first.startswith("T")
    assert all(one.startswith("    ") for one in below)
    assert not set(whole) & {"\r", "\x1b", "\x00", "\u2028", "\u202e", "\x85"}
