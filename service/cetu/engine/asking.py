"""Asking a remote server one query, and taking no part of an answer for the whole."""

from typing import Final

from cetu.engine import received
from cetu.engine.address import Address
from cetu.engine.call import Call, Received
from cetu.engine.desk import Request
from cetu.engine.gate import Scan
from cetu.engine.solutions import solutions
from cetu.engine.wrapper import Wrapper
from cetu.errors import QueryTimeout

Dataset = tuple[tuple[str, ...], tuple[str, ...]]
"""Default and named graphs."""
NO_DATASET: Final[Dataset] = ((), ())

_PARAMETERS: Final = ("default-graph-uri", "named-graph-uri")
_INCOMPLETE: Final = "S1TAT"
"""The state with which Virtuoso answers a part, as a success (its `timeout` option)."""
_SILENT: Final = "Virtuoso"
"""The server that cuts graphs off without a word, as it names itself in its answers."""
_UNBOUNDED: Final = 1 << 40


class Asking:
    """The way to a server, for answers of at most so many bytes."""

    def __init__(self, address: Address, most: int) -> None:
        """`most`: bytes an answer may have."""
        self._address = address
        self._most = most

    def send(self, call: Call, text: str, form: str, dataset: Dataset = NO_DATASET) -> Received:
        """Ask `text`, whose form is `form`. Raises as `Call.run`."""
        wrapper = Wrapper(self._address, call, text, form)
        for name, graphs in zip(_PARAMETERS, dataset, strict=True):
            for graph in graphs:
                wrapper.addParameter(name, graph)
        found = call.run(wrapper.send, self._most)
        if found.headers.get("x-sql-state", "").startswith(_INCOMPLETE):
            raise QueryTimeout(
                "The SPARQL server ran out of its own time, and sent a part of the answer.",
                "SPARQL 服务器超出自身时限，只返回了部分结果。",
                hint="Ask for less; or let its operator raise MaxQueryExecutionTime.",
                hint_zh="请缩小范围；或请其管理员调大 MaxQueryExecutionTime。",
            )
        return found

    def graph(self, call: Call, text: str, form: str, dataset: Dataset) -> Received:
        """Ask a CONSTRUCT or DESCRIBE, and make sure that it was made of all solutions.

        Virtuoso cuts the solutions off at its ResultSetMaxRows. Of rows it says so; of a graph it
        says nothing, and the graph may be small. So it is asked for a row for each solution.

        Raises:
            Unreadable: the solutions were cut off. Otherwise as `send`.
        """
        found = self.send(call, text, form, dataset)
        named = found.headers.get("server", "")
        if named.startswith(_SILENT) and (asked := solutions(text)):
            counted = self.send(call, asked, "select", dataset)
            received.rows(counted, received.ROWS, _UNBOUNDED)
        return found


def dataset_of(request: Request, scan: Scan) -> Dataset:
    """The dataset given, or that of the query's FROM clauses.

    To say it twice is the same by the protocol; but an Oxigraph server whose default graph is the
    union answers FROM from the union, and only this from the graphs named.
    """
    if request.default_graphs or request.named_graphs:
        return request.default_graphs, request.named_graphs
    return scan.dataset
