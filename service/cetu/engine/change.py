"""What a change comes to: asked of a scratch process, which is ended whatever happens."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Final

from cetu.engine import complaint, updates
from cetu.engine.gate import Scan
from cetu.engine.line import closing
from cetu.errors import CetuError, ContentInvalid, WriteRefused
from cetu.model.change import Change, Delta, Drop, Put, Update

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from collections.abc import Mapping

    from cetu.engine.crew import Crew
    from cetu.settings import Settings

_ENTITIES: Final = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
"""How a text in UTF-16 may begin, in which the pattern above would find nothing."""


def evaluate(change: Change, crew: Crew, settings: Settings) -> Delta:
    """Return what `change` comes to in the dataset as it is now. Errors as `Engine.evaluate`."""
    scan = Scan()
    if isinstance(change, Update):
        plan = updates.plan(change, max_bytes=settings.max_update_bytes, base=crew.host.base)
        scan, request, content = plan.scan, _update(plan), b""
    else:
        request, content = _graph(change)
    began = time.monotonic()
    deadline = began + settings.write_timeout_s
    worker = crew.scratch()
    died_of = 0
    try:
        head, body = worker.ask(request, deadline, content)
    except TimeoutError:
        raise complaint.too_long(0, time.monotonic() - began) from None
    except (EOFError, OSError):
        head, body = {"error": "died"}, b""
    finally:
        died_of = worker.host.end(worker)
    if head.get("error") == "died":
        if crew.line.closed:
            raise closing()
        raise complaint.died(died_of, time.monotonic() - began, settings)
    if "error" in head:
        raise _complaint(change, head, scan, settings)
    size = head["size"]
    return Delta(
        body[:size].decode(), body[size:].decode(), tuple(head["created"]), tuple(head["dropped"])
    )


def _update(plan: updates.Plan) -> dict[str, object]:
    return {
        "change": "update",
        "text": plan.text,
        "operations": [(one.kind, one.text, one.at) for one in plan.operations],
        "graphs": None if plan.graphs is None else sorted(plan.graphs),
        "unnamed": plan.unnamed,
    }


def _graph(change: Put | Drop) -> tuple[dict[str, object], bytes]:
    if isinstance(change, Drop):
        return {"change": "drop", "graph": change.graph}, b""
    documents = ((change.content, change.media_type), *change.also)
    for content, media_type in documents:
        _look_through(content, media_type)
    request = {
        "change": "put",
        "graph": change.graph,
        "documents": [(len(content), media_type) for content, media_type in documents],
        "merge": change.merge,
        "base": change.graph,
    }
    return request, b"".join(content for content, _ in documents)


def _look_through(content: bytes, media_type: str) -> None:
    """Refuse XML that declares entities, which the parser would unfold without end."""
    if media_type != "application/rdf+xml":
        return
    if _ENTITIES.search(content) or content.startswith(_MARKS) or b"\0" in content:
        raise ContentInvalid(
            "The RDF/XML has a document type declaration, or is not UTF-8.",
            "RDF/XML 含有文档类型声明，或不是 UTF-8 编码。",
            hint="Write it in UTF-8 without <!DOCTYPE> and <!ENTITY>, or send Turtle.",
            hint_zh="请使用 UTF-8 且不含 <!DOCTYPE> 与 <!ENTITY>，或改用 Turtle。",
        )


def _complaint(
    change: Change, head: Mapping[str, str], scan: Scan, settings: Settings
) -> CetuError:
    kind, message = head["error"], head["message"]
    if kind == "kept":
        return WriteRefused(
            "The change adds to the graph of what is inferred, which follows from the others.",
            "改动向推理所得的图添加陈述；该图由其他图推出，不能直接写入。",
            hint="Write it to a graph of your own; or run the service with CETU_INFER=off.",
            hint_zh="请写入其他图；或以 CETU_INFER=off 运行服务。",
        )
    if isinstance(change, Put) and kind in {"malformed", "failed"}:
        return ContentInvalid(
            f"The content cannot be read as {change.media_type}: {message}.",
            f"内容无法按 {change.media_type} 解析：{message}。",
            hint="Correct it, or name its format with Content-Type.",
            hint_zh="请改正内容，或用 Content-Type 指明格式。",
        )
    return complaint.error(kind, message, scan, settings)
