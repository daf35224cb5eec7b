import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cetu.api.negotiation import GRAPHS, ROWS, choose, choose_format, language, quality, ranges
from cetu.api.sheet import XLSX
from cetu.engine.formats import GRAPH_TYPES, ROW_TYPES

OFFERED = ("text/turtle", "application/ld+json", "text/html")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html", "text/html"),
        ("TEXT/HTML; charset=utf-8", "text/html"),
        ("text/turtle;q=0.5, text/html;q=0.6", "text/html"),
        ("text/turtle;q=0.5, text/*;q=0.6", "text/html"),  # the closer range decides for turtle
        ("*/*;q=0.1, application/ld+json", "application/ld+json"),
        ("text/turtle;q=0, */*", "application/ld+json"),
        ("text/turtle;q=0", None),
        ("image/png", None),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        # What cannot be read is left out.
        ("text/turtle;q=high, text/html;q=0.1", "text/html"),
        ("text/turtle;q=7, text/html;q=0.1", "text/html"),
        ("text/turtle;q=nan, text/html;q=0.1", "text/html"),
        ("turtle, , /, text/, text/html;q=0.1", "text/html"),
        ("nonsense", None),
    ],
)
def test_choose(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, OFFERED) == chosen


def test_other_names_give_the_proper_type() -> None:
    assert choose_format("application/json", ROWS) == ROW_TYPES[0]
    assert choose_format("application/json", GRAPHS) == "application/ld+json"
    assert choose_format("application/turtle, text/turtle", GRAPHS) == "text/turtle"
    assert choose_format("text/turtle", ROWS) is None
    assert set(ROWS.values()) == {*ROW_TYPES, XLSX}
    assert set(GRAPHS.values()) == set(GRAPH_TYPES)
    assert choose_format("*/*", ROWS) == ROW_TYPES[0]
    assert choose_format("*/*", GRAPHS) == GRAPH_TYPES[0]


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, "en"),
        ("zh", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB, zh;q=0.5", "en"),
        ("de, zh;q=0.2", "zh"),
        ("de", "en"),
        ("en;q=0, zh;q=0.1", "zh"),
        ("*", "en"),
    ],
)
def test_language(header: str | None, chosen: str) -> None:
    assert language(header) == chosen


def test_language_default() -> None:
    assert language("fr", default="zh") == "zh"


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_header_is_read(header: str) -> None:
    assert choose(header, OFFERED) in {*OFFERED, None}
    assert language(header) in {"zh", "en"}
    assert all(0 <= quality(ranges(header), name) <= 1 for name in OFFERED)
