"""The patterns of questions, held against a sentence whose things are letters.

A letter stands for a thing (B a body, I an instrument, E a class of enterprise, P a place, D a
document, K a task's number, Y a year, M a month, Q a quarter, N an amount of money, L what a limit
is set on, R a percentage). A pattern has two sorts of ways.

`says` are sentences in order: `{a|b}` for one of several words, of which those in Latin letters are
sets of `words`; `x?` for what may be missing. `words` are bags, for sentences in any order: the
sets that must be there, and with `?` those that may; `a|b` for one of two. A sentence is read by a
bag only if every word of it is in the bag and no other pattern's bag holds it. 的 and 了 never
matter.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from cetu import queries
from cetu.answer.understand.words import SETS, bag
from cetu.errors import CheckFailed
from cetu.model.pattern import Pattern
from cetu.model.question import Question

LETTERS: Final = {
    "body": "B", "other": "B", "instrument": "I", "class": "E", "place": "P", "there": "P",
    "document": "D", "number": "K", "year": "Y", "amount": "N", "month": "M", "quarter": "Q",
    "quantity": "L", "share": "R", "beside": "I",
}  # fmt: skip
"""The letter of each slot; two slots of one letter are filled in the order of the sentence."""
_GROUP: Final = re.compile(r"\{([^{}]*)\}")
_NAME: Final = re.compile(r"[a-z]+")
_SILENT: Final = re.compile(r"的\??|了\??")
LETTER: Final = re.compile(f"[{''.join(sorted(set(LETTERS.values())))}]")
"""A thing in a sentence."""


@dataclass(frozen=True, slots=True)
class _Bag:
    """Sets of words: of each group one must be there, and nothing outside `allowed`."""

    pattern: Pattern
    groups: tuple[frozenset[str], ...]
    allowed: frozenset[str]

    def holds(self, letters: Counter[str], words: list[frozenset[str]]) -> bool:
        """Whether a sentence with these letters and words is one of this bag."""
        needs = Counter(LETTERS[slot] for slot in self.pattern.needs)
        most = needs + Counter(LETTERS[slot] for slot in self.pattern.optional)
        if not (needs <= letters <= most) or not all(word & self.allowed for word in words):
            return False
        return all(any(word & group for word in words) for group in self.groups)


class Grammar:
    """All patterns, ready to be held against sentences."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Read every way of every pattern."""
        self.patterns = tuple(patterns)
        self._ways = [
            (pattern, re.compile(written(way)))
            for pattern in self.patterns
            for way in (*pattern.says, _reading(pattern))
        ]
        self._bags = [_bag(pattern, words) for pattern in self.patterns for words in pattern.words]

    @classmethod
    def load(cls, root: Path) -> "Grammar":
        """Return the grammar of `queries/patterns/`, in the order of their numbers.

        Raises:
            CheckFailed: a file is not of the form above.
        """
        found = [_pattern(path) for path in (root / "queries" / "patterns").glob("*.rq")]
        return cls(sorted(found, key=lambda one: (one.question.number, one.name)))

    def ordered(self, sentence: str) -> Pattern | None:
        """Return the first pattern that says the whole of a sentence of letters and words."""
        silent = silence(sentence)
        return next((pattern for pattern, way in self._ways if way.fullmatch(silent)), None)

    def loose(self, sentence: str) -> Pattern | None:
        """Return the pattern whose bag holds all words of a sentence, if one alone has it."""
        silent = silence(sentence)
        words = bag(LETTER.sub("", silent))
        if words is None:
            return None
        letters = Counter(LETTER.findall(silent))
        found = {one.pattern.name: one.pattern for one in self._bags if one.holds(letters, words)}
        return next(iter(found.values())) if len(found) == 1 else None


def silence(sentence: str) -> str:
    """Return a sentence without the words that never matter."""
    return sentence.replace("的", "").replace("了", "")


def written(way: str) -> str:
    """Return a way to say something as a regular expression.

    Raises:
        KeyError: it names a set of words that there is not.
    """

    def group(found: "re.Match[str]") -> str:
        inside = _NAME.sub(lambda word: f"(?:{SETS[word[0]]})", found[1])
        return f"(?:{inside})"

    return _GROUP.sub(group, _SILENT.sub("", way))


def _reading(pattern: Pattern) -> str:
    """The reading of a pattern as a way to say it, so that what is offered can be asked."""
    bare = re.sub("（.*?）", "", pattern.question.summary_zh)
    for slot, around in (
        ("number", "第{}项"),
        ("year", "{}年"),
        ("month", "{}月"),
        ("quarter", "{}季度"),
        ("amount", "{}元"),
        ("share", "百分之{}"),
    ):
        bare = bare.replace(around.format(f"{{{slot}}}"), LETTERS[slot])
    return re.sub(r"\{(\w+)\}", lambda slot: LETTERS[slot[1]], bare)


def _bag(pattern: Pattern, words: str) -> _Bag:
    groups = [frozenset(one.removesuffix("?").split("|")) for one in words.split()]
    allowed = frozenset().union(*groups)
    if missing := allowed - SETS.keys():
        raise KeyError(", ".join(sorted(missing)))
    needed = [
        group for group, one in zip(groups, words.split(), strict=True) if not one.endswith("?")
    ]
    return _Bag(pattern, tuple(needed), allowed)


def _pattern(path: Path) -> Pattern:
    text = path.read_text(encoding="utf-8")
    try:
        pattern = _read(path.stem, text, queries.header(text))
        for way in pattern.says:
            re.compile(written(way))
        for words in pattern.words:
            _bag(pattern, words)
    except (KeyError, TypeError, ValueError, re.error, yaml.YAMLError) as error:
        raise CheckFailed(
            f"{path.name}: no pattern of a question ({error}).",
            f"{path.name}：不是合规的问句模式（{error}）。",
        ) from error
    return pattern


def _read(name: str, text: str, head: dict[str, Any]) -> Pattern:
    parameters = tuple(queries.parameter_of(item) for item in head.get("parameters") or ())
    question = Question(
        name, int(head["number"]), head["reading"], head["reading_en"], (), parameters, text
    )
    needs, optional = (tuple(head.get(slots) or ()) for slots in ("needs", "optional"))
    if {one.name for one in parameters} != {*needs, *optional}:
        raise ValueError("its slots are not its parameters")
    return Pattern(tuple(head["says"]), tuple(head.get("words") or ()), needs, optional, question)
