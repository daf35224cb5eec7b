"""A disk that fills up in the middle of a record: reads go on, writes return when space does.

Three times by default, fifty with CETU_HARD=1; on a small file system of its own, where the system
lets the test have one.
"""

import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.durable.batches import expected, held, write

from cetu import pipeline
from cetu.engine import Engine
from cetu.errors import WriterUnavailable
from cetu.journal import verify
from cetu.model.caller import Caller
from cetu.pipeline.write import Writer
from cetu.settings import Settings

_CHUNK = 4096


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of two megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:  # noqa: S603
        pytest.skip("the system lets us mount nothing (the journal's own test limits a file)")
    yield folder
    subprocess.run(["umount", folder], check=True)  # noqa: S603, S607


def test_reads_go_on_and_writes_return(
    settings: Settings, small: Path, caller: Caller, hard: bool
) -> None:
    chance = random.Random(4)  # noqa: S311 - the same moments each time
    own = settings.model_copy(update={"state": small / "state"})
    engine = pipeline.engine(own)
    assert isinstance(engine, Engine)
    with engine:
        writer = Writer(engine, own)
        number = 0
        for _ in range(50 if hard else 3):
            _fill(small / "filler", leaving=chance.randrange(0, 8))
            while True:  # what is left takes some more writes, and then a part of one
                try:
                    writer.write(write(number + 1), caller)
                except WriterUnavailable:
                    break
                number += 1
            assert held(engine) == expected(number)
            with pytest.raises(WriterUnavailable):
                writer.write(write(number + 1), caller)
            (small / "filler").unlink()
            number += 1
            assert writer.write(write(number), caller).number == number
            assert held(engine) == expected(number)
        writer.close()
    assert verify(own.state_folder / "journal").number == number
    with pipeline.engine(own) as again:
        assert isinstance(again, Engine)
        assert held(again) == expected(number)


def _fill(path: Path, leaving: int) -> None:
    """Take all space, but for so many pages."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(_CHUNK))
        except OSError:
            pass
        file.truncate(max(0, file.tell() - leaving * _CHUNK))
