"""Processes killed at random under load, and queries given up by the hundred.

A few seconds by default; CETU_HARD=1 makes it minutes.
"""

import asyncio
import os
import random
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
import uvloop

from cetu.engine import Engine
from cetu.errors import CetuError, EngineBusy, QueryExhausted, QueryTimeout
from cetu.model.result import Answer
from cetu.model.snapshot import Snapshot
from cetu.settings import Settings

HARD = os.environ.get("CETU_HARD") == "1"
SECONDS = 120 if HARD else 2
STORMS = 50 if HARD else 3

TASKS = "SELECT ?n { ?t <https://w3id.org/cetu/ontology#taskNumber> ?n } ORDER BY ?n"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def engine(snapshot: Snapshot) -> Iterator[Engine]:
    """An engine with three workers that leaves no process behind."""
    settings = Settings(workers=3, query_timeout_s=5, queue_size=16)
    others = set(psutil.Process().children())  # servers of other tests, with engines of their own
    with Engine(snapshot, settings) as running:
        host = psutil.Process(running._crew.host._process.pid)
        yield running
        family = [*psutil.Process().children(recursive=True), host]
    family = [
        process
        for process in family
        if "cetu.engine.host" in _command(process) and not others & set(_above(process))
    ]
    _, left = psutil.wait_procs(family, timeout=5)
    assert not left


@pytest.mark.parametrize("victims", ["workers", "host"])
def test_kills_under_load_cost_single_queries_only(engine: Engine, victims: str) -> None:
    expected = engine.query(TASKS).body
    ends = Counter[str]()
    over = threading.Event()
    numbers = iter(range(10**9))

    def asked_in_a_thread() -> None:
        while not over.is_set():
            try:
                answer = engine.query(f"{TASKS} # {next(numbers)}")
            except (QueryExhausted, EngineBusy) as error:
                ends[type(error).__name__] += 1
            else:
                assert answer.body == expected
                ends["answered"] += 1

    async def one_after_another() -> None:
        while not over.is_set():
            try:
                answer = await engine.reply(f"{TASKS} # {next(numbers)}", leave_one=False)
            except (QueryExhausted, EngineBusy) as error:
                ends[type(error).__name__] += 1
            else:
                assert answer.body == expected
                ends["answered"] += 1

    async def asked_on_a_loop() -> None:
        await asyncio.gather(*(one_after_another() for _ in range(4)))

    with ThreadPoolExecutor(4) as threads:
        callers = [
            threads.submit(asked_in_a_thread),
            threads.submit(asked_in_a_thread),
            threads.submit(asyncio.run, asked_on_a_loop()),
            threads.submit(uvloop.run, asked_on_a_loop()),
        ]
        try:
            kills = _kill(engine, victims, random.Random(7))  # noqa: S311 - no secret
        finally:
            over.set()
        for caller in callers:
            caller.result(30)
    assert ends["answered"] > 10 * kills
    assert ends["EngineBusy"] <= kills  # a host that is loading anew keeps them waiting
    assert ends["QueryExhausted"] <= 3 * kills  # of each worker that was killed, its query
    _wait_for(lambda: engine.statistics().idle == 3)
    assert engine.query(f"{TASKS} # at last").body == expected


def test_while_no_host_can_be_started_queries_fail_and_then_are_answered_again(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    copies = []
    for file in snapshot.files:
        shutil.copy(file.path, tmp_path)
        copies.append(replace(file, path=tmp_path / file.path.name))
    settings = Settings(workers=2, query_timeout_s=20)

    async def ask(engine: Engine) -> Answer:
        return await engine.reply(TASKS, leave_one=False)

    with Engine(replace(snapshot, files=tuple(copies)), settings) as engine:
        hidden = copies[0].path.rename(tmp_path / "hidden")
        psutil.Process(engine._crew.host._process.pid).kill()
        _wait_for(lambda: engine.statistics().workers == 0)
        for run in (asyncio.run, uvloop.run):
            with pytest.raises(EngineBusy):
                engine.query(TASKS)
            with pytest.raises(EngineBusy):
                run(ask(engine))
        assert not engine.ready(1)
        hidden.rename(copies[0].path)
        assert engine.query(f"{TASKS} # again").rows == 2
        assert uvloop.run(ask(engine)).rows == 2


def test_storms_of_queries_given_up_leave_nothing_behind(engine: Engine) -> None:
    chance = random.Random(11)  # noqa: S311 - no secret

    async def storm() -> list[object]:
        tasks = []
        for number in range(100):
            text = f"{TASKS} # {number}" if number % 3 else f"{ENDLESS} # {number % 9}"
            tasks.append(asyncio.ensure_future(engine.reply(text)))
            if chance.random() < 0.3:
                await asyncio.sleep(chance.random() / 100)
            if chance.random() < 0.7:
                chance.choice(tasks).cancel()
        for task in tasks:
            task.cancel()
        return list(await asyncio.gather(*tasks, return_exceptions=True))

    expected = engine.query(TASKS).size
    descriptors = psutil.Process().num_fds()
    for run in (asyncio.run, uvloop.run):
        for _ in range(STORMS):
            for end in run(storm()):
                if isinstance(end, BaseException):
                    assert isinstance(end, asyncio.CancelledError | EngineBusy)
                else:
                    assert getattr(end, "size", None) == expected
    _wait_for(lambda: engine.statistics().idle == 3)
    now = engine.statistics()
    assert (now.workers, now.busy, now.waiting) == (3, 0, 0)
    assert set(now.restarts) == {"cancelled"}
    assert not engine._desk._flights._under_way
    assert psutil.Process().num_fds() <= descriptors
    assert len(psutil.Process(engine._crew.host._process.pid).children()) == 3
    assert engine.query(f"{TASKS} # at last").size == expected


def test_a_full_line_beside_queries_that_run_out_of_time(engine: Engine) -> None:
    async def crowd() -> Counter[str]:
        texts = [f"{ENDLESS} # {number}" for number in range(40)]
        ends = await asyncio.gather(*map(engine.reply, texts), return_exceptions=True)
        return Counter(type(end).__name__ for end in ends)

    with ThreadPoolExecutor(1) as threads:
        began = time.monotonic()
        crowded = threads.submit(uvloop.run, crowd())
        _wait_for(lambda: engine.statistics().busy == 2)
        waits = []
        while not crowded.done():
            asked = time.monotonic()
            engine.query(f"{TASKS} # {asked}")  # as a page does: it has the third worker
            waits.append(time.monotonic() - asked)
            threading.Event().wait(0.05)
    # Two run and sixteen wait, until the time is up for all; the others are told at once.
    assert crowded.result() == {QueryTimeout.__name__: 2, EngineBusy.__name__: 38}
    assert 4.5 < time.monotonic() - began < 8
    assert sorted(waits)[len(waits) // 2] < 0.5


def _kill(engine: Engine, victims: str, chance: random.Random) -> int:
    """Kill processes at random for a while; return how many."""
    kills, end = 0, time.monotonic() + SECONDS
    while time.monotonic() < end:
        threading.Event().wait(chance.uniform(0.05, 0.5) * (1 if victims == "workers" else 3))
        try:
            host = psutil.Process(engine._crew.host._process.pid)
            chosen = [host] if victims == "host" else chance.sample(host.children(), 1)
            chosen[0].kill()
            kills += 1
        except (psutil.NoSuchProcess, CetuError, ValueError):
            continue
    return kills


def _above(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.parents()]
    except psutil.NoSuchProcess:
        return []


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        threading.Event().wait(0.02)
