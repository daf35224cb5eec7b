"""A form of question in Chinese: how it may be said, and what is asked of the graph then."""

from dataclasses import dataclass

from cetu.model.question import Question


@dataclass(frozen=True, slots=True)
class Pattern:
    """One file of `queries/patterns/`.

    `says` are the ways to say it in order and `words` those in any order, in the notation of
    docs/asking.md; `needs` and `optional` the slots that the sentence fills; `question` has the
    reading as its summary, and the SPARQL.
    """

    says: tuple[str, ...]
    words: tuple[str, ...]
    needs: tuple[str, ...]
    optional: tuple[str, ...]
    question: Question

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.question.name
