"""A client in Python: answers of a running service as pandas data frames.

    from cetu.client import Client
    graph = Client("http://127.0.0.1:8000")
    graph.ask("东莞的风险补偿由谁负责").rows

Needs the extra `client`: `pip install "cetu[client]"`.
"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, Self

import httpx
import pandas as pd

from cetu.errors import CetuError

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_DTYPES: Final = {
    "integer": "Int64",
    "nonNegativeInteger": "Int64",
    "positiveInteger": "Int64",
    "int": "Int64",
    "long": "Int64",
    "decimal": "Float64",
    "double": "Float64",
    "float": "Float64",
}
"""Numbers by their datatype; what else there is stays text, as it is written."""
_ROWS: Final = "application/sparql-results+json"


class ServiceRefused(CetuError):
    """The service answered with an error: its sentence, and what to do about it."""

    status, exit_code, slug = 502, 46, "service-refused"


@dataclass(frozen=True, slots=True)
class Answer:
    """A question in Chinese and what the graph says.

    `reading` is how it was understood. `rows` has the columns of the query, `evidence` the columns
    task, document, title, row, page, words: one line for each quote.
    """

    question: str
    reading: str
    sparql: str
    rows: pd.DataFrame
    evidence: pd.DataFrame


class Client:
    """Asks one service. Use it with `with`, or call `close`."""

    def __init__(self, address: str = "http://127.0.0.1:8000", timeout: float = 60) -> None:
        """Take the address of the service and how many seconds to wait for an answer."""
        self._http = httpx.Client(base_url=address.rstrip("/"), timeout=timeout)

    def __enter__(self) -> Self:
        """Return this client."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def select(self, sparql: str) -> pd.DataFrame:
        """Return the rows of a SELECT query: a column for each variable, missing where unbound.

        Raises:
            ServiceRefused: the query is malformed, refused, or too heavy; it says which.
        """
        return _frame(self._told("POST", "/sparql", data={"query": sparql}, accept=_ROWS))

    def questions(self) -> pd.DataFrame:
        """Return the stored questions: name, what each asks, its parameters."""
        listed = self._told("GET", "/questions")
        return pd.DataFrame(
            {
                "name": [one["name"] for one in listed],
                "question": [one["summary"]["zh"] for one in listed],
                "question_en": [one["summary"]["en"] for one in listed],
                "parameters": [[p["name"] for p in one["parameters"]] for one in listed],
            }
        )

    def question(self, name: str, **parameters: str | float) -> pd.DataFrame:
        """Return the rows of a stored question, with the values of its parameters.

        Raises:
            ServiceRefused: there is no such question, or a value is not of its type.
        """
        told = self._told("GET", f"/questions/{name}", params=parameters, accept=_ROWS)
        return _frame(told)

    def ask(self, sentence: str) -> Answer:
        """Answer a question of one sentence in Chinese.

        Raises:
            ServiceRefused: it is not wholly understood; the hint has questions that can be asked.
        """
        told = self._told("GET", "/ask", params={"q": sentence})
        quotes = [
            {key: one[key] for key in ("task", "document", "title", "row", "page")}
            | {"words": words}
            for one in told["evidence"]
            for words in one["words"]
        ]
        return Answer(
            sentence,
            told["understood"]["zh"],
            told["sparql"],
            pd.DataFrame(told["rows"], columns=told["columns"]),
            pd.DataFrame(quotes, columns=["task", "document", "title", "row", "page", "words"]),
        )

    def _told(self, method: str, path: str, accept: str = "application/json", **more: Any) -> Any:  # noqa: ANN401 - JSON
        try:
            got = self._http.request(method, path, headers={"Accept": accept}, **more)
        except httpx.HTTPError as error:
            raise ServiceRefused(
                f"The service at {self._http.base_url} does not answer: {error}.",
                f"{self._http.base_url} 的服务没有回答：{error}。",
                hint="Is it running? Start it with make serve.",
                hint_zh="服务在运行吗？用 make serve 启动。",
            ) from error
        if got.status_code != HTTPStatus.OK:
            raise _refused(got)
        return got.json()


def _refused(got: httpx.Response) -> ServiceRefused:
    try:
        problem = got.json()
        return ServiceRefused(problem["detail"], hint=problem.get("hint") or "")
    except (ValueError, KeyError, TypeError):
        return ServiceRefused(f"The service answered {got.status_code}.")


def _frame(told: dict[str, Any]) -> pd.DataFrame:
    """A table of SPARQL 1.1 Query Results JSON as a data frame.

    https://www.w3.org/TR/sparql11-results-json/
    """
    rows = told["results"]["bindings"]
    columns = {}
    for name in told["head"]["vars"]:
        cells = [row.get(name) for row in rows]
        values = [None if cell is None else cell["value"] for cell in cells]
        kinds = {_DTYPES.get(cell.get("datatype", "").removeprefix(_XSD)) for cell in cells if cell}
        kind = kinds.pop() if len(kinds) == 1 else None
        if kind:
            numbers = pd.to_numeric(pd.Series(values, dtype="string"))
            columns[name] = numbers.astype(kind)
        else:
            columns[name] = pd.Series(values, dtype="string")
    return pd.DataFrame(columns, columns=told["head"]["vars"])
