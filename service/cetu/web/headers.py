"""Headers of every page: what the browser may load, and nothing else.

https://www.w3.org/TR/CSP3/
"""

from typing import Final

_POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def _write(policy: dict[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in policy.items())


SECURITY: Final = {
    "Content-Security-Policy": _write(_POLICY),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

# The result table of the editor puts one constant style element into the page; its digest names it,
# so every other inline style stays refused there too.
_TABLE_STYLE: Final = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"

EDITOR: Final = SECURITY | {
    "Content-Security-Policy": _write(_POLICY | {"style-src": f"'self' {_TABLE_STYLE}"}),
}
