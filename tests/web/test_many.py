"""Pages of several documents: shelves, bodies by place, limits over pages, facts without words."""

import re

import httpx
import pytest


def _get(client: httpx.Client, path: str) -> str:
    page = client.get(path)
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    return page.text


def _main(page: str) -> str:
    """The words of a page's main part, without tags."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_home_has_a_shelf_for_each_place(many: httpx.Client) -> None:
    home = _get(many, "/")
    shelves = re.findall(r"<h3>(.*?)</h3>\s*<ul class=\"shelf\">(.*?)</ul>", home, re.DOTALL)
    held = {
        re.sub(r"<[^>]+>", "", place): re.findall(r'href="(/id/document/[^"]+)"', documents)
        for place, documents in shelves
    }
    assert held["云溪市"] == ["/id/document/yunxi"]
    assert held["青岚县"] == ["/id/document/qinglan"]
    assert "/id/document/dongguan-techfin-2024-annex" in held["东莞市"]
    assert "云政发〔2025〕7号" in home
    assert 'class="task-number"' not in home


def test_home_in_english_names_places_and_documents(many: httpx.Client) -> None:
    home = _main(_get(many, "/?lang=en"))
    assert "Yunxi" in home
    assert "Plan for the harbour of Yunxi" in home
    assert "3 tasks" in home


def test_bodies_stand_by_place(many: httpx.Client) -> None:
    every = _get(many, "/bodies")
    assert "/bodies?place=place/990100" in every.replace("%2F", "/")
    words = _main(_get(many, "/bodies?place=place/990100"))
    assert "云溪市财政局" in words
    assert "青岚县交通运输局" not in words
    assert "Yunxi Finance Bureau" in _get(many, "/bodies?place=place/990100&lang=en")


@pytest.mark.parametrize("place", ["place/none", "nonsense", "place/<b>", ""])
def test_a_place_that_is_not_there_breaks_nothing(many: httpx.Client, place: str) -> None:
    page = many.get("/bodies", params={"place": place})
    assert page.status_code in {200, 400, 404}
    assert "<b>" not in page.text


def _limits(page: str) -> set[str]:
    return set(re.findall(r"不超过\d+艘", page))


def test_limits_come_page_by_page_each_once(many: httpx.Client) -> None:
    first = _get(many, "/limits")
    pages = int(re.findall(r"第 1/(\d+) 页", first)[0])
    assert pages > 1
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    rest = [_get(many, f"/limits?page={number}") for number in range(2, pages + 1)]
    assert 'rel="next"' not in rest[-1]
    found = [_limits(page) for page in (first, *rest)]
    assert sum(len(one) for one in found) == 75
    assert set.union(*found) == {f"不超过{n}艘" for n in range(1, 76)}


@pytest.mark.parametrize("page", ["0", "-1", "99999", "9" * 30, "two", "1.5", ""])
def test_a_silly_page_number_breaks_nothing(many: httpx.Client, page: str) -> None:
    answer = many.get("/limits", params={"page": page})
    assert answer.status_code in {200, 400, 404, 422}
    assert "Traceback" not in answer.text
    if answer.status_code == 200:
        assert _limits(answer.text)


def test_a_document_has_its_tasks_under_its_measures(many: httpx.Client) -> None:
    page = _get(many, "/id/document/yunxi")
    order = re.findall(r'修好渔港</a></h3>|管好渔火</a></h3>|aria-label="任务 (\d)"', page)
    assert order == ["", "1", "2", "", "3"]
    assert "只收录事实" in page
    assert "yunxi.example:plans/harbour.pdf" in page


def test_doubts_stand_with_the_file_they_are_of(many: httpx.Client) -> None:
    assert "序号跳过 2" in _main(_get(many, "/id/document/qinglan"))
    assert "Number 2 is left out" in _main(_get(many, "/id/document/qinglan?lang=en"))
    assert "疑点" not in _main(_get(many, "/id/document/yunxi"))


def test_a_task_without_words_shows_where_they_stand(many: httpx.Client) -> None:
    page = _get(many, "/id/task/yunxi/t1")
    words = _main(page)
    assert "只收录事实，不含原文" in words
    assert "云溪市财政局" in words
    assert '<blockquote class="text"' not in page
    assert "/id/evidence/yunxi/aaaaaaaaaaaa/10-19" in page
    assert "Facts only" in _main(_get(many, "/id/task/yunxi/t1?lang=en"))


def test_evidence_without_words_shows_place_and_address(many: httpx.Client) -> None:
    page = _get(many, "/id/evidence/yunxi/aaaaaaaaaaaa/10-19")
    words = _main(page)
    assert "10–19" in words
    assert "yunxi.example:plans/harbour.pdf" in words
    assert "<blockquote" not in page
    assert "任务 1" in words
