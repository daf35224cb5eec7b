"""Entity tags: what names an answer, so that it need not be sent twice.

https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3. A tag is made from what decides the answer
(the snapshot, the request, the form), so a copy is known to be good before anything is evaluated.
"""

import re
from hashlib import blake2b
from typing import Final

from cetu.api.problem import Refusal

ENCODED: Final = "-gzip"
"""Ends the tag of the same answer in gzip: other bytes, so another strong tag."""

_MEMBER: Final = re.compile(r'\s*(?:W/)?("[^"]*"|\*)\s*(?:,|$)')
_CHANGING: Final = re.compile(r"(?:now|rand|uuid)\s*[(#]|service", re.IGNORECASE)


def tag(*parts: object) -> str:
    """Return the strong tag of what `parts` decide, in its quotes."""
    named = blake2b(digest_size=16)
    for part in parts:
        words = str(part).encode(errors="surrogatepass")
        named.update(b"%d:" % len(words) + words)
    return f'"{named.hexdigest()}"'


def state(digest: str) -> str:
    """Return the tag of the whole graph in the state called `digest`."""
    return f'"{digest[:32]}"'


def lasting(query: str) -> bool:
    """Whether a query gives the same answer as long as the snapshot is the same.

    One that may call NOW, RAND, UUID or another server need not.
    """
    return not _CHANGING.search(query)


def known(header: str | None, current: str) -> str | None:
    """Return the tag of an If-None-Match that names the answer tagged `current`, else None.

    It goes back to the client, who may hold the answer in gzip, under a tag of its own.
    """
    for member in _MEMBER.findall(header or ""):
        if member == "*":
            return current
        if _plain(member) == current:
            return str(member)
    return None


def demand(header: str | None, *current: str) -> None:
    """Hold an If-Match against the tags that what is to be changed has now.

    Raises:
        Refusal: 412, none of them is named: it has been changed since the client read it.
    """
    if header is None:
        return
    members = [_plain(member) for member in _MEMBER.findall(header)]
    if "*" not in members and not set(members) & set(current):
        raise Refusal(
            412,
            "It has been changed since you read it: no tag of If-Match is the one it has now.",
            "在您读取之后它已被修改：If-Match 中没有它当前的标记。",
            hint="Read it again, and send the change with the new ETag.",
            hint_zh="请重新读取，并用新的 ETag 发送修改。",
        )


def _plain(member: str) -> str:
    return f'{member[: -len(ENCODED) - 1]}"' if member.endswith(f'{ENCODED}"') else member
