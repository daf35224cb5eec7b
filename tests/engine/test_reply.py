import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psutil
import pytest
import uvloop

from cetu.engine import Engine, Formats
from cetu.engine.formats import DEFAULT
from cetu.errors import EngineBusy, NotAcceptable, QueryExhausted, QueryMalformed, QueryTimeout
from cetu.model.result import Answer
from cetu.model.snapshot import Snapshot
from cetu.settings import Settings

Run = Callable[[Coroutine[Any, Any, Any]], Any]

TASKS = "SELECT ?t ?n { ?t <https://w3id.org/cetu/ontology#taskNumber> ?n } ORDER BY ?n"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(params=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Run:
    """A function that runs a coroutine on the loop named."""
    return asyncio.run if request.param == "asyncio" else uvloop.run


@pytest.fixture
def small(snapshot: Snapshot) -> Iterator[Engine]:
    """An engine with two workers and a queue of four."""
    with Engine(snapshot, Settings(workers=2, query_timeout_s=20, queue_size=4)) as engine:
        yield engine


def test_reply_answers_as_query_does(small: Engine, run: Run) -> None:
    asked = small.query(TASKS)
    replied = run(reply(small, TASKS + " # again"))
    assert (replied.kind, replied.media_type) == ("bindings", asked.media_type)
    assert replied.body == asked.body
    assert (replied.rows, replied.digest, replied.cached) == (2, small.digest, False)
    assert 0 <= replied.waited < 1
    assert 0 < replied.ran < 1


def test_errors_are_those_of_query(engine: Engine, run: Run) -> None:
    with pytest.raises(QueryMalformed, match="line 2, column 10"):
        run(reply(engine, "SELECT *\n{ ?s ?p }"))
    with pytest.raises(NotAcceptable):
        run(reply(engine, TASKS, formats=Formats(rows=None)))
    with pytest.raises(QueryExhausted, match="4,194,304 bytes"):
        run(reply(engine, "SELECT * { ?a ?b ?c . ?d ?e ?f }"))
    with pytest.raises(QueryTimeout) as caught:
        run(reply(engine, ENDLESS))
    assert 0.9 < caught.value.ran < 1.5
    assert run(reply(engine, "ASK {}")).body


def test_many_at_once_on_one_loop_beside_threads(small: Engine, run: Run) -> None:
    async def one(number: int, free: asyncio.Semaphore) -> int:
        async with free:
            return len((await reply(small, f"{TASKS} # async {number}")).body)

    async def all_of_them() -> list[int]:
        free = asyncio.Semaphore(4)
        return await asyncio.gather(*(one(number, free) for number in range(200)))

    expected = len(small.query(TASKS).body)
    with ThreadPoolExecutor(2) as threads:
        beside = threads.map(lambda i: len(small.query(f"{TASKS} # {i}").body), range(200))
        assert run(all_of_them()) == [expected] * 200
        assert list(beside) == [expected] * 200
    assert small._crew.line.idle == 2


def test_cancelling_ends_the_worker_and_another_takes_its_place(small: Engine, run: Run) -> None:
    async def cancelled() -> None:
        tasks = [asyncio.ensure_future(reply(small, f"{ENDLESS} # {i}")) for i in range(3)]
        await asyncio.sleep(0.2)
        assert (small._crew.line.idle, small._crew.line.waiting) == (0, 1)
        for task in tasks:
            task.cancel()
        assert all(
            isinstance(end, asyncio.CancelledError)
            for end in await asyncio.gather(*tasks, return_exceptions=True)
        )
        began = time.monotonic()
        assert (await reply(small, "ASK {}")).body
        assert time.monotonic() - began < 5  # not the twenty seconds those would have run

    before = workers(small)
    run(cancelled())
    wait_until(lambda: small._crew.line.idle == 2)
    assert small._crew.line.waiting == 0
    assert not before & workers(small)
    assert small.statistics().restarts == {"cancelled": 2}


def test_a_full_line_is_told_at_once(snapshot: Snapshot, run: Run) -> None:
    async def crowd(engine: Engine) -> None:
        tasks = [asyncio.ensure_future(reply(engine, f"{ENDLESS} # {i}")) for i in range(3)]
        await asyncio.sleep(0.1)
        with pytest.raises(EngineBusy, match="2 queries wait already"):
            await reply(engine, "ASK {}")
        engine.close()
        for end in await asyncio.gather(*tasks, return_exceptions=True):
            assert isinstance(end, EngineBusy)
            assert "not running" in end.detail

    settings = Settings(workers=1, query_timeout_s=20, queue_size=2)
    with Engine(snapshot, settings) as engine:
        run(crowd(engine))


def test_a_worker_killed_at_work_is_an_error_and_idle_ones_are_not(small: Engine, run: Run) -> None:
    async def killed() -> None:
        for worker in workers(small):
            psutil.Process(worker).kill()
        wait_until(lambda: all(worker.gone() for worker in small._crew.line._idle))
        assert (await reply(small, "ASK {}")).body
        task = asyncio.ensure_future(reply(small, ENDLESS))
        await asyncio.sleep(0.2)
        (busy,) = workers(small) - {worker.pid for worker in small._crew.line._idle}
        psutil.Process(busy).kill()
        with pytest.raises(QueryExhausted, match="SIGKILL"):
            await task

    run(killed())
    wait_until(lambda: small._crew.line.idle == 2)


def test_a_host_that_falls_takes_no_query_with_it(small: Engine, run: Run) -> None:
    async def fallen() -> None:
        small._crew.host._process.kill()
        assert (await reply(small, "ASK {}")).body

    run(fallen())


def test_a_large_answer_is_in_a_file_and_a_worker_free_before_it_is_read(
    small: Engine, run: Run
) -> None:
    lines = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s LIMIT 2000"
    wide = f"SELECT * {{ {{ {lines} }} BIND('{'长' * 300}' AS ?filler) }}"
    answer = run(reply(small, wide))
    assert 1 << 20 < answer.size < 4 << 20
    assert not isinstance(answer.content, bytes)
    assert small._crew.line.idle == 2
    pieces = list(answer.pieces(100_000))
    assert {len(piece) for piece in pieces[:-1]} == {100_000}
    assert b"".join(pieces) == answer.body == small.query(f"{wide} # again").body
    assert len(answer.body) == answer.size


async def reply(engine: Engine, text: str, formats: Formats = DEFAULT) -> Answer:
    """Of two workers both may be had."""
    return await engine.reply(text, formats=formats, leave_one=False)


def workers(engine: Engine) -> set[int]:
    host = psutil.Process(engine._crew.host._process.pid)
    return {child.pid for child in host.children() if child.status() != psutil.STATUS_ZOMBIE}


def wait_until(condition: Callable[[], bool]) -> None:
    for _ in range(1000):
        if condition():
            return
        threading.Event().wait(0.02)
    raise AssertionError("it did not happen")


def test_ready_and_the_statistics(small: Engine, run: Run) -> None:
    assert small.ready(5)
    now = small.statistics()
    assert (now.workers, now.idle, now.busy, now.waiting, now.restarts) == (2, 2, 0, 0, {})

    async def busy() -> None:
        tasks = [asyncio.ensure_future(reply(small, f"{ENDLESS} # {i}")) for i in range(3)]
        await asyncio.sleep(0.1)
        now = small.statistics()
        assert (now.workers, now.idle, now.busy, now.waiting) == (2, 0, 2, 1)
        assert not await asyncio.to_thread(small.ready, 0.2)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    run(busy())
    wait_until(lambda: small.statistics().idle == 2)
    assert small.ready(5)
    small._crew.host._process.kill()
    wait_until(lambda: small.statistics().workers == 0)
    assert small.ready(10)
    small.close()
    assert not small.ready(1)
    assert small.statistics().workers == 0
