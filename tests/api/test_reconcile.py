"""The Reconciliation Service API 0.2 over HTTP.

What each answer must have is what the specification's section on it says:
https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

import json
from typing import Any

import httpx
import jsonschema_rs
import pytest

TEXT = {"type": "string"}
TYPED = {"type": "object", "required": ["id"], "properties": {"id": TEXT, "name": TEXT}}
PATHS = {"type": "object", "properties": {"service_url": TEXT, "service_path": TEXT}}
MANIFEST = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        "identifierSpace": TEXT,
        "schemaSpace": TEXT,
        "view": {"required": ["url"], "properties": {"url": {"pattern": "\\{\\{id\\}\\}"}}},
        "defaultTypes": {"type": "array", "items": TYPED, "uniqueItems": True},
        "preview": {
            "required": ["url", "width", "height"],
            "properties": {
                "url": {"pattern": "\\{\\{id\\}\\}"},
                "width": {"type": "integer"},
                "height": {"type": "integer"},
            },
        },
        "suggest": {
            "type": "object",
            "properties": dict.fromkeys(("entity", "type", "property"), PATHS),
        },
        "extend": {
            "required": ["propose_properties"],
            "properties": {"propose_properties": PATHS, "property_settings": {"type": "array"}},
        },
    },
}
CANDIDATE = {
    "type": "object",
    "required": ["id", "name", "score"],
    "properties": {
        "id": TEXT,
        "name": TEXT,
        "description": TEXT,
        "score": {"type": "number"},
        "match": {"type": "boolean"},
        "type": {"type": "array", "items": TYPED},
        "features": {
            "type": "array",
            "items": {"properties": {"id": TEXT, "value": {"type": ["boolean", "number"]}}},
        },
    },
}
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {"result": {"type": "array", "items": CANDIDATE}},
    },
}
SUGGESTED = {
    "type": "object",
    "required": ["result"],
    "properties": {
        "result": {
            "type": "array",
            "items": {**TYPED, "required": ["id", "name"]},
        }
    },
}


def cell(**properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


EXTENDED = {
    "type": "object",
    "required": ["meta", "rows"],
    "properties": {
        "meta": {"type": "array", "items": {**TYPED, "required": ["id", "name"]}},
        "rows": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {
                    "type": "array",
                    "items": {
                        "oneOf": [
                            cell(),
                            cell(id=TEXT, name=TEXT),
                            cell(str=TEXT),
                            cell(int={"type": "integer"}),
                            cell(date={"pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"}),
                        ]
                    },
                },
            },
        },
    },
}
BODY = "body/441900-caizhengju"


def held(schema: dict[str, Any], value: object) -> None:
    jsonschema_rs.validate(schema, value)


@pytest.fixture(scope="module")
def address(service: str) -> str:
    return f"{service}/reconcile"


def ask(address: str, **queries: object) -> Any:  # noqa: ANN401 - JSON
    answer = httpx.post(address, data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_manifest(address: str) -> None:
    answer = httpx.get(address)
    held(MANIFEST, answer.json())
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.json()["identifierSpace"] == "https://w3id.org/cetu/id/"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_batch(address: str, method: str) -> None:
    queries = {
        "q0": {"query": "市财政局"},
        "q1": {"query": "风险补偿", "type": "PolicyInstrument", "limit": 2},
        "q2": {"properties": [{"pid": "place", "v": {"id": "place/441900"}}], "query": "市财政局"},
        "q3": {"query": "没有这样的名称"},
    }
    form = {"queries": json.dumps(queries)}
    answer = (
        httpx.get(address, params=form) if method == "GET" else httpx.post(address, data=form)
    ).json()
    held(RESULTS, answer)
    assert set(answer) == set(queries)
    assert answer["q0"]["result"][0]["id"] == BODY
    assert answer["q1"]["result"][0]["match"]
    assert len(answer["q1"]["result"]) == 2
    assert answer["q3"]["result"] == []


def test_the_view_leads_to_the_thing(address: str) -> None:
    manifest = httpx.get(address).json()
    url = manifest["view"]["url"].replace("{{id}}", BODY)
    page = httpx.get(url, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "东莞市财政局" in page.text


@pytest.mark.parametrize(
    ("what", "prefix", "wanted"),
    [
        ("entity", "风险", "instrument/fengxian-buchang"),
        ("type", "机构", "Actor"),
        ("property", "place", "place"),
    ],
)
def test_suggestions(address: str, what: str, prefix: str, wanted: str) -> None:
    manifest = httpx.get(address).json()["suggest"][what]
    url = manifest["service_url"] + manifest["service_path"]
    answer = httpx.get(url, params={"prefix": prefix}).json()
    held(SUGGESTED, answer)
    assert wanted in {one["id"] for one in answer["result"]}


def test_a_cursor_passes_over(address: str) -> None:
    url = f"{address}/suggest/entity"
    every = httpx.get(url, params={"prefix": "贷"}).json()["result"]
    rest = httpx.get(url, params={"prefix": "贷", "cursor": "2"}).json()["result"]
    assert every[2] == rest[0]


def test_a_preview_can_be_framed_and_runs_nothing(address: str) -> None:
    manifest = httpx.get(address).json()["preview"]
    page = httpx.get(manifest["url"].replace("{{id}}", BODY))
    policy = page.headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert "东莞市财政局" in page.text
    assert "<script" not in page.text


def test_more_columns(address: str) -> None:
    wanted = {
        "ids": [BODY, "document/dongguan-techfin-2024-annex", "body/no-such"],
        "properties": [{"id": "place"}, {"id": "tasks"}, {"id": "documentDate"}, {"id": "label"}],
    }
    answer = httpx.post(address, data={"extend": json.dumps(wanted)}).json()
    held(EXTENDED, answer)
    rows = answer["rows"]
    assert rows[BODY]["place"] == [{"id": "place/441900", "name": "东莞市"}]
    assert rows[BODY]["tasks"] == [{"int": 4}]
    dated = rows["document/dongguan-techfin-2024-annex"]
    assert dated["documentDate"] == [{"date": "2024-07-03T00:00:00"}]
    assert dated["label"] == [{"str": "重点工作任务分工表"}]
    assert rows["body/no-such"]["label"] == []


def test_properties_are_proposed_for_a_type(address: str) -> None:
    manifest = httpx.get(address).json()["extend"]["propose_properties"]
    url = manifest["service_url"] + manifest["service_path"]
    answer = httpx.get(url, params={"type": "Place"}).json()
    assert "placeCode" in {one["id"] for one in answer["properties"]}
    assert "documentDate" not in {one["id"] for one in answer["properties"]}
    few = httpx.get(url, params={"limit": "2"}).json()
    assert len(few["properties"]) == 2


@pytest.mark.parametrize(
    "form",
    [
        {"queries": "{"},
        {"queries": "[]"},
        {"queries": '{"q": 1}'},
        {"queries": '{"q": {}}'},
        {"queries": '{"q": {"query": "x", "limit": 0}}'},
        {"queries": '{"q": {"query": "x", "properties": [{"pid": "place"}]}}'},
        {"queries": json.dumps({f"q{n}": {"query": "x"} for n in range(501)})},
        {"extend": '{"ids": 1, "properties": []}'},
        {"extend": '{"ids": [], "properties": [{"id": "made-up"}]}'},
        {"queries": "[" * 5000},
    ],
)
def test_what_is_wrong_is_told(address: str, form: dict[str, str]) -> None:
    answer = httpx.post(address, data=form)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("application/problem+json")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/preview?id=body/nope", 404),
        ("/suggest/nothing?prefix=x", 404),
        ("/suggest/entity?prefix=x&cursor=-1", 400),
        ("/properties?limit=many", 400),
    ],
)
def test_what_is_not_there_is_told(address: str, path: str, status: int) -> None:
    assert httpx.get(f"{address}{path}").status_code == status


def test_names_that_would_run_are_only_words(address: str) -> None:
    answer = ask(address, q={"query": '"} ; DROP ALL ; <script>alert(1)</script>'})
    held(RESULTS, answer)
