"""Real SPARQL servers on loopback, each a process of the test that starts it."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

START_S = 120

_INI = """
[Database]
DatabaseFile = {place}/virtuoso.db
ErrorLogFile = {place}/virtuoso.log
LockFile = {place}/virtuoso.lck
TransactionFile = {place}/virtuoso.trx
xa_persistent_file = {place}/virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {place}/temp.db
TransactionFile = {place}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
CaseMode = 2
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
MaxClientConnections = 10
MaxQueryMem = 512M
VectorSize = 1000
ThreadsPerQuery = 1
DirsAllowed = {place}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {place}
MaxClientConnections = 10
ServerThreads = 10
MaxKeepAlives = 10
KeepAliveTimeout = 10
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {most}
MaxQueryExecutionTime = {seconds}
"""

_OPEN = """
GRANT SPARQL_UPDATE TO "SPARQL";
DB.DBA.RDF_GRAPH_GROUP_CREATE('http://www.openlinksw.com/schemas/virtrdf#PrivateGraphs', 1);
DB.DBA.RDF_GRAPH_GROUP_INS('http://www.openlinksw.com/schemas/virtrdf#PrivateGraphs',
  'http://www.openlinksw.com/schemas/virtrdf#');
DB.DBA.RDF_GRAPH_GROUP_INS('http://www.openlinksw.com/schemas/virtrdf#PrivateGraphs',
  'http://www.w3.org/ns/ldp#');
DB.DBA.RDF_GRAPH_GROUP_INS('http://www.openlinksw.com/schemas/virtrdf#PrivateGraphs',
  'http://localuriqaserver/sparql');
DB.DBA.RDF_DEFAULT_USER_PERMS_SET('nobody', 0, 1);
DB.DBA.RDF_DEFAULT_USER_PERMS_SET('nobody', 7, 0);
"""
"""As docs/engines.md says: anyone here may write, and graphs of the server's own are private."""

MOST_ROWS = 20_000
"""Rows at which the Virtuoso of the tests cuts off."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs, where it is asked, and where it takes updates."""

    name: str
    queries: str
    updates: str

    @property
    def engine(self) -> str:
        """The setting that makes it our engine."""
        return f"sparql+{self.queries}"


@contextmanager
def oxigraph(place: Path, *, union: bool = True) -> Iterator[Server]:
    """An Oxigraph server in memory."""
    binary = Path(sys.executable).parent / "oxigraph"
    port = _free()
    options = ["--union-default-graph"] if union else []
    command = [str(binary), "serve", "--bind", f"127.0.0.1:{port}", *options]
    base = f"http://127.0.0.1:{port}"
    with _running(command, place, f"{base}/query"):
        yield Server("oxigraph", f"{base}/query", f"{base}/update")


@contextmanager
def virtuoso(place: Path) -> Iterator[Server]:
    """A Virtuoso with a database of its own in `place`."""
    binary, isql = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if not (binary and isql):
        pytest.skip("no Virtuoso here (Debian: virtuoso-opensource-7, virtuoso-opensource-7-bin)")
    http, sql = _free(), _free()
    ini = place / "virtuoso.ini"
    ini.write_text(_INI.format(place=place, http=http, sql=sql, most=MOST_ROWS, seconds=60))
    command = [binary, "+foreground", "+configfile", str(ini)]
    address = f"http://127.0.0.1:{http}/sparql"
    with _running(command, place, address):
        _set_up(isql, sql)
        yield Server("virtuoso", address, address)


def _set_up(isql: str, port: int) -> None:
    opened = subprocess.run(  # noqa: S603
        [isql, f"127.0.0.1:{port}", "dba", "dba"],
        input=_OPEN,
        capture_output=True,
        text=True,
        timeout=START_S,
        check=True,
    )
    assert "Error" not in opened.stdout + opened.stderr, opened.stdout + opened.stderr


@contextmanager
def _running(command: list[str], place: Path, address: str) -> Iterator[None]:
    """Run a server in `place` until the block ends; enter it when the server answers."""
    with (place / "server.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603
            command, cwd=place, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            _wait(process, address)
            yield
        finally:
            process.kill()  # what it holds goes with the folder
            process.wait(30)


def _wait(process: "subprocess.Popen[bytes]", address: str) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        try:
            if httpx.get(address, params={"query": "ASK {}"}, timeout=5).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def _free() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
