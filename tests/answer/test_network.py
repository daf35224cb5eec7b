import math

import pytest

from cetu.answer.network import KINDS, Atlas, Network, around, whole
from cetu.engine import Engine
from cetu.errors import ThingUnknown

TASK = "task/dongguan-techfin-2024-annex/t17aaaaa"


def _kinds(shown: Network) -> dict[str, str]:
    return {node.thing.iri.partition("/id/")[2]: node.kind for node in shown.nodes}


def _linked(shown: Network) -> set[tuple[str, str]]:
    names = [node.thing.iri.partition("/id/")[2] for node in shown.nodes]
    return {(names[a], names[b]) for a, b in shown.edges}


def _away(shown: Network, name: str) -> float:
    [node] = [one for one in shown.nodes if one.thing.iri.endswith(name)]
    return math.hypot(node.x, node.y)


def test_around_a_body_stand_its_tasks_and_around_those_what_they_name(
    engine: Engine, thing: str
) -> None:
    shown = around(engine, thing + "body/441900-caizhengju")
    kinds = _kinds(shown)
    assert kinds["body/441900-caizhengju"] == "body"
    assert kinds[TASK] == "task"
    assert kinds["instrument/risk-compensation"] == "instrument"
    assert _away(shown, "441900-caizhengju") == 0
    assert _away(shown, TASK) == pytest.approx(1, abs=0.01)
    assert _away(shown, "risk-compensation") == pytest.approx(2, abs=0.01)
    linked = _linked(shown)
    assert ("body/441900-caizhengju", TASK) in linked or (
        TASK,
        "body/441900-caizhengju",
    ) in linked
    assert (TASK, "instrument/risk-compensation") in linked


def test_around_a_task_and_around_a_document(engine: Engine, thing: str) -> None:
    task = around(engine, thing + TASK)
    assert _kinds(task)["body/441900-caizhengju"] == "body"
    assert _away(task, "441900-caizhengju") == pytest.approx(1, abs=0.01)
    document = around(engine, thing + "document/dongguan-techfin-2024-annex")
    assert _kinds(document)["document/dongguan-techfin-2024-annex"] == "document"
    assert _away(document, TASK) == pytest.approx(1, abs=0.01)


def test_around_what_no_task_names_there_is_nothing(engine: Engine, thing: str) -> None:
    assert around(engine, thing + "body/nobody") == Network((), ())
    with pytest.raises(ThingUnknown):
        around(engine, "no iri")


def test_the_whole_has_every_task_once_each_at_a_place_of_its_own(engine: Engine) -> None:
    shown = whole(engine)
    assert len({node.thing.iri for node in shown.nodes}) == len(shown.nodes)
    assert {node.kind for node in shown.nodes} <= set(KINDS)
    assert len({(node.x, node.y) for node in shown.nodes}) == len(shown.nodes)
    assert all(0 <= a < len(shown.nodes) and 0 <= b < len(shown.nodes) for a, b in shown.edges)
    counted = [0] * len(shown.nodes)
    for a, b in shown.edges:
        counted[a] += 1
        counted[b] += 1
    assert counted == [node.links for node in shown.nodes]
    assert whole(engine) == shown


def test_the_whole_is_made_once_for_a_state_of_the_graph(engine: Engine) -> None:
    atlas = Atlas(engine)
    first = atlas.whole()
    assert first == whole(engine)
    assert atlas.whole() is first
