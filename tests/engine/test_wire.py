import asyncio
import resource
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cetu.engine import Engine, wire
from cetu.errors import EngineBusy
from cetu.model.snapshot import Snapshot
from cetu.model.spool import Spool
from cetu.settings import Settings

HEADS = st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.integers(), max_size=4)


@settings(deadline=None)
@given(HEADS, st.binary(max_size=300), st.lists(st.integers(1, 40), min_size=1, max_size=20))
def test_a_message_is_whole_however_it_comes(
    head: dict[str, object], body: bytes, cuts: list[int]
) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        message, incoming, whole, sent = wire.packed(head, len(body)) + body, wire.Incoming(), 0, 0
        while sent < len(message):
            size = cuts[whole % len(cuts)]
            ours.sendall(message[sent : sent + size])
            sent += size
            whole += 1
            assert incoming.read(theirs) == (sent >= len(message))
        assert (incoming.head, bytes(incoming.body)) == (head, body)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [0, 1, 65_000, 66_000, 1 << 20, (1 << 20) + 1, 5 << 20])
@pytest.mark.parametrize("spool", [False, True])
def test_bodies_of_any_size(size: int, spool: bool) -> None:
    body = bytes(i % 251 for i in range(1000)) * (size // 1000) + b"z" * (size % 1000)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.setblocking(False)
        ours.setblocking(True)
        incoming = wire.Incoming(spool=spool)
        rest, whole = memoryview(wire.packed({"a": "东莞"}, size) + body), False
        while not whole:
            rest = rest[ours.send(rest[:50_000]) :] if rest else rest
            whole = incoming.read(theirs)
    assert incoming.head == {"a": "东莞"}
    assert isinstance(incoming.body, Spool) == (spool and size > 1 << 20)
    if isinstance(incoming.body, Spool):
        assert incoming.body.size == size
        assert incoming.body.read(0, size) == body
        assert incoming.body.read(size - 3, 10) == body[-3:]
    else:
        assert bytes(incoming.body) == body


def test_the_other_end_gone_is_no_message() -> None:
    for part in (b"", wire.packed({}, 5)[:6], wire.packed({}, 5), wire.packed({}, 5) + b"1234"):
        ours, theirs = socket.socketpair()
        with theirs:
            ours.sendall(part)
            ours.close()
            with pytest.raises(EOFError):
                wire.receive(theirs)


def test_a_full_disk_is_an_error_and_the_next_query_is_answered(snapshot: Snapshot) -> None:
    large = "SELECT * { { SELECT ?a { ?a ?b ?c } LIMIT 200 } { SELECT ?d { ?d ?e ?f } LIMIT 200 } }"
    with Engine(snapshot, Settings(workers=1)) as engine:
        assert engine.query(large).size > 3 << 20
        with files_up_to(2 << 20), pytest.raises(EngineBusy, match="no room"):
            engine.query(f"{large} # on a full disk")
        with files_up_to(2 << 20), pytest.raises(EngineBusy, match="no room"):
            asyncio.run(engine.reply(f"{large} # on a full disk"))
        assert engine.query("ASK {}").body
        assert engine.query(f"{large} # again").size > 3 << 20


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """Let this process write no file larger than `size`, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
