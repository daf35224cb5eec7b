from pathlib import Path

import psutil
import pytest

from cetu.model.result import Answer
from cetu.model.spool import Spool


def test_a_spool_has_no_name_and_ends_with_its_last_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = psutil.Process().num_fds()
    spool = Spool()
    spool.write(b"abc")
    spool.write(memoryview(b"defg"))
    assert list(tmp_path.iterdir()) == []
    assert (spool.size, spool.read(2, 3), spool.read(5, 100)) == (7, b"cde", b"fg")
    pieces = Answer("bindings", "text/csv", spool).pieces(3)
    assert next(pieces) == b"abc"
    del spool
    assert list(pieces) == [b"def", b"g"]
    del pieces
    assert psutil.Process().num_fds() == before


def test_where_no_file_can_be_made_nothing_is_left_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    before = psutil.Process().num_fds()
    with pytest.raises(FileNotFoundError):
        Spool()
    assert psutil.Process().num_fds() == before


def test_pieces_of_an_answer_in_memory() -> None:
    answer = Answer("graph", "text/turtle", b"abcdefg")
    assert list(answer.pieces(3)) == [b"abc", b"def", b"g"]
    assert (answer.size, answer.body) == (7, b"abcdefg")
    assert list(Answer("graph", "text/turtle", b"").pieces()) == []
