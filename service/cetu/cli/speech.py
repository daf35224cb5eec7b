"""What the command says: in Chinese or English, results to stdout, everything else to stderr."""

import os
from typing import Final, Literal

from rich.console import Console

from cetu.errors import CetuError

Language = Literal["zh", "en"]

out: Final = Console(soft_wrap=False, highlight=False)
err: Final = Console(stderr=True, highlight=False)


def language() -> Language:
    """Return the language to speak: CETU_LANG, else the locale's, else Chinese."""
    chosen = os.environ.get("CETU_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if chosen.lower().startswith("en") else "zh"


def say(zh: str, en: str) -> str:
    """Return the one of two sentences that fits the language."""
    return en if language() == "en" else zh


def speak_error(error: CetuError) -> None:
    """Print what is wrong and what to do, on one line, to stderr."""
    detail, hint = say(error.detail_zh, error.detail), say(error.hint_zh, error.hint)
    words = f"{detail} {hint}".strip().replace("\n", " ")
    err.print(f"[bold red]{say('错误', 'error')}[/]: ", end="")
    err.print(words, markup=False, soft_wrap=True)
