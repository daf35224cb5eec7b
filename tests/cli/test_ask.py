"""`cetu ask`, `cetu query` and `cetu explain`."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from cetu import queries
from cetu.answer.hits import EXAMPLE

Run = Callable[..., "subprocess.CompletedProcess[str]"]
COUNT = "PREFIX cetu: <https://w3id.org/cetu/ontology#> SELECT (COUNT(?t) AS ?n) { ?t a cetu:Task }"


@pytest.fixture
def asked(inside: Run, first: Path) -> Run:
    """The command on the first document alone."""
    return partial(inside, CETU_ROOT=str(first))


def test_without_a_name_the_questions_are_listed(asked: Run) -> None:
    done = asked("ask")
    assert done.returncode == 0
    assert "tasks-of-body" in done.stdout


def test_on_a_narrow_terminal_the_list_folds_and_cuts_nothing(asked: Run, root: Path) -> None:
    done = asked("ask", COLUMNS="60")
    assert "…" not in done.stdout
    listed = "".join(done.stdout.split())
    for question in queries.load(root).values():
        assert question.name in listed
        assert all(word in listed for word in question.summary_en.split()[:3])


def test_a_question_as_a_table_and_as_csv(asked: Run) -> None:
    done = asked("ask", "tasks-of-body", "--format", "csv")
    assert done.returncode == 0
    assert len(list(csv.DictReader(io.StringIO(done.stdout)))) == 13
    assert "13 rows" in asked("ask", "tasks-of-body").stderr


def test_a_parameter_changes_the_answer(asked: Run) -> None:
    done = asked(
        "ask", "tasks-of-body", "--param", "body=body/441900-shangwuju", "--format", "json"
    )
    assert len(json.loads(done.stdout)["results"]["bindings"]) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["ask", "no-such-question"], 8, "tasks-of-body"),
        (["ask", "tasks-of-body", "--param", "town=x"], 9, "body"),
        (["ask", "tasks-of-body", "--param", "body"], 9, "name=value"),
        (["ask", "tasks-of-body", "--param", "body=<x> . } #"], 9, "IRI"),
        (["explain", "body/nobody"], 16, "nothing"),
        (["query", "no-such-file.rq"], 3, "UTF-8"),
    ],
)
def test_bad_input_is_one_line_and_an_exit_code(
    asked: Run, arguments: list[str], code: int, words: str
) -> None:
    done = asked(*arguments)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_search_inside_a_query(asked: Run) -> None:
    """The one task of the first document that says 再贷款, its ninth; no other document has it."""
    done = asked("query", "-", "--format", "csv", stdin=EXAMPLE)
    head, row = done.stdout.splitlines()
    assert head == "document,number,snippet"
    assert row.startswith("https://w3id.org/cetu/id/document/dongguan-techfin-2024-annex,9,")


def test_any_query_from_standard_input(cetu: Run, first: Path) -> None:
    done = cetu("query", "-", "--format", "csv", stdin=COUNT, CETU_ROOT=str(first))
    assert done.stdout.split() == ["n", "40"]


def test_a_graph_prints_as_turtle(asked: Run, tmp_path: Path) -> None:
    query = tmp_path / "q.rq"
    query.write_text("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } ORDER BY ?s LIMIT 1", "utf-8")
    done = asked("query", str(query), "--format", "turtle")
    assert done.returncode == 0
    assert done.stdout.strip().endswith(".")


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }", "csv"),
        ("DESCRIBE <http://x/>", "json"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "turtle"),
        ("ASK {}", "turtle"),
    ],
)
def test_a_format_the_answer_has_not_is_an_error(asked: Run, query: str, form: str) -> None:
    done = asked("query", "-", "--format", form, stdin=query)
    assert (done.returncode, done.stdout) == (15, "")
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("verb", [["ask"], ["query", "-"], ["explain", "x"], ["build"], ["serve"]])
def test_a_root_without_an_ontology_is_a_sentence(
    asked: Run, tmp_path: Path, verb: list[str]
) -> None:
    done = asked(*verb, stdin="ASK {}", CETU_ROOT=str(tmp_path))
    assert done.returncode == 18
    assert "no folder ontology/" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_malformed_query_says_where(cetu: Run, first: Path) -> None:
    done = cetu("query", "-", stdin="SELECT * WHERE { ?s ?p }", CETU_ROOT=str(first))
    assert done.returncode == 10
    assert "Traceback" not in done.stderr
    assert "line 1" in done.stderr.lower()


def test_a_query_that_reaches_out_is_refused(asked: Run) -> None:
    done = asked("query", "-", stdin="SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    assert done.returncode == 11


def test_explain_gives_document_row_quote_and_rule(asked: Run) -> None:
    done = asked("explain", "body/441900-shangwuju", CETU_LANG="zh")
    assert done.returncode == 0
    assert "市商务局" in done.stdout
    assert "重点工作任务分工表" in done.stdout
    assert "第 26 行" in done.stdout


def test_a_sentence_is_answered_with_its_reading_its_query_and_the_words(asked: Run) -> None:
    done = asked("ask", "东莞风险补偿最高多少", CETU_LANG="zh")
    assert done.returncode == 0
    assert "我理解为：风险补偿的数量限制（东莞市）" in done.stderr
    assert "SELECT" in done.stderr
    assert "最高给予贷款本金 80%" in done.stdout
    assert "第 17 行" in done.stdout


def test_a_sentence_not_understood_says_what_can_be_asked(asked: Run) -> None:
    done = asked("ask", "风险补偿好不好", CETU_LANG="zh")
    assert (done.returncode, done.stdout) == (45, "")
    assert "没有看懂「好不好」" in done.stderr
    assert "可以这样问" in done.stderr


def test_an_empty_answer_says_that_nothing_is_guessed(asked: Run) -> None:
    done = asked("ask", "东莞市财政局牵头哪些任务", CETU_LANG="zh")
    assert done.returncode == 0
    assert "没有写明" in done.stderr
