"""Publishing while others read, and the host of the readers killed: all of a write or nothing.

Thirty publishes with three kills by default, a thousand with a hundred with CETU_HARD=1.
"""

import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from cetu import pipeline
from cetu.engine import Engine
from cetu.errors import CetuError
from cetu.model.caller import Caller
from cetu.model.change import Update
from cetu.pipeline.write import Writer
from cetu.settings import Settings

EX = "https://example.org/"
PUBLISH = """
DELETE {{ GRAPH <{ex}g> {{ ?s <{ex}version> ?old }} }}
INSERT {{ GRAPH <{ex}g> {{ ?s <{ex}version> {number} }} }}
WHERE {{
  VALUES ?s {{ {things} }}
  OPTIONAL {{ GRAPH <{ex}g> {{ ?s <{ex}version> ?old }} }}
}}
"""
THINGS = " ".join(f"<{EX}{number}>" for number in range(50))
READ = f"SELECT ?v {{ GRAPH <{EX}g> {{ ?s <{EX}version> ?v }} }}"


class Reader(threading.Thread):
    """Reads for ever: every answer is one version whole, none older than one seen before."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.ended = threading.Event()
        self.reads = 0
        self.mixed: list[str] = []
        self.failed: list[str] = []
        self._engine = engine

    def run(self) -> None:
        latest = 0
        while not self.ended.is_set():
            try:
                versions = [int(row["v"].value) for row in self._engine.select(READ)]
            except CetuError as error:
                self.failed.append(error.detail)
                continue
            self.reads += 1
            if len(versions) != 50 or len(set(versions)) != 1 or versions[0] < latest:
                self.mixed.append(f"{sorted(set(versions))} after {latest}")
            latest = max(versions, default=0)


@contextmanager
def _reading(engine: Engine) -> Iterator[list[Reader]]:
    readers = [Reader(engine) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        yield readers
    finally:
        for reader in readers:
            reader.ended.set()
        for reader in readers:
            reader.join()


def test_readers_see_whole_versions_whatever_falls(
    settings: Settings, caller: Caller, hard: bool
) -> None:
    publishes, kills = (1000, 100) if hard else (30, 3)
    chance = random.Random(4)  # noqa: S311 - the same moments each time
    doomed = {round(publishes * (k + 0.5) / kills) for k in range(kills)}
    killed = refused = 0
    engine = pipeline.engine(settings)
    assert isinstance(engine, Engine)
    with engine:
        writer = Writer(engine, settings)
        writer.write(_publish(1), caller)
        with _reading(engine) as readers:
            for number in range(2, publishes + 2):
                timer = threading.Timer(chance.uniform(0, 0.05), _kill, [engine])
                if number - 2 in doomed:
                    timer.start()
                    killed += 1
                while True:
                    try:
                        written = writer.write(_publish(number), caller)
                        break
                    except CetuError:  # it fell while the change was worked out: not acknowledged
                        refused += 1
                        time.sleep(0.05)
                assert written.number == number
                if timer.is_alive():
                    timer.join()
        writer.close()
        assert {int(row["v"].value) for row in engine.select(READ)} == {publishes + 1}
    reads = sum(reader.reads for reader in readers)
    print(f"{publishes} publishes, {killed} kills, {refused} tried again, {reads} reads")  # noqa: T201
    assert [reader.mixed for reader in readers] == [[], [], []]
    assert [reader.failed for reader in readers] == [[], [], []]
    assert reads > publishes
    assert killed == kills


def _publish(number: int) -> Update:
    return Update(PUBLISH.format(ex=EX, number=number, things=THINGS))


def _kill(engine: Engine) -> None:
    os.kill(engine._crew.host._process.pid, signal.SIGKILL)
