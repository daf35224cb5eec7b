"""What is written to a connection goes out together, and none of it stays behind."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

import pytest

from cetu.traffic.lingering import Lingering


def _run(use: Callable[[Lingering, socket.socket], Awaitable[None]]) -> None:
    async def run() -> None:
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        theirs.setblocking(False)
        with theirs:
            transport, _ = await loop.create_connection(asyncio.Protocol, sock=ours)
            try:
                await use(Lingering(transport, loop, lambda: False), theirs)
            finally:
                transport.abort()

    asyncio.run(run())


def test_head_and_body_go_out_together() -> None:
    async def use(line: Lingering, peer: socket.socket) -> None:
        line.write(b"head ")
        line.write(b"body")
        assert line.underway()
        with pytest.raises(BlockingIOError):
            peer.recv(100)
        line.send()
        assert peer.recv(100) == b"head body"
        assert not line.underway()

    _run(use)


def test_what_nobody_sends_goes_out_by_itself() -> None:
    async def use(line: Lingering, peer: socket.socket) -> None:
        line.write(b"head")
        await asyncio.sleep(0)
        assert peer.recv(100) == b"head"
        line.write(b"more")
        await asyncio.sleep(0)
        assert peer.recv(100) == b"more"

    _run(use)


def test_much_goes_out_at_once_and_the_end_with_the_closing() -> None:
    async def use(line: Lingering, peer: socket.socket) -> None:
        line.write(b"x" * (33 << 10))
        assert len(peer.recv(40 << 10)) == 33 << 10
        line.write(b"the end")
        line.close()
        assert line.is_closing()
        assert peer.recv(100) == b"the end"

    _run(use)
