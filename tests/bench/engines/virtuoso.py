"""Virtuoso 7 (Debian's virtuoso-opensource-7 and virtuoso-opensource-7-bin)."""

import shutil
import subprocess
import time
from pathlib import Path
from typing import Final

from tests.bench.client import Address
from tests.bench.engines.server import Absent, Server, free_port

_MIB_OF_BUFFERS: Final = 2048
_BUFFER_KIB: Final = 8
_CONFIGURATION: Final = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
FileExtend = 200

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
MaxClientConnections = 40
CheckpointInterval = 0
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
MaxQueryMem = 2G
ThreadsPerQuery = 4
AsyncQueueMaxThreads = 10
DirsAllowed = {folder}, {data}

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
MaxClientConnections = 40
ServerThreads = 40
MaxKeepAlives = 40
KeepAliveTimeout = 600

[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryCostEstimationTime = 100000
MaxQueryExecutionTime = 100000
"""


class Virtuoso(Server):
    """Virtuoso; the default graph of a query is everything it holds."""

    name = "virtuoso"

    def __init__(self, folder: Path, data: Path) -> None:
        """Keep the N-Quads that it serves."""
        super().__init__(folder)
        self._data = data
        self._loaded = False
        self._sql = 0

    def start(self) -> None:
        """As `Server.start`; the first time it loads the data."""
        self._sql, port = free_port(), free_port()
        buffers = _MIB_OF_BUFFERS * 1024 // _BUFFER_KIB
        text = _CONFIGURATION.format(
            folder=self.folder,
            data=self._data.parent,
            sql=self._sql,
            http=port,
            buffers=buffers,
            dirty=buffers * 3 // 4,
        )
        configuration = self.folder / "virtuoso.ini"
        configuration.write_text(text, encoding="utf-8")
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)
        self.launch([_program("virtuoso-t"), "+foreground", "+configfile", configuration])
        self.answers(Address(port, "/sparql", form=True))  # it never reads a query as the body
        if not self._loaded:
            self._load()
            self._loaded = True

    def _load(self) -> None:
        orders = (
            f"ld_dir('{self._data.parent}', '{self._data.name}', 'urn:none')",
            "rdf_loader_run()",
            "checkpoint",
        )
        for order in orders:
            self._run(f"{order};")
        failed = self._run("select ll_error from DB.DBA.LOAD_LIST where ll_error is not null;")
        if "0 Rows." not in failed:
            raise RuntimeError(f"virtuoso did not take the data:\n{failed}")

    def _run(self, order: str) -> str:
        begin = time.perf_counter()
        command = [_program("isql-vt"), f"127.0.0.1:{self._sql}", "dba", "dba", f"exec={order}"]
        done = subprocess.run(  # noqa: S603 - a fixed program, and our own orders
            command, capture_output=True, text=True, check=False
        )
        self.alive(begin)
        if done.returncode:
            raise RuntimeError(f"virtuoso refused “{order}”:\n{done.stdout}{done.stderr}")
        return done.stdout


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise Absent("Debian's packages virtuoso-opensource-7 and -bin are not installed")
    return found
