from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI, HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from cetu import errors
from cetu.api import problem
from cetu.api.negotiation import Language


@pytest.fixture(scope="module")
def http(request: pytest.FixtureRequest) -> Iterator[httpx.Client]:
    app = FastAPI()

    @app.get("/question")
    def question() -> None:
        raise errors.QuestionUnknown(
            "No question is named x.",
            "没有名为 x 的问题。",
            hint="See /questions.",
            hint_zh="见 /questions。",
        )

    @app.get("/busy")
    def busy() -> None:
        raise errors.EngineBusy("Busy.", "忙。")

    @app.get("/teapot")
    def teapot() -> None:
        raise HTTPException(418, "short and stout", {"X-Spout": "yes"})

    @app.get("/number")
    def number(n: int) -> int:
        return n

    def page(_: Request, error: errors.CetuError, spoken: Language) -> Response:
        return HTMLResponse(f"<p lang={spoken}>{error.slug}", error.status)

    problem.install(app, page)
    serve = request.getfixturevalue("serve")
    with serve(app) as address, httpx.Client(base_url=address) as client:
        yield client


def test_an_error_in_english(http: httpx.Client) -> None:
    answer = http.get("/question")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == "en"
    assert answer.json() == {
        "type": "https://w3id.org/cetu/problem/question-unknown",
        "title": "No such question",
        "status": 404,
        "detail": "No question is named x.",
        "hint": "See /questions.",
    }


def test_an_error_in_chinese(http: httpx.Client) -> None:
    answer = http.get("/question", headers={"Accept-Language": "zh-CN,zh;q=0.9"})
    assert answer.headers["content-language"] == "zh"
    assert (
        answer.json() | {"title": "没有这个问题", "detail": "没有名为 x 的问题。"} == answer.json()
    )
    assert answer.json()["hint"] == "见 /questions。"


def test_any_origin_may_read_an_error(http: httpx.Client) -> None:
    for path in ("/question", "/busy", "/none", "/number?n=x"):
        assert http.get(path).headers["access-control-allow-origin"] == "*"


def test_busy_says_when_to_come_back(http: httpx.Client) -> None:
    answer = http.get("/busy")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert "hint" not in answer.json()


@pytest.mark.parametrize(
    ("method", "path", "status", "slug"),
    [
        ("GET", "/none", 404, "not-found"),
        ("POST", "/question", 405, "method-not-allowed"),
        ("GET", "/number?n=x", 400, "bad-request"),
        ("GET", "/teapot", 418, "bad-request"),
    ],
)
def test_the_errors_of_the_framework_too(
    http: httpx.Client, method: str, path: str, status: int, slug: str
) -> None:
    answer = http.request(method, path)
    assert answer.status_code == answer.json()["status"] == status
    assert answer.json()["type"].endswith(f"/{slug}")
    assert answer.json()["detail"]


def test_headers_of_the_error_are_kept(http: httpx.Client) -> None:
    assert http.get("/teapot").headers["x-spout"] == "yes"
    assert http.post("/question").headers["allow"] == "GET"


def test_a_browser_gets_a_page(http: httpx.Client) -> None:
    accept = "text/html,application/xml;q=0.9,*/*;q=0.8"
    answer = http.get("/question", headers={"Accept": accept, "Accept-Language": "zh"})
    assert (answer.status_code, answer.text) == (404, "<p lang=zh>question-unknown")


def test_every_error_has_a_title_in_both_languages() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    for kind in kinds:
        if issubclass(kind, errors.CetuError):
            english, chinese = problem.TITLES[kind.slug]
            assert english.isascii()
            assert not chinese.isascii()
