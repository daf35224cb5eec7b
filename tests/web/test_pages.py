"""Every page over HTTP, as a browser without script gets it."""

import csv
import re
from html import unescape

import httpx
import pytest

TASK = "/id/task/dongguan-techfin-2024-annex/"
PAGES = {
    "/": "强化科技信贷风险机制",
    "/bodies": "东莞市财政局",
    "/instruments": "风险补偿",
    "/beneficiaries": "专精特新企业",
    "/limits": "贷款本金",
    "/search": "空格隔开",
    "/search?q=%E7%89%88%E6%9D%83%E5%B1%80": "中共东莞市委宣传部",
    "/search?q=nothing+there": "没有找到",
    "/about": "一分钟找到本市任务",
    "/editor": "现成的问题",
    "/questions": "某个单位负责哪些任务？",
    "/questions/tasks-of-body": "东莞市工业和信息化局",
    "/questions/lead": "没有符合的行",
    "/ontology": "文件要求一个或几个单位做的一件事。",
    "/graph/": "文件图：重点工作任务分工表",
    "/graph/ontology": "条陈述",
    "/graph/dongguan-techfin-2024-annex/033ce048e173": "收到的文件",
    TASK + "t17aaaaa": "原文没有指明牵头单位",
    TASK + "t19aaaaa": "以此名义：",
    TASK + "t40aaaaa": "没有任务内容，也没有责任单位",
    "/id/body/441900-xuanchuanbu": "东莞市版权局",
    "/id/body/441900-fengxianbuchangzhengcelianxihuiyi": "是未知，不是没有",
    "/id/instrument/risk-compensation": "政府对合作银行",
    "/id/instrument/credit-enhancement": "风险补偿",
    "/id/measure/dongguan-techfin-2024-annex/m5aaaaaa": "健全科技信贷风险分担和补偿机制",
    "/id/document/dongguan-techfin-2024-annex": "附件本身未载明",
    "/id/beneficiary/risk-white-list": "名单包括",
    "/id/limit/dongguan-techfin-2024-annex/t17aaaaa-1": "贷款本金",
    "/id/evidence/dongguan-techfin-2024-annex/2210-2222": "它支持的陈述",
    "/id/scheme/instruments": "知识产权质押贷款",
    "/id/place/441900": "441900",
    "/id/part/dongguan-techfin-2024-annex/row-t17aaaaa": "第 17 行",
    "/checks": "文件不互为依据。",
    "/shapes": "任务应有且只有一个编号",
    "/contradictions": "怎么办",
    "/report": "「任务 17」有两个序号。",
    f"/explain?s=https://w3id.org/cetu{TASK}t17aaaaa": "属性链",
}
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.mark.parametrize(("path", "words"), PAGES.items())
def test_a_page_says_what_it_is_for(browser_client: httpx.Client, path: str, words: str) -> None:
    page = browser_client.get(path)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert words in page.text
    assert '<html lang="zh-CN">' in page.text
    assert len(page.content) < 150_000
    assert page.text.count("<h1") == 1
    assert '<a class="skip" href="#main">' in page.text
    scripts = set(re.findall(r"<script[^>]*>", page.text))
    assert all(re.search(r' src="/static/\w+\.js', one) for one in scripts)
    assert " style=" not in page.text


@pytest.mark.parametrize("path", PAGES)
def test_every_page_speaks_english_one_click_away(browser_client: httpx.Client, path: str) -> None:
    chinese = browser_client.get(path).text
    link = re.search(r'class="language" href="([^"]+)"', chinese)
    assert link
    english = browser_client.get(link[1].replace("&amp;", "&"))
    assert '<html lang="en">' in english.text
    assert english.headers["content-language"] == "en"
    back = re.search(r'class="language" href="([^"]+)"', english.text)
    assert back
    assert "lang=" not in back[1]
    ours = re.findall(r'<a [^>]*href="(/[^"]*)"', english.text)
    switches = {
        back[1],
        *re.findall(r'href="(/[^"]+\.(?:ttl|jsonld|nt|json|csv|sarif|xml))"', english.text),
    }
    kept = [a for a in ours if "lang=en" not in a and a not in switches | {"/openapi.json"}]
    assert [a for a in kept if "format=" not in a and "?profile=" not in a] == []


def test_the_header_of_the_browser_does_not_turn_the_page_english(
    browser_client: httpx.Client,
) -> None:
    page = browser_client.get("/", headers={"Accept-Language": "en"})
    assert page.headers["content-language"] == "zh-CN"


@pytest.mark.parametrize("path", ["/", TASK + "t17aaaaa", "/questions/lead", "/id/nothing"])
def test_pages_may_load_nothing_from_elsewhere(browser_client: httpx.Client, path: str) -> None:
    headers = browser_client.get(path).headers
    assert headers["content-security-policy"] == STRICT
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "accept" in headers["vary"].lower()


def test_the_editor_may_add_one_known_style_and_nothing_else(browser_client: httpx.Client) -> None:
    policy = browser_client.get("/editor").headers["content-security-policy"]
    assert re.sub(r" 'sha256-[^']+'", "", policy) == STRICT
    assert "unsafe" not in policy


def test_every_link_of_the_home_page_leads_somewhere(browser_client: httpx.Client) -> None:
    home = browser_client.get("/").text
    links = {a.partition("#")[0] for a in re.findall(r'(?:href|src)="(/[^"]*)"', home)}
    links = {a.replace("&amp;", "&") for a in links if a and a != "/openapi.json"}
    assert len(links) > 25
    missing = {a for a in links if browser_client.get(a).status_code != 200}
    assert missing == set()


def test_anchors_of_the_ontology_exist(browser_client: httpx.Client) -> None:
    page = browser_client.get("/ontology").text
    anchors = set(re.findall(r'href="(?:/ontology)?#([^"]+)"', page)) - {"main"}
    ids = set(re.findall(r' id="([^"]+)"', page))
    assert len(anchors) > 30
    assert anchors - ids == set()


def test_hostile_names_are_plain_text(browser_client: httpx.Client) -> None:
    for path in ("/id/body/hostile", "/id/body/hostile?lang=en", "/search?q=alert"):
        page = browser_client.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "javascript:" not in re.findall(r'href="([^"]*)"', page).__str__()
        assert 'href="data:' not in page
        assert "'onmouseover='" not in page
    page = browser_client.get("/id/body/hostile").text
    assert "市⟨U+202E⟩局{{7*7}}⟨U+0007⟩" in page
    assert "\u202e" not in page


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", "\u202e", "'\"><b>", "{{ 7*7 }}", "x" * 5000, "\x00"]
)
def test_a_hostile_search_is_plain_text(browser_client: httpx.Client, query: str) -> None:
    page = browser_client.get("/search", params={"q": query})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<b>" not in page.text
    assert "49" not in re.sub(r"[\d,]{3,}", "", page.text)


@pytest.mark.parametrize(
    "path",
    [
        "/id/nothing",
        "/nothing",
        "/graph/nothing",
        "/static/nothing.js",
        "/static/..%2Fpages.py",
        "/id/%3Cscript%3E",
        "/explain?s=https%3A%2F%2Fw3id.org%2Fcetu%2Fid%2Fnothing",
        "/explain?s=%3Cscript%3E",
        "/explain?s=foo",
        "/ontology/nope",
        "/explain",
        "/questions/nothing",
    ],
)
def test_what_is_not_there_is_said_in_both_languages(
    browser_client: httpx.Client, path: str
) -> None:
    page = browser_client.get(path)
    assert page.status_code == 404
    assert "这里没有东西" in page.text
    assert "<script>" not in page.text
    join = "&" if "?" in path else "?"
    assert "Nothing here" in browser_client.get(f"{path}{join}lang=en").text


def test_a_question_has_a_typed_form_and_links_in_its_rows(browser_client: httpx.Client) -> None:
    page = browser_client.get("/questions/tasks-of-body").text
    assert re.search(r'<option value="[^"]+441900-caizhengju" selected>东莞市财政局</option>', page)
    assert f'href="{TASK}t17aaaaa"' in page
    assert "format=csv" in page
    assert "/editor?query=" in page


def test_a_wrong_value_is_told_beside_the_form(browser_client: httpx.Client) -> None:
    page = browser_client.get("/questions/tasks-of-body", params={"body": "<nonsense>"})
    assert page.status_code == 400
    assert "没有得到答案" in page.text
    assert "<nonsense>" not in page.text


def test_what_a_question_lacks_is_said(browser_client: httpx.Client) -> None:
    assert "文件没有指明牵头单位。" in browser_client.get("/questions/lead").text
    assert "names no lead" in browser_client.get("/questions/lead?lang=en").text


def test_an_address_without_a_scheme_is_told_from_an_iri(browser_client: httpx.Client) -> None:
    assert "“foo”不是 IRI" in browser_client.get("/explain?s=foo").text


def test_an_explanation_shows_the_words_behind_an_inference(
    browser_client: httpx.Client,
) -> None:
    body = "https://w3id.org/cetu/id/body/441900-jinrongban"
    page = browser_client.get("/explain", params={"s": body}).text
    inverse = page.partition("逆属性")[2].partition("</section>")[0]
    assert "属性链" in inverse
    assert '<q class="words" lang="zh">市委金融办</q>' in inverse
    assert "读自原文" not in page


def test_the_rows_of_an_answer_are_cards_on_a_narrow_screen(browser_client: httpx.Client) -> None:
    page = browser_client.get("/questions/tasks-of-body").text
    assert '<td class="cell-thing" data-label="任务"><a' in page


def test_no_page_has_an_id_twice(browser_client: httpx.Client) -> None:
    for path in PAGES:
        ids = re.findall(r' id="([^"]+)"', browser_client.get(path).text)
        assert len(ids) == len(set(ids)), path


def test_the_example_asks_the_host_it_is_read_at(browser_client: httpx.Client) -> None:
    page = browser_client.get("/about", headers={"Host": "cetu.example"}).text
    assert "http://cetu.example/sparql" in page
    assert "127.0.0.1" not in page


def test_a_hit_shows_the_words_that_matched_in_the_other_language(
    browser_client: httpx.Client,
) -> None:
    english = browser_client.get("/search", params={"q": "风险补偿", "lang": "en"}).text
    assert '<p class="sub" lang="zh"><mark class="hit">风险补偿</mark></p>' in english
    chinese = browser_client.get("/search", params={"q": "trademark"}).text
    assert 'Loan pledged on a <mark class="hit">trademark</mark>' in chinese


def test_a_measure_is_numbered_in_english(browser_client: httpx.Client) -> None:
    page = browser_client.get("/id/measure/dongguan-techfin-2024-annex/m5aaaaaa?lang=en").text
    assert 'Measure 5 (<span lang="zh">五</span>)' in page


def test_the_basis_of_a_name_is_in_words(browser_client: httpx.Client) -> None:
    page = browser_client.get("/id/body/441900-xuanchuanbu").text
    assert "按命名规则推出" in page
    assert "文件载明" in page


def test_static_files_are_kept_by_their_digest_and_sent_small(
    browser_client: httpx.Client,
) -> None:
    editor = browser_client.get("/editor").text
    script = re.search(r'src="(/static/editor\.js\?v=[0-9a-f]{12})"', editor)
    assert script
    answer = browser_client.get(script[1], headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    plain = browser_client.get("/static/editor.js", headers={"Accept-Encoding": "identity"})
    assert plain.content == answer.content
    assert "content-encoding" not in plain.headers
    assert "immutable" not in plain.headers["cache-control"]


def test_the_words_of_a_task_are_marked_where_they_stand(browser_client: httpx.Client) -> None:
    page = browser_client.get(TASK + "t17aaaaa").text
    quote = re.search(r'<blockquote class="text"[^>]*>(.*?)</blockquote>', page, re.DOTALL)
    assert quote
    marks = re.findall(r'<mark class="mark mark-(\w+)">(?:<a[^>]*>)?([^<]+)', quote[1])
    assert marks == [
        ("verb", "强化"),
        ("beneficiary", "合作银行"),
        (
            "beneficiary",
            "专精特新企业、倍增企业、高新技术企业、小微上规企业，以及战略性新兴产业、"
            "未来产业重点扶持企业等“白名单”企业",
        ),
        ("instrument", "风险补偿"),
        ("limit", "最高给予贷款本金 80%"),
    ]


def test_the_editor_shows_a_search_and_it_runs(browser_client: httpx.Client) -> None:
    page = unescape(browser_client.get("/editor").text)
    assert "search https://w3id.org/cetu/search#" in page
    [query] = re.findall(r'data-query="(PREFIX search:.*?)"><span', page, re.DOTALL)
    sample = query.replace("再贷款", "白名单")
    accept = {"Accept": "text/csv"}
    answer = browser_client.get("/sparql", params={"query": sample}, headers=accept)
    [row] = list(csv.DictReader(answer.raise_for_status().text.splitlines()))
    assert (row["document"].rpartition("/")[2], row["number"]) == (
        "dongguan-techfin-2024-annex",
        "17",
    )
