"""A stored question: what is asked, for whom, with which parameters, in which SPARQL."""

from dataclasses import dataclass
from itertools import dropwhile
from typing import Literal

ParameterKind = Literal["iri", "string", "integer", "decimal"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value the asker gives. `default` is None where one must be given."""

    name: str
    kind: ParameterKind
    label_zh: str
    label_en: str
    example: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One file of `queries/questions/`.

    `users` are the kinds of users who ask it; `answerable` says whether the documents loaded now
    can answer it; one that cannot still runs, and `lacks_zh`/`lacks_en` say what the graph lacks.
    """

    name: str
    number: int
    summary_zh: str
    summary_en: str
    users: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str
    answerable: bool = True
    lacks_zh: str = ""
    lacks_en: str = ""

    @property
    def query(self) -> str:
        """The text without the comments that open it.

        Some clients look for the query's form with a search for its word, and find ASK in “tasks”.
        """
        lines = self.text.splitlines(keepends=True)
        return "".join(dropwhile(lambda line: line.startswith("#") or not line.strip(), lines))

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter called `name`, or None."""
        return next((p for p in self.parameters if p.name == name), None)
