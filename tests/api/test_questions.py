"""The stored questions over HTTP."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from cetu import queries


@pytest.fixture(scope="module")
def client(service: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service, timeout=30) as client:
        yield client


JSON = {"accept": "application/json"}


def test_the_list_names_every_question_with_its_parameters(client: httpx.Client) -> None:
    listed = client.get("/questions", headers=JSON).json()
    assert [q["number"] for q in listed][:25] == list(range(1, 26))
    first = listed[0]
    assert first["name"] == "tasks-of-body"
    assert first["parameters"][0]["type"] == "iri"
    assert first["summary"]["zh"]


def test_a_question_answers_in_the_format_asked_for(client: httpx.Client) -> None:
    path = "/questions/tasks-of-body"
    answer = client.get(path, headers={"accept": "application/sparql-results+json"})
    assert answer.headers["content-type"].startswith("application/sparql-results+json")
    assert len(answer.json()["results"]["bindings"]) == 13
    assert client.get(path, headers={"accept": "text/csv"}).text.count("\r\n") == 14
    assert client.get(path, params={"format": "tsv"}).text.count("\n") == 14
    assert client.get(path, params={"format": "xml"}).text.startswith("<?xml")


def test_a_browser_gets_a_page(client: httpx.Client) -> None:
    page = client.get("/questions/tasks-of-body", headers={"accept": "text/html,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert "<table" in page.text


def test_parameters_are_bound_as_terms(client: httpx.Client) -> None:
    answer = client.get(
        "/questions/tasks-of-body", params={"body": "body/441900-shangwuju"}, headers=JSON
    )
    assert len(answer.json()["results"]["bindings"]) == 1
    for value in ("<x>", "x> } #", "'", "body/441900-shangwuju }"):
        refused = client.get("/questions/tasks-of-body", params={"body": value}, headers=JSON)
        assert refused.status_code == 400
        assert refused.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "status", "slug"),
    [
        ("/questions/none", 404, "question-unknown"),
        ("/questions/tasks-of-body?town=x", 400, "parameter-invalid"),
        ("/questions/tasks-of-body?format=docx", 406, "not-acceptable"),
    ],
)
def test_problems_say_what_to_do(client: httpx.Client, path: str, status: int, slug: str) -> None:
    answer = client.get(path, headers=JSON)
    assert answer.status_code == status
    problem = json.loads(answer.text)
    assert problem["type"].endswith(f"/{slug}")
    assert problem["hint"]


def test_a_problem_of_a_value_stands_on_the_page(client: httpx.Client) -> None:
    page = client.get(
        "/questions/tasks-of-body", params={"body": "???"}, headers={"accept": "text/html"}
    )
    assert page.status_code == 400
    assert "<form" in page.text


@pytest.mark.parametrize("value", ["siebzehn", "1.5"])
def test_a_wrong_number_is_a_sentence_beside_the_form(client: httpx.Client, value: str) -> None:
    path, params = "/questions/lead-of-task", {"number": value}
    page = client.get(path, params=params, headers={"accept": "text/html"})
    assert page.status_code == 400
    assert f'value="{value}"' in page.text
    refused = client.get(path, params=params, headers=JSON)
    assert refused.status_code == 400
    assert refused.json()["type"].endswith("/parameter-invalid")
    assert "number" in refused.json()["detail"]


def test_an_empty_value_counts_as_not_given(client: httpx.Client) -> None:
    path, given = "/questions/lead-of-task", {"number": "", "document": ""}
    assert (
        client.get(path, params=given, headers=JSON).json() == client.get(path, headers=JSON).json()
    )
    assert client.get(path, params=given, headers={"accept": "text/html"}).status_code == 200


def test_questions_and_their_typed_parameters_are_in_the_openapi(
    client: httpx.Client, root: Path
) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    named = [path for path in paths if path.startswith("/questions/")]
    assert named == [f"/questions/{name}" for name in queries.load(root)]
    parameters = paths["/questions/tasks-of-body"]["get"]["parameters"]
    names = [parameter["name"] for parameter in parameters]
    assert names == ["document", "body", "format", "page", "per-page", "snapshot"]
    # One without a scheme is a key of ours, and an empty one counts as not given.
    assert {one["schema"].get("format") for one in parameters[:2]} == {"iri-reference"}
    number = paths["/questions/lead-of-task"]["get"]["parameters"][0]
    assert (number["name"], number["schema"]["type"]) == ("number", "integer")
    assert "422" not in paths["/questions/lead-of-task"]["get"]["responses"]
    assert "·" in paths["/questions/limits"]["get"]["summary"]
