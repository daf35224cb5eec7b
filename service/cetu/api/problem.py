"""Errors over HTTP as problem details (https://www.rfc-editor.org/rfc/rfc9457), in one place."""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Final, Protocol

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cetu.api.cors import OPEN
from cetu.api.negotiation import Language, accept_of, choose, language
from cetu.errors import (
    CetuError,
    ClientOverdrawn,
    EngineBusy,
    JobsFull,
    KeyRequired,
    WriteRefused,
    WriterUnavailable,
)
from cetu.model.finding import Finding
from cetu.namespaces import BASE
from cetu.traffic import visit

MEDIA_TYPE: Final = "application/problem+json"
RETRY_AFTER_S: Final[Mapping[type[CetuError], int]] = {
    EngineBusy: 1,
    ClientOverdrawn: 10,
    WriterUnavailable: 30,
    JobsFull: 60,
}
"""Seconds after which the same request may well succeed; other errors stay what they are."""
_CHALLENGE: Final = 'Bearer realm="cetu"'

Page = Callable[[Request, CetuError, Language], Response]
"""Renders an error as a page, for browsers."""

TITLES: Final[Mapping[str, tuple[str, str]]] = {
    "error": ("Something went wrong", "出错了"),
    "source-missing": ("The source file is missing", "源文件不存在"),
    "source-empty": ("The source file is empty", "源文件为空"),
    "source-not-text": ("The source file is not text", "源文件不是文本"),
    "form-unknown": ("The form of the file cannot be read", "无法读取这种格式的文件"),
    "source-locked": ("The source file is encrypted", "源文件已加密"),
    "source-damaged": ("The source file is damaged", "源文件已损坏"),
    "source-too-heavy": ("The source file needs too much", "源文件超出读取限制"),
    "source-refused": ("The source file is refused", "源文件被拒绝"),
    "recognition-missing": ("Recognition is not installed", "没有安装文字识别"),
    "header-unknown": ("No known table header", "没有认识的表头"),
    "row-without-number": ("A row has no number", "有一行没有序号"),
    "question-unknown": ("No such question", "没有这个问题"),
    "parameter-invalid": ("A parameter is wrong", "参数有误"),
    "query-malformed": ("The query cannot be read", "查询无法解析"),
    "query-refused": ("The query is refused", "查询被拒绝"),
    "query-too-large": ("The query is too large", "查询过长"),
    "query-timeout": ("The query took too long", "查询超时"),
    "query-exhausted": ("The query needs too much", "查询超出资源限制"),
    "engine-busy": ("The service is busy", "服务繁忙"),
    "not-acceptable": ("No acceptable format", "没有可接受的格式"),
    "thing-unknown": ("Nothing has this IRI", "没有这个 IRI"),
    "graph-missing": ("The graph has not been built", "图谱尚未构建"),
    "sources-invalid": ("The list of sources is wrong", "来源清单有误"),
    "address-unavailable": ("The address cannot be used", "地址无法使用"),
    "setting-invalid": ("A setting is wrong", "设置有误"),
    "check-failed": ("A check could not be run", "检查无法运行"),
    "baseline-invalid": ("The list of accepted findings is wrong", "已接受结果的清单有误"),
    "report-unreadable": ("The report of the last check cannot be read", "上次检查的报告无法读取"),
    "iri-unchecked": ("IRIs of others that nobody has checked", "外部标识符未经核对"),
    "question-unclear": ("The question is not understood", "没有看懂这个问题"),
    "service-refused": ("The service refused the request", "服务没有接受请求"),
    "name-unclear": ("It is not clear what this name means", "名称所指不明"),
    "links-invalid": ("These links cannot be understood", "链接无法理解"),
    "key-required": ("A key is required", "需要密钥"),
    "key-insufficient": ("The key is not for this", "密钥权限不足"),
    "content-invalid": ("The content cannot be read", "内容无法解析"),
    "write-refused": ("The shapes refuse this write", "写入不符合形状约束"),
    "writer-unavailable": ("Writing is not possible now", "暂时无法写入"),
    "journal-damaged": ("The journal is damaged", "日志已损坏"),
    "backup-invalid": ("This is no sound backup", "备份文件无效"),
    "remote-failed": ("The remote server failed", "远程服务器出错"),
    "client-overdrawn": ("Your share is used up for now", "查询时间已用完"),
    "jobs-full": ("Too many documents wait", "等待处理的文件过多"),
    "job-unknown": ("There is no such job", "没有这个任务"),
    "not-offered": ("This service does not offer that", "本服务不提供此功能"),
    "snapshot-gone": ("The snapshot is gone", "快照已更新"),
    "changed-since": ("It has been changed since", "内容已被修改"),
    "not-found": ("There is no such page", "没有这个页面"),
    "method-not-allowed": ("The method is not allowed", "不允许此方法"),
    "unsupported-media-type": ("The content type is not supported", "不支持此内容类型"),
    "content-too-large": ("The request is too large", "请求过大"),
    "bad-request": ("The request is wrong", "请求有误"),
}
"""A title for every kind of problem, English and Chinese; the same at every occurrence."""


class Refusal(CetuError):
    """A request refused by the door itself: its status and headers, named for the status."""

    exit_code = 2

    def __init__(  # noqa: PLR0913 - an error is said in two languages
        self,
        status: int,
        detail: str,
        detail_zh: str = "",
        headers: Mapping[str, str] | None = None,
        *,
        hint: str = "",
        hint_zh: str = "",
    ) -> None:
        """Keep the status, the sentence in both languages, the headers to send, what to do."""
        super().__init__(detail, detail_zh, hint=hint, hint_zh=hint_zh)
        self.status = int(status)
        self.slug = _SLUGS.get(self.status, "bad-request")
        self.headers = dict(headers or {})


_SLUGS: Final[Mapping[int, str]] = {
    HTTPStatus.NOT_FOUND: "not-found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method-not-allowed",
    HTTPStatus.CONFLICT: "snapshot-gone",
    HTTPStatus.PRECONDITION_FAILED: "changed-since",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "unsupported-media-type",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "content-too-large",
    HTTPStatus.INTERNAL_SERVER_ERROR: "error",
}


class Told(Protocol):
    """What an error says: `CetuError`, or one that was kept."""

    @property
    def slug(self) -> str:
        """Its kind."""
        ...

    @property
    def status(self) -> int:
        """Its HTTP status."""
        ...

    @property
    def detail(self) -> str:
        """What is wrong, in English."""
        ...

    @property
    def detail_zh(self) -> str:
        """The same in Chinese."""
        ...

    @property
    def hint(self) -> str:
        """What to do, in English."""
        ...

    @property
    def hint_zh(self) -> str:
        """The same in Chinese."""
        ...


def details(error: Told, spoken: Language) -> dict[str, object]:
    """The problem details of an error, in a language."""
    title, title_zh = TITLES.get(error.slug, TITLES["error"])
    chinese = spoken == "zh"
    found: dict[str, object] = {
        "type": f"{BASE}problem/{error.slug}",
        "title": title_zh if chinese else title,
        "status": error.status,
        "detail": error.detail_zh if chinese else error.detail,
    }
    if error.hint:
        found["hint"] = error.hint_zh if chinese else error.hint
    if isinstance(error, WriteRefused):
        found["findings"] = [told(one) for one in error.findings if isinstance(one, Finding)]
    return found


def response(request: Request, error: CetuError) -> Response:
    """The problem details of an error, in the language the request wants.

    Any origin may read it: an error no script may read is an error its user never sees.
    """
    spoken = language(request.headers.get("accept-language"))
    headers = {
        **OPEN,
        "Cache-Control": "no-store",
        "Content-Language": spoken,
        "Vary": "Accept, Accept-Language",
        "X-Content-Type-Options": "nosniff",
    }
    for kind, seconds in RETRY_AFTER_S.items():
        if isinstance(error, kind):
            headers["Retry-After"] = str(seconds)
    if isinstance(error, KeyRequired):
        headers["WWW-Authenticate"] = _CHALLENGE
    if isinstance(error, Refusal):
        headers |= error.headers
    found = details(error, spoken)
    if name := visit.of(request.scope).request_id:
        found["request_id"] = name
    body = json.dumps(found, ensure_ascii=False).encode()
    return Response(body, error.status, headers, MEDIA_TYPE)


def told(finding: Finding) -> dict[str, object]:
    """A finding, as the OpenAPI document describes it."""
    return {
        "severity": finding.severity,
        "layer": finding.layer,
        "rule": finding.rule,
        "thing": finding.thing,
        "message": {"zh": finding.zh, "en": finding.en},
        "kind": finding.kind,
        "advice": {"zh": finding.advice_zh, "en": finding.advice_en},
    }


def install(app: FastAPI, page: Page | None = None) -> Callable[[Request, CetuError], Response]:
    """Answer every error of `app` with problem details; to a browser with `page`, if given.

    Returns what makes these answers.
    """

    def answer(request: Request, error: CetuError) -> Response:
        if page and choose(accept_of(request), ("application/json", "text/html")) == "text/html":
            return page(request, error, language(request.headers.get("accept-language")))
        return response(request, error)

    def known(request: Request, error: Exception) -> Response:
        assert isinstance(error, CetuError)  # noqa: S101 - registered for it
        return answer(request, error)

    def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
        return answer(request, _of_http(request, error))

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it
        return answer(request, _of_validation(error))

    app.add_exception_handler(CetuError, known)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)
    return answer


def _of_http(request: Request, error: HTTPException) -> Refusal:
    status = HTTPStatus(error.status_code)
    path, method = request.url.path, request.method
    sentences = {
        HTTPStatus.NOT_FOUND: (f"There is nothing at {path}.", f"{path} 处没有内容。"),
        HTTPStatus.METHOD_NOT_ALLOWED: (
            f"{method} is not allowed at {path}.",
            f"{path} 不允许 {method}。",
        ),
    }
    detail, detail_zh = sentences.get(status, (str(error.detail), str(error.detail)))
    return Refusal(status, detail, detail_zh, error.headers)


def _of_validation(error: RequestValidationError) -> Refusal:
    said = "; ".join(
        f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()
    )
    return Refusal(
        HTTPStatus.BAD_REQUEST,
        f"The request does not fit what is expected here: {said}.",
        f"请求不符合要求：{said}。",
    )
