"""Answers on their way to the client, a large one in pieces."""

from collections.abc import Mapping

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from cetu.model.result import Answer


def sending(answer: Answer, headers: Mapping[str, str]) -> Response:
    """Return the response that sends an answer."""
    # Starlette adds the charset to text/*; the other types are UTF-8 by definition.
    if isinstance(answer.content, bytes):
        return Response(answer.content, 200, headers, answer.media_type)
    return _InPieces(answer, headers)


class _InPieces(Response):
    """Sends an answer that lies in a file: no more than a piece of it is ever in memory."""

    def __init__(self, answer: Answer, headers: Mapping[str, str]) -> None:
        super().__init__(None, 200, headers, answer.media_type)
        self.headers["Content-Length"] = str(answer.size)
        self._answer = answer

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        await send(
            {
                "type": "http.response.start",
                "status": self.status_code,
                "headers": self.raw_headers,
            }
        )
        if scope["method"] != "HEAD":
            for piece in self._answer.pieces():
                # Waits while the client does not read, so a slow one costs no memory.
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
