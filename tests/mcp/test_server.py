"""The tools, called by the official client over both transports, on the shipped graph.

What each answer must hold was read in the documents, or is what the graph cannot say.
"""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import pytest

mcp = pytest.importorskip("mcp")

BASE = "https://w3id.org/cetu/id/"
FIRST = f"{BASE}document/dongguan-techfin-2024-annex"
TASK_17 = f"{BASE}task/dongguan-techfin-2024-annex/ddddaabc"
RISK = f"{BASE}instrument/fengxian-buchang"

pytestmark = pytest.mark.filterwarnings("ignore")  # of the client and what it is built on


@dataclass(frozen=True)
class Told:
    """What a call gave."""

    error: bool
    text: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON
        return json.loads(self.text)


Check = Callable[[Told], object]


def labels(things: list[dict[str, str]]) -> list[str]:
    return [one["label"] for one in things]


def task(told: Told, iri: str = TASK_17) -> dict[str, Any]:
    (found,) = [one for one in told.json["tasks"] if one["task"] == iri]
    return dict(found)


def support(told: Told) -> bool:
    """Row 17 of the first document: its three parties, its instrument, its limit, its words."""
    one = task(told)
    return (
        one["row"] == "17"
        and one["document"]["iri"] == FIRST
        and labels(one["bodies"])[:2] == ["东莞市工业和信息化局", "东莞市财政局"]
        and "最高给予贷款本金 80%" in one["limits"][0]
        and any("最高给予贷款本金 80%的风险补偿" in words for words in one["words"])
    )


def refused(*words: str) -> Check:
    return lambda told: told.error and all(word in told.text for word in words)


def cut(told: Told) -> bool:
    return bool(told.json["cut"]) and told.json["shown"] < told.json["total"]


CALLS: list[tuple[str, dict[str, Any], Check]] = [
    ("search", {"words": "风险补偿"}, lambda t: RISK in {h["iri"] for h in t.json["hits"]}),
    ("search", {"words": "贴息", "kind": "task"}, lambda t: t.json["hits"] and all(
        h["kind"] == "task" for h in t.json["hits"])),
    ("search", {"words": "risk compensation"},
     lambda t: RISK in {h["iri"] for h in t.json["hits"]}),
    ("search", {"words": "没有这样的词"}, lambda t: t.json["total"] == 0 and not t.json["cut"]),
    ("search", {"words": "企业", "budget": 600}, cut),
    ("search", {"words": "x", "kind": "planet"}, refused("no kind planet")),
    ("search", {"words": "\" OR 1=1 --"}, lambda t: not t.error),
    ("describe", {"thing": TASK_17}, support),
    ("describe", {"thing": "东莞市财政局"}, lambda t: t.json["total"] == 4),
    ("describe", {"thing": "body/441900-caizhengju"}, lambda t: t.json["label"] == "东莞市财政局"),
    ("describe", {"thing": "风险补偿"}, lambda t: t.json["iri"] == RISK),
    ("describe", {"thing": FIRST, "budget": 60000}, lambda t: t.json["total"] == 40),
    ("describe", {"thing": FIRST, "budget": 3000}, cut),
    ("describe", {"thing": "市财政局"}, refused("not clear", "东莞市财政局")),
    ("describe", {"thing": "没有这样的东西"}, refused("not clear")),
    ("describe", {"thing": "https://example.org/<script>"}, lambda t: t.error),
    ("describe", {"thing": "https://w3id.org/cetu/id/nothing"}, refused("Nothing in the graph")),
    ("find_support", {"enterprise": "专精特新企业", "place": "东莞市"}, support),
    ("find_support", {"enterprise": "高新技术企业", "instrument": "风险补偿"}, support),
    ("find_support", {"enterprise": "专精特新企业", "place": "北京市"},
     lambda t: TASK_17 not in {one["task"] for one in t.json["tasks"]}),
    ("find_support", {"enterprise": "火星企业"}, refused("not clear")),
    ("compare", {"instrument": "风险补偿"}, lambda t: any(
        place["name"] == "东莞市" and place["limits"][0]["value"] == "80" for place in
        t.json["places"])),
    ("compare", {"instrument": "风险补偿", "places": ["东莞市", "温州市"]},
     lambda t: [p["name"] for p in t.json["places"]] == ["东莞市"]
     and t.json["places_without"] == [f"{BASE}place/330300"]),
    ("compare", {"instrument": "不存在的工具"}, refused("not clear")),
    ("ask", {"question": "lead-of-task", "parameters": {"number": "17", "document": FIRST}},
     lambda t: "文件未载明牵头单位" in t.text),
    ("ask", {"question": "foreign-debt"}, lambda t: "10000000" in t.text),
    ("ask", {"question": "东莞风险补偿最高多少"}, lambda t: t.json["total"] == 1
     and t.json["rows"][0]["words"] == "最高给予贷款本金 80%"
     and t.json["evidence"][0]["row"] == "17"),
    ("ask", {"question": "风险补偿好不好"}, refused("not understood", "You can ask")),
    ("ask", {"question": "no-such"}, refused("No question", "lead-of-task")),
    ("ask", {"question": "lead-of-task", "parameters": {"number": "1; DROP"}}, refused("number")),
    ("questions", {"words": "limits"}, lambda t: "SELECT" in t.text),
    ("questions", {"budget": 2000}, cut),
    ("schema", {"words": "Responsibility"}, lambda t: any(
        one["term"] == "cetu:hasResponsibility" for one in t.json["terms"])),
    ("schema", {"budget": 1000}, cut),
    ("sparql", {"query": f"SELECT ?n {{ <{TASK_17}> cetu:taskNumber ?n }}"}, lambda t: t.error),
    ("sparql", {"query": "PREFIX cetu: <https://w3id.org/cetu/ontology#> "
                f"SELECT ?n {{ <{TASK_17}> cetu:taskNumber ?n }}"},
     lambda t: t.json["rows"] == [{"n": "17"}]),
    ("sparql", {"query": "ASK { ?s ?p ?o }"}, lambda t: t.json == {"answer": True}),
    ("sparql", {"query": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3"},
     lambda t: t.json["turtle"]),
    ("sparql", {"query": "SELECT * { ?s ?p ?o }"}, refused("rows", "LIMIT")),
    ("sparql", {"query": "SELECT * { ?s ?p ?o } LIMIT 500", "budget": 2000}, cut),
    ("sparql", {"query": "DROP ALL"}, refused("update")),
    ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"},
     refused("does not call it")),
    ("sparql", {"query": "SELECT * {" + "{" * 2000}, lambda t: t.error),
    ("search", {}, lambda t: t.error),
    ("sparql", {"query": 1}, lambda t: t.error),
]  # fmt: skip
"""Each call: tool, arguments, what its answer must be."""


async def _all(connection: Any) -> list[Told]:  # noqa: ANN401 - what the client takes
    found = []
    async with mcp.Client(connection) as client:
        listed = await client.list_tools()
        found.append(Told(False, json.dumps([
            [one.name, one.description, one.input_schema] for one in listed.tools])))  # fmt: skip
        for name, arguments, _ in CALLS:
            answer = await client.call_tool(name, arguments)
            text = "".join(getattr(part, "text", "") for part in answer.content)
            found.append(Told(bool(answer.is_error), text))
    return found


@pytest.fixture(scope="module")
def environment(root: Path) -> dict[str, str]:
    return os.environ | {"CETU_ROOT": str(root), "CETU_LANG": "en", "NO_COLOR": "1"}


@pytest.fixture(scope="module")
def stdio(environment: dict[str, str]) -> list[Told]:
    parameters = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "cetu", "mcp"], env=environment
    )
    return anyio.run(_all, parameters)


@pytest.fixture(scope="module")
def http(environment: dict[str, str]) -> Iterator[list[Told]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "cetu", "mcp", "--http", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)  # noqa: S603 - our own
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield anyio.run(_all, f"http://127.0.0.1:{port}/mcp")
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(params=["stdio", "http"])
def answers(request: pytest.FixtureRequest) -> list[Told]:
    found: list[Told] = request.getfixturevalue(request.param)
    return found


def test_the_tools_say_what_they_are_for(answers: list[Told]) -> None:
    told = answers[0].json
    assert {name for name, _, _ in told} == {
        "search", "describe", "find_support", "compare", "ask", "questions", "schema", "sparql",
    }  # fmt: skip
    for name, description, schema in told:
        assert len(description) > 40, name
        assert "budget" in schema["properties"]
        assert "self" not in schema["properties"]


@pytest.mark.parametrize("number", range(len(CALLS)), ids=[
    f"{n}-{name}" for n, (name, _, _) in enumerate(CALLS)
])  # fmt: skip
def test_every_call_is_answered_as_it_should(number: int, answers: list[Told]) -> None:
    name, arguments, check = CALLS[number]
    told = answers[number + 1]
    assert check(told), (name, arguments, told.text[:600])
    assert "Traceback" not in told.text


def test_every_answer_fits_its_budget(answers: list[Told]) -> None:
    for (name, arguments, _), told in zip(CALLS, answers[1:], strict=True):
        assert len(told.text) <= arguments.get("budget", 8000), name


def test_every_task_says_where_it_stands(answers: list[Told]) -> None:
    for told in answers[1:]:
        if told.error or '"tasks"' not in told.text:
            continue
        for one in [t for t in told.json.get("tasks", ()) if isinstance(t, dict)]:
            assert one["task"].startswith(BASE)
            assert one["document"]["iri"].startswith(f"{BASE}document/")
            assert isinstance(one["words"], list)


def test_there_are_more_than_thirty_calls() -> None:
    assert len(CALLS) > 30
    assert {name for name, _, _ in CALLS} > {"search", "describe", "sparql"}
    assert re.fullmatch(r"2\..*", __import__("importlib.metadata").metadata.version("mcp"))
