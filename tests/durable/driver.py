"""A service without doors, to be killed: writes batch after batch and says which it acknowledged.

Started once (`python -m tests.durable.driver`), it forks a writing process for each line on
standard input, which names a root and a state folder; that saves the start of Python a thousand
times. It says which process that is; the process says what it found when it opened, then the number
of each write as it is acknowledged.
"""

import json
import os
import sys
from pathlib import Path

from tests.durable.batches import held, write

from cetu import journal, pipeline
from cetu.engine import Engine
from cetu.model.caller import Caller
from cetu.pipeline.write import Writer
from cetu.settings import Settings


def main() -> None:
    """Fork as told, until the input ends."""
    for line in sys.stdin:
        root, state = map(Path, line.split())
        child = os.fork()
        if not child:
            try:
                run(Settings(root=root, state=state, workers=1, min_free_bytes=0))
            finally:
                os._exit(1)
        say({"process": child})
        os.waitpid(child, 0)
        say({"ended": child})


def run(settings: Settings) -> None:
    """Open, say what is held, and write for ever."""
    engine = pipeline.engine(settings)
    assert isinstance(engine, Engine)
    by = Caller("driver", frozenset({"update"}))
    with engine:
        say({"held": sorted(held(engine).items())})
        writer = Writer(engine, settings)
        writer.open()
        number = journal.verify(settings.state_folder / "journal").number
        while True:
            number += 1
            written = writer.write(write(number), by)
            assert written.number == number
            say({"acknowledged": number})


def say(what: object) -> None:
    """Write a line, at once and whole."""
    os.write(1, json.dumps(what).encode() + b"\n")


if __name__ == "__main__":
    main()
