"""Bodies of requests, read up to a limit."""

from collections.abc import AsyncIterator
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request

from cetu.api.problem import Refusal


async def read(request: Request, limit: int) -> bytes:
    """Read a body whole, and stop reading where it passes the limit.

    Raises:
        Refusal: as `chunks`.
    """
    body = bytearray()
    async for chunk in chunks(request, limit):
        body += chunk
    return bytes(body)


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
    size = 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > limit:
                raise too_large(limit)
            yield chunk
    except ClientDisconnect:  # nobody is there to answer; the log need not show a fault of ours
        raise Refusal(HTTPStatus.BAD_REQUEST, "The body was cut off.", "请求体被中断。") from None


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
