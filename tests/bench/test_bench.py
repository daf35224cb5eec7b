"""The parts of the benchmark that its figures stand on: client, comparison, invented documents."""

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bench import answers, asked, generate, report, words
from tests.bench.asked import Asked
from tests.bench.client import Address, Failed, Line, Reply
from tests.bench.rounds import Course

from cetu import store
from cetu.engine.state import load

_PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
_CHUNKED = (
    b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=1\r\nllo\r\n0\r\n\r\n"
)


@given(st.sampled_from((_PLAIN, _CHUNKED)), st.lists(st.integers(1, 90)))
def test_an_answer_is_the_same_in_whatever_pieces_it_comes(sent: bytes, cuts: list[int]) -> None:
    places = sorted({0, *(cut for cut in cuts if cut < len(sent)), len(sent)})
    reply = Reply()
    told = [reply.feed(sent[a:b]) for a, b in pairwise(places)]
    assert told == [*[False] * (len(told) - 1), True]
    assert (reply.status, bytes(reply.body)) == (200, b"hello")


def test_an_answer_that_breaks_off_is_none() -> None:
    reply = Reply()
    assert not reply.feed(_PLAIN[:-1])
    assert not reply.end()


def test_the_client_asks_the_server_that_does_nothing() -> None:
    server = Path(__file__).with_name("null.py")
    with subprocess.Popen([sys.executable, server], stdout=subprocess.PIPE) as process:  # noqa: S603
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline().rsplit(b":", 1)[1].split(b"/")[0])
            line = Line(port)
            for form in (False, True):
                request = Address(port, "/sparql", form=form).request("ASK {}" * 9000, "*/*")
                seconds, body = line.ask(request)
                assert json.loads(body) == {"head": {}, "boolean": True}
                assert seconds > 0
            line.close()
        finally:
            process.kill()
    with pytest.raises(Failed):
        line.ask(Address(port, "/sparql").request("ASK {}", "*/*"))


def test_rows_are_the_same_whatever_their_order_and_the_form_of_numbers() -> None:
    decimal = "http://www.w3.org/2001/XMLSchema#decimal"
    fifty = {"type": "literal", "datatype": decimal, "value": "50"}
    name = {"type": "literal", "xml:lang": "zh", "value": "再贷款"}
    other = {"type": "typed-literal", "datatype": decimal, "value": "50.0"}
    assert _rows({"n": fifty}, {"n": name}) == _rows({"n": name}, {"n": other})
    assert _rows({"n": name}) != _rows({"n": name | {"xml:lang": "en"}})
    assert _rows({"n": name}) != _rows({"n": name}, {"n": name})
    assert _rows({"n": fifty}) != _rows({"n": fifty | {"datatype": "", "value": "50.0"}})


def _rows(*rows: dict[str, dict[str, str]]) -> answers.Rows:
    result = {"head": {"vars": ["n"]}, "results": {"bindings": rows}}
    return answers.of(json.dumps(result).encode(), graph=False)


def test_means_are_over_what_both_answered_alike() -> None:
    def course(seconds: float, differs: str = "", failure: str = "") -> Course:
        return Course(1, differs, [seconds], failure)

    results = {
        "q01_point": {"cetu": course(0.004), "oxigraph": course(0.001)},
        "q03_limit50": {"cetu": course(0.001), "oxigraph": course(0.001)},
        "limits": {"cetu": course(0.001), "oxigraph": course(0.004)},
        "odd": {"cetu": course(0.001), "oxigraph": course(1.0, "1 rows missing, 0 more")},
        "late": {"cetu": course(0.001), "oxigraph": course(1.0, failure="> 30 s")},
    }
    queries = [
        Asked(name, "family" if name.startswith("q0") else "question", "") for name in results
    ]
    assert report.goals(results, queries, "oxigraph").splitlines()[2:] == [
        "| cetu | 2.00× | 0.25× | 1.00× | 4.00× |"
    ]
    means, count = report.geometric_means(results, ["q01_point", "q03_limit50", "odd"])
    assert means == pytest.approx({"cetu": 2.0, "oxigraph": 1.0})
    assert count == 2


def test_documents_are_the_same_for_the_same_seed() -> None:
    offered = words.load(generate.ROOT)
    plans = [words.plan(offered, number, 1) for number in range(60)]
    assert plans == [words.plan(offered, number, 1) for number in range(60)]
    assert plans != [words.plan(offered, number, 2) for number in range(60)]
    assert len({plan.title for plan in plans}) == len(plans)
    assert {plan.place.level for plan in plans} == {"nation", "province", "city"}


@pytest.mark.skipif("CETU_HARD" not in os.environ, reason="builds a graph of 10^5 quads")
def test_the_stored_questions_and_the_families_have_rows_on_a_generated_graph(
    tmp_path: Path,
) -> None:
    generate.generate(tmp_path, 100_000, 1)
    stores = load([(str(file.path), file.graph) for file in store.snapshot(tmp_path).files])
    empty = set()
    for one in asked.load(tmp_path):
        results = stores.named.query(one.text)
        if isinstance(results, ox.QueryBoolean):
            assert results
        elif not any(True for _ in results):
            empty.add(one.name)
    assert empty <= {"unresolved-names"}  # every unit of an invented document is known
    assert 90_000 < generate.count(tmp_path) < 110_000
