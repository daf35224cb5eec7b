"""Headers of the pages: those of every answer, and for the editor one style more."""

from typing import Final

from cetu.traffic.headers import POLICY, SECURITY, written

__all__ = ["EDITOR", "FRAMED", "SECURITY"]

# The result table of the editor puts one constant style element into the page; its digest names it,
# so every other inline style stays refused there too.
_TABLE_STYLE: Final = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"

EDITOR: Final = {
    **SECURITY,
    "Content-Security-Policy": written({**POLICY, "style-src": f"'self' {_TABLE_STYLE}"}),
}

FRAMED: Final = {
    **SECURITY,
    "Content-Security-Policy": written(
        {
            "default-src": "'none'",
            "style-src": "'self'",
            "base-uri": "'none'",
            "frame-ancestors": "*",
        }
    ),
}
"""A page that others show inside theirs: it runs nothing and sends nothing."""
