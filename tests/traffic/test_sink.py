"""Where lines of the log go."""

import os
from contextlib import suppress
from io import StringIO
from threading import Event

from cetu.traffic.sink import Sink


class Stuck(StringIO):
    """A stream that takes nothing until it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.let = Event()

    def write(self, text: str) -> int:
        assert self.let.wait(60)
        return super().write(text)


def test_lines_come_out_whole_and_in_order() -> None:
    stream = StringIO()
    sink = Sink(stream)
    for number in range(1000):
        sink.write(f"{number}\n")
    sink.close()
    assert stream.getvalue().split() == [str(number) for number in range(1000)]


def test_a_reader_that_is_stuck_does_not_stop_the_writer_and_learns_what_it_missed() -> None:
    stream = Stuck()
    sink = Sink(stream)
    for number in range(30_000):  # three times what is kept
        sink.write(f"{number}\n")
    stream.let.set()
    sink.close()
    lines = stream.getvalue().splitlines()
    lost = [int(line[1:].split()[0]) for line in lines if line.startswith("(")]
    kept = [line for line in lines if not line.startswith("(")]
    assert kept[-1] == "29999"
    assert sum(lost) > 0
    assert len(kept) + sum(lost) == 30_000


def test_a_reader_that_is_gone_harms_nobody() -> None:
    read, write = os.pipe()
    os.close(read)
    stream = os.fdopen(write, "w")
    sink = Sink(stream)
    sink.write("nobody reads this\n")
    sink.close()
    with suppress(BrokenPipeError):
        stream.close()
