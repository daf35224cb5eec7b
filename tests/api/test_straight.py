"""The short way to a door: what the router would have done, without its search."""

from collections.abc import Iterator

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from tests.api.conftest import Serve

from cetu.api import problem, straight
from cetu.errors import QueryRefused


class _Door:
    """Says where it is found and what it was sent; or refuses, before or after it began."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        said = (await request.body()).decode()
        if said == "refuse":
            raise QueryRefused("Not this.", "不行。")
        await PlainTextResponse(f"{request.method} {said}")(scope, receive, send)
        if said == "begin and refuse":
            raise QueryRefused("Too late.", "晚了。")


@pytest.fixture(params=("straight", "routed"))
def client(request: pytest.FixtureRequest, serve: Serve) -> Iterator[httpx.Client]:
    router = APIRouter()
    router.routes.append(Route("/door", _Door()))
    router.add_api_route("/other", lambda: "other")
    app = FastAPI()
    refuse = problem.install(app)
    if request.param == "straight":
        app.add_middleware(straight.Straight, routes=straight.routes(router), refuse=refuse)
    app.include_router(router)
    with serve(app) as url, httpx.Client(base_url=url, timeout=30) as http:
        yield http


def test_a_door_is_found_and_answers_every_method(client: httpx.Client) -> None:
    for method in ("GET", "POST", "PATCH"):
        assert client.request(method, "/door", content="x").text == f"{method} x"
    assert client.get("/other").json() == "other"
    assert client.get("/elsewhere").status_code == 404


def test_an_error_of_a_door_is_answered_as_everywhere(client: httpx.Client) -> None:
    answer = client.post("/door", content="refuse")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == problem.MEDIA_TYPE
    assert answer.json()["detail"] == "Not this."


def test_an_answer_that_is_begun_is_not_answered_again(client: httpx.Client) -> None:
    answer = client.post("/door", content="begin and refuse")
    assert (answer.status_code, answer.text) == (200, "POST begin and refuse")


def test_only_doors_of_one_path_are_led_to() -> None:
    router = APIRouter()
    router.routes.append(Route("/door", _Door()))
    router.routes.append(Route("/door/{key}", _Door()))
    router.add_api_route("/other", lambda: "other")
    assert list(straight.routes(router)) == ["/door"]
