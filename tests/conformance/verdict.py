"""What came of a test."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Verdict:
    """Passed, failed or skipped, with the reason where there is something to say."""

    outcome: Literal["passed", "failed", "skipped"]
    detail: str = ""


class Unmet(Exception):
    """An expectation of a test was not met; its text says which."""


PASSED = Verdict("passed")
