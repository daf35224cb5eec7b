"""Entity tags: what names an answer, so that it need not be sent twice.

https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3. A tag is made from what decides the answer
(the snapshot, the request, the form), so a copy is known to be good before anything is evaluated.
"""

import re
from collections.abc import Collection
from hashlib import blake2b
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers

from cetu.api.problem import Refusal

ENCODED: Final = "-gzip"
"""Ends the tag of the same answer in gzip: other bytes, so another strong tag."""

_MEMBER: Final = re.compile(r'\s*(?:W/)?("[^"]*"|\*)\s*(?:,|$)')


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


def demand(headers: Headers, current: Collection[str], whole: str) -> None:
    """Hold If-Match and If-None-Match of a write against the tags of what is to be changed.

    `current` are those that it has now (none: it does not exist), `whole` that of all graphs.

    Raises:
        Refusal: 412, it has been changed since the client read it, or was not to exist.
    """
    if headers.get("if-none-match", "").strip() == "*" and current:
        raise Refusal(
            HTTPStatus.PRECONDITION_FAILED,
            "It exists already, and If-None-Match: * makes only what does not.",
            "它已存在，而 If-None-Match: * 只用于新建。",
            hint="Send it without If-None-Match to replace it.",
            hint_zh="如要替换，请去掉 If-None-Match。",
        )
    if (header := headers.get("if-match")) is None:
        return
    members = {_plain(member) for member in _MEMBER.findall(header)}
    allowed = {*current, whole} | ({"*"} if current else set())
    if not members & allowed:
        raise Refusal(
            HTTPStatus.PRECONDITION_FAILED,
            "It has been changed since you read it: no tag of If-Match is the one it has now.",
            "在您读取之后它已被修改：If-Match 中没有它当前的标记。",
            hint="Read it again, and send the change with the new ETag.",
            hint_zh="请重新读取，并用新的 ETag 发送修改。",
        )


def _plain(member: str) -> str:
    return f'{member[: -len(ENCODED) - 1]}"' if member.endswith(f'{ENCODED}"') else member
