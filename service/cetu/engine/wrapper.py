"""SPARQLWrapper, as a remote engine uses it."""

from typing import cast

from SPARQLWrapper import JSON, N3, POST, SPARQLWrapper

from cetu.engine.address import Address
from cetu.engine.call import Call, Response
from cetu.engine.received import GRAPHS, ROWS


class Wrapper(SPARQLWrapper):
    """SPARQLWrapper that goes where our call goes, and takes the form of the query from the gate.

    Its own search for the form is by patterns that a long prologue can keep busy for ever.
    """

    def __init__(self, address: Address, call: Call, text: str, form: str) -> None:
        """A request for the answer to `text`, whose form is `form` ("" if it has none)."""
        self._form = form.upper() or "SELECT"
        self._call = call
        super().__init__(address.url, agent="cetu")
        self.setQuery(text)
        self.setMethod(POST)
        self.setOnlyConneg(True)
        graph = self._form in {"CONSTRUCT", "DESCRIBE"}
        self.setReturnFormat(N3 if graph else JSON)
        self.addCustomHttpHeader("Accept", GRAPHS if graph else ROWS)

    def _parseQueryType(self, query: str) -> str:  # noqa: N802, ARG002 - the library's name for it
        return self._form

    def send(self) -> Response:
        """Send it, and return the answer with its body still to be read. Raises as `urllib`."""
        request = self._createRequest()
        return cast("Response", self._call.opener().open(request, timeout=self._call.remaining))
