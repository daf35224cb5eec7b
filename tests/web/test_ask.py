"""The page of questions in Chinese, and its twin in JSON."""

from urllib.parse import urlencode

import httpx


def _ask(client: httpx.Client, text: str, **more: str) -> httpx.Response:
    return client.get(f"/ask?{urlencode({'q': text, **more})}")


def test_before_a_question_the_page_offers_some(browser_client: httpx.Client) -> None:
    page = browser_client.get("/ask")
    assert page.status_code == 200
    assert "东莞的风险补偿由谁负责" in page.text


def test_an_answer_has_its_reading_its_rows_its_words_and_its_query(
    browser_client: httpx.Client,
) -> None:
    page = _ask(browser_client, "东莞市财政局负责哪些任务")
    assert page.status_code == 200
    assert "东莞市财政局负责的任务" in page.text
    assert "<blockquote" in page.text
    assert "SELECT DISTINCT" in page.text
    told = _ask(browser_client, "东莞市财政局负责哪些任务", format="json").json()
    assert told["understood"]["pattern"] == "tasks-of-body"
    assert len(told["rows"]) == told["sparql"].count("SELECT")
    assert told["evidence"][0]["words"]


def test_what_is_not_understood_is_said_with_what_can_be_asked(
    browser_client: httpx.Client,
) -> None:
    page = _ask(browser_client, "东莞市财政局为什么负责<b>任务</b>")
    assert page.status_code == 422
    assert "没有看懂" in page.text
    assert "<b>" not in page.text
    assert "/ask?q=" in page.text
    url = f"/ask?{urlencode({'q': '今天天气'})}"
    problem = browser_client.get(url, headers={"Accept": "application/json"})
    assert problem.status_code == 422
    assert problem.headers["content-type"].startswith("application/problem+json")
    assert problem.json()["type"].endswith("question-unclear")


def test_in_english_the_reading_is_english(browser_client: httpx.Client) -> None:
    assert "tasks of" in _ask(browser_client, "东莞市财政局负责哪些任务", lang="en").text
