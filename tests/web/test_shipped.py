"""The pages of the first document: every task's words stay its words."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from html import unescape
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from cetu import store
from cetu.answer.lookup import Finder
from cetu.answer.tasks import Line, tasks
from cetu.api import things
from cetu.engine import Engine
from cetu.pipeline.saved import Saved
from cetu.settings import Settings
from cetu.web.findings import Findings
from cetu.web.pages import Pages
from cetu.web.pictures import Pictures
from cetu.web.routes import router
from cetu.web.things import Things


@pytest.fixture(scope="module")
def engine(first: Path) -> Iterator[Engine]:
    with Engine(store.snapshot(first), Settings(workers=2)) as running:
        yield running


@pytest.fixture(scope="module")
def client(
    engine: Engine, first: Path, serve: Callable[[FastAPI], AbstractContextManager[str]]
) -> Iterator[httpx.Client]:
    app, pages = FastAPI(), Pages(engine, {}, Finder(engine))
    app.include_router(
        router(pages, Things(engine), Findings(engine, Saved(first), first), Pictures(engine, {}))
    )
    app.include_router(things.router(engine, Things(engine)))
    with serve(app) as url, httpx.Client(base_url=url, headers={"Accept": "text/html"}) as http:
        yield http


@pytest.fixture(scope="module")
def lines(engine: Engine) -> tuple[Line, ...]:
    return tasks(engine)


def _words(page: str) -> str:
    quote = re.search(r'<blockquote class="text"[^>]*>(.*?)</blockquote>', page, re.DOTALL)
    assert quote
    said = re.sub(r'<span class="hidden">.*?</span>', "", quote[1])
    return unescape(re.sub(r"<[^>]+>", "", said))


def test_the_words_of_every_task_stay_its_words(
    client: httpx.Client, lines: tuple[Line, ...]
) -> None:
    told = [line for line in lines if line.text]
    assert len(told) >= 39
    for line in told:
        page = client.get(line.thing.iri.removeprefix("https://w3id.org/cetu")).text
        assert _words(page).strip() == line.text, line.number
        assert page.count('<mark class="mark') > 0, line.number


def test_a_task_without_words_says_why(client: httpx.Client, lines: tuple[Line, ...]) -> None:
    gaps = [line for line in lines if not line.complete]
    assert "40" in {line.number for line in gaps}
    for line in gaps:
        page = client.get(line.thing.iri.removeprefix("https://w3id.org/cetu")).text
        assert "原文不全" in page
        assert "原文未载" in page


def test_home_lists_every_task(client: httpx.Client, lines: tuple[Line, ...]) -> None:
    home = client.get("/")
    numbers = re.findall(r'class="task-number"[^>]*>(\d+)<', home.text)
    assert numbers == [line.number for line in lines]
    assert len(home.content) < 150_000
