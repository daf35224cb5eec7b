"""What callers share: answers that are kept, and queries that run for several at once."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from cetu.engine import Engine, Formats
from cetu.engine.cache import Cache
from cetu.errors import EngineBusy, QueryExhausted, QueryMalformed
from cetu.model.change import Delta
from cetu.model.result import Answer
from cetu.model.snapshot import Snapshot
from cetu.settings import Settings

TASKS = "SELECT ?t ?n { ?t <https://w3id.org/cetu/ontology#taskNumber> ?n } ORDER BY ?n"
# 2,007 different triples (see conftest): the square takes a while, the cube for ever.
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
SQUARE = b'"4028049"'
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def small(snapshot: Snapshot) -> Iterator[Engine]:
    """An engine with two workers."""
    with Engine(snapshot, Settings(workers=2, query_timeout_s=60)) as engine:
        yield engine


def test_an_answer_is_kept_for_both_ways_of_asking(small: Engine) -> None:
    first = small.query(TASKS)
    again = asyncio.run(small.reply(TASKS))
    assert (first.cached, again.cached) == (False, True)
    assert again.content is first.content
    assert (again.waited, again.ran, again.rows) == (0, 0, 2)
    assert not small.query(TASKS, formats=Formats("text/csv")).cached
    assert not small.query(TASKS, named_graphs=["https://w3id.org/cetu/graph/city"]).cached
    assert (small.statistics().cache_hits, small.statistics().cache_misses) == (1, 3)
    small.close()
    with pytest.raises(EngineBusy, match="not running"):
        small.query(TASKS)


@pytest.mark.parametrize("call", ["NOW()", "RAND()", "uuid()", "STRUUID ( )", "BNODE()"])
def test_what_is_another_each_time_is_neither_kept_nor_shared(small: Engine, call: str) -> None:
    text = f"SELECT ({call} AS ?x) {{}}"

    async def twice() -> list[Answer]:
        both = (small.reply(text, leave_one=False), small.reply(text, leave_one=False))
        return list(await asyncio.gather(*both))

    answers = [*asyncio.run(twice()), small.query(text)]
    assert not any(answer.cached for answer in answers)
    assert small.statistics().cache_bytes == 0


def test_errors_are_not_kept(snapshot: Snapshot) -> None:
    with Engine(snapshot, Settings(workers=1, max_rows=10)) as engine:
        for _ in range(2):
            with pytest.raises(QueryMalformed):
                engine.query("SELECT * { ?s ?p }")
            with pytest.raises(QueryExhausted) as caught:
                engine.query("SELECT * { ?s ?p ?o }")
            assert caught.value.ran > 0
        assert engine.statistics().cache_bytes == 0


def test_a_change_lets_go_of_what_was_kept(small: Engine) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert b'"2007"' in small.query(count).body
    assert small.query(count).cached
    before = small.query(TASKS + "#" * 5000)
    kept = small.statistics().cache_bytes
    small.apply(Delta(added="<a:s> <a:p> <a:o> <a:g> .\n"), "1" * 64)
    after = small.query(count)
    assert b'"2008"' in after.body
    assert (after.cached, after.digest, before.digest) == (False, "1" * 64, "0" * 64)
    assert small.statistics().cache_bytes < kept


def test_the_cache_keeps_those_asked_for_last_up_to_its_bytes() -> None:
    cache = Cache(100_000)
    assert cache.get("d", "a") is None
    for key in "abcdef":
        cache.put(key, "text", Answer("boolean", "text/csv", b"x" * 20_000, "d"))
    kept = [key for key in "abcdef" if cache.get("d", key)]
    assert kept == ["c", "d", "e", "f"]
    assert 80_000 < cache.bytes <= 100_000
    cache.put("large", "text", Answer("boolean", "text/csv", b"x" * 30_000, "d"))
    assert cache.get("d", "large") is None
    cache.put("old", "text", Answer("boolean", "text/csv", b"x", "c"))
    assert cache.get("d", "old") is None
    assert cache.get("e", "f") is None
    assert cache.bytes == 0


def test_no_cache_keeps_nothing(snapshot: Snapshot) -> None:
    with Engine(snapshot, Settings(workers=1, cache_bytes=0)) as engine:
        assert not any(engine.query(TASKS).cached for _ in range(2))


def test_one_worker_runs_for_all_who_ask_the_same(small: Engine) -> None:
    async def crowd() -> list[Answer]:
        tasks = [asyncio.ensure_future(small.reply(SLOW)) for _ in range(10)]
        await asyncio.sleep(0.05)
        assert (small.statistics().busy, small.statistics().waiting) == (1, 0)
        return list(await asyncio.gather(*tasks))

    answers = asyncio.run(crowd())
    assert all(SQUARE in answer.body for answer in answers)
    assert sorted(answer.cached for answer in answers) == [False] + [True] * 9
    assert [answer.ran > 0 for answer in answers].count(True) == 1


def test_threads_and_loops_share_with_each_other(small: Engine) -> None:
    async def late() -> Answer:
        return await small.reply(SLOW, leave_one=False)

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(small.query, SLOW)  # in a thread, shared by a loop
        wait_for(lambda: small.statistics().busy == 1)
        assert SQUARE in asyncio.run(late()).body
        assert (first.result().cached, small.statistics().busy) == (False, 0)

        other = f"{SLOW} # on a loop, shared by a thread"
        leads = threads.submit(asyncio.run, small.reply(other, leave_one=False))
        wait_for(lambda: small.statistics().busy == 1)
        assert small.query(other).cached
        assert not leads.result().cached


@pytest.mark.parametrize("gone", [0, 1])
def test_whoever_stays_has_the_answer(small: Engine, gone: int) -> None:
    async def pair() -> Answer:
        tasks = [asyncio.ensure_future(small.reply(SLOW)) for _ in range(2)]
        await asyncio.sleep(0.05)
        tasks[gone].cancel()
        with pytest.raises(asyncio.CancelledError):
            await tasks[gone]
        return await tasks[1 - gone]

    assert SQUARE in asyncio.run(pair()).body
    assert small.statistics().restarts == {}


def test_the_last_to_go_ends_the_query(small: Engine) -> None:
    async def all_gone() -> None:
        tasks = [asyncio.ensure_future(small.reply(ENDLESS)) for _ in range(3)]
        await asyncio.sleep(0.05)
        for task in tasks:
            task.cancel()
            await asyncio.sleep(0.01)
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(all_gone())
    wait_for(lambda: small.statistics().idle == 2)
    assert small.statistics().restarts == {"cancelled": 1}


def test_a_query_that_waits_too_long_fails_for_itself_only(snapshot: Snapshot) -> None:
    with Engine(snapshot, Settings(workers=1, query_timeout_s=3)) as engine:

        async def queue() -> list[Answer | BaseException]:
            held = asyncio.ensure_future(engine.reply(ENDLESS))
            await asyncio.sleep(0.1)
            early = asyncio.ensure_future(engine.reply(TASKS))  # has no time left when its turn is
            await asyncio.sleep(2.2)
            later = asyncio.ensure_future(engine.reply(TASKS))  # joins it, and has
            return list(await asyncio.gather(held, early, later, return_exceptions=True))

        *_, late = asyncio.run(queue())
        assert isinstance(late, Answer)
        assert late.rows == 2


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        threading.Event().wait(0.01)
