"""How long something lasts, as a person writes it: `24h`, `90d`, or until a day."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from cetu.errors import ParameterInvalid

_UNITS: Final = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_LENGTH: Final = re.compile(r"(\d{1,5})([hdw])")


def lasting(text: str, now: datetime | None = None) -> timedelta:
    """Return the time that `text` means, from `now` on; a day ends with it (UTC).

    Raises:
        ParameterInvalid: it is neither a length nor a day, or that day is over.
    """
    if found := _LENGTH.fullmatch(text):
        return int(found[1]) * _UNITS[found[2]]
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    end = datetime.combine(day, time.max, UTC)
    if end < (now := now or datetime.now(UTC)):
        raise ParameterInvalid(
            f"“{text}” is no length of time and no day to come.",
            f"“{text}”不是时长，也不是将来的日期。",
            hint="Write 24h, 90d, 12w, or a day such as 2027-01-31.",
            hint_zh="请写成 24h、90d、12w，或日期，如 2027-01-31。",
        )
    return end - now
