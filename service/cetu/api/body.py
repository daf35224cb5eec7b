"""Bodies of requests, read up to a limit."""

from collections.abc import AsyncIterator
from http import HTTPStatus

from starlette.requests import Request

from cetu.api.problem import Refusal


async def read(request: Request, limit: int) -> bytes:
    """Read a body whole, and stop reading where it passes the limit.

    Raises:
        Refusal: as `chunks`.
    """
    pieces = [piece async for piece in chunks(request, limit)]
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


async def chunks(request: Request, limit: int) -> AsyncIterator[bytes]:
    """Yield a body as it comes, and stop reading where it passes the limit.

    Raises:
        Refusal: 413, it has more than `limit` bytes, or says that it will; 415, it is compressed;
            400, it was cut off.
    """
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise Refusal(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "A body is sent as it is, without a Content-Encoding.",
            "请求体须原样发送，不带 Content-Encoding。",
            {"Accept-Encoding": "identity"},
        )
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise too_large(limit)
    size, more = 0, True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            # Nobody is there to answer; the log need not show a fault of ours.
            raise Refusal(HTTPStatus.BAD_REQUEST, "The body was cut off.", "请求体被中断。")
        more = message.get("more_body", False)
        if chunk := message.get("body", b""):
            size += len(chunk)
            if size > limit:
                raise too_large(limit)
            yield chunk


def too_large(limit: int) -> Refusal:
    """The error for a body of more than `limit` bytes."""
    return Refusal(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"The body has more than {limit:,} bytes.",
        f"请求体超过 {limit:,} 字节。",
        {"Connection": "close"},  # what is left of it will not be read
        hint="Send less at once.",
        hint_zh="请分批发送。",
    )
