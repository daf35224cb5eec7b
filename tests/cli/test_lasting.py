"""How long something lasts."""

from datetime import UTC, datetime, timedelta

import pytest

from cetu.cli.lasting import lasting
from cetu.errors import ParameterInvalid

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24h", timedelta(hours=24)),
        ("90d", timedelta(days=90)),
        ("12w", timedelta(weeks=12)),
        ("0h", timedelta(0)),
        ("2026-11-26", timedelta(hours=12) - timedelta(microseconds=1)),
        ("2026-12-01", timedelta(days=5, hours=12) - timedelta(microseconds=1)),
    ],
)
def test_a_length_or_a_day(text: str, expected: timedelta) -> None:
    assert lasting(text, NOW) == expected


@pytest.mark.parametrize("text", ["", "90", "d", "-1d", "1y", "2026-11-25", "2026-13-01", "９d天"])
def test_anything_else_is_told(text: str) -> None:
    with pytest.raises(ParameterInvalid, match="length of time"):
        lasting(text, NOW)
