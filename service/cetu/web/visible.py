"""Characters that a reader cannot see are written out, so that no text passes for another.

Controls, the marks that turn the writing direction (Trojan Source, CVE-2021-42574) and other
format characters become ⟨U+202E⟩; line breaks and tabs stay.
"""

import unicodedata
from typing import Any

from markupsafe import Markup


def _hidden(character: str) -> bool:
    return character not in "\n\t\r" and unicodedata.category(character) in {"Cc", "Cf", "Cs"}


def visible(text: str) -> str:
    """Return `text` with every hidden character written as its code point."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"⟨U+{ord(c):04X}⟩" if _hidden(c) else c for c in text)


def finalize(value: Any) -> Any:  # noqa: ANN401 - Jinja hands over whatever an expression gives
    """Jinja's last step before escaping: applies `visible` to everything that is not markup."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
