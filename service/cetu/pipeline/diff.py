"""What two documents, or two versions of one, say differently: task by task."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final, Literal

from cetu import annotate
from cetu.errors import ThingUnknown
from cetu.mapping import iris
from cetu.model.task import Quantity, Task
from cetu.pipeline import fresh
from cetu.pipeline.reading import Understood, understand, understood
from cetu.read.records import records

Aspect = Literal["text", "bodies", "limits", "deadline"]

_ALIKE: Final = 0.6
"""Two tasks whose words are less alike than this (difflib's ratio) are two tasks."""


@dataclass(frozen=True, slots=True)
class Change:
    """One aspect of a task that is not as it was: before and after, in the document's words."""

    aspect: Aspect
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A task before and after; None: it was not there, or is no longer. `changes` in its parts."""

    before: Task | None
    after: Task | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Two documents and what differs between their tasks."""

    before: Understood
    after: Understood
    added: tuple[Task, ...]
    dropped: tuple[Task, ...]
    changed: tuple[Pair, ...]
    same: int


def diff(before: str, after: str, root: Path) -> Difference:
    """Return what differs between two documents, each a key, a key with `.v2`, or a file.

    Raises:
        ThingUnknown: one is neither.
        CetuError: one cannot be read.
    """
    lexicon = annotate.load(root)
    listed = fresh.stems(records(root))

    def found(name: str) -> Understood:
        if name in listed:
            return understood(listed[name], root, lexicon)
        if Path(name).is_file():
            return understand(Path(name), root, lexicon)
        raise ThingUnknown(
            f"“{name}” is neither the key of a document nor a file.",
            f"“{name}”既不是文件标识，也不是文件。",
            hint="Keys stand in data/sources.csv; a second version is called KEY.v2.",
            hint_zh="标识见 data/sources.csv；第二个版本写作“标识.v2”。",
        )

    return compare(found(before), found(after))


def compare(before: Understood, after: Understood) -> Difference:
    """Return what differs: tasks are matched by key, then by the likeness of their words."""
    pairs = match(before.tasks, after.tasks)
    together = [(one, other) for one, other in pairs if one and other]
    changed = [
        Pair(one, other, changes) for one, other in together if (changes := _changes(one, other))
    ]
    return Difference(
        before,
        after,
        tuple(other for one, other in pairs if other and not one),
        tuple(one for one, other in pairs if one and not other),
        tuple(changed),
        len(together) - len(changed),
    )


def match(before: Sequence[Task], after: Sequence[Task]) -> list[tuple[Task | None, Task | None]]:
    """Return pairs of tasks, in the order of `after` and then what was dropped.

    Tasks of the same key are one; of the others the most alike pairs are one, down to a ratio of
    0.6 of difflib over their words (their titles, where the words are withheld).
    """
    keys = {iris.task_key(task.row): task for task in before}
    partner: dict[int, Task] = {}
    left = list(before)
    for task in after:
        same = keys.get(iris.task_key(task.row))
        if same is not None and any(same is one for one in left):
            partner[id(task)] = same
            left = [one for one in left if one is not same]
    rest = [task for task in after if id(task) not in partner]
    likeness = sorted(
        (
            (-ratio, i, j)
            for i, one in enumerate(left)
            for j, other in enumerate(rest)
            if (ratio := _ratio(one, other)) >= _ALIKE
        )
    )
    used_before: set[int] = set()
    used_after: set[int] = set()
    for _, i, j in likeness:
        if i not in used_before and j not in used_after:
            used_before.add(i)
            used_after.add(j)
            partner[id(rest[j])] = left[i]
    pairs: list[tuple[Task | None, Task | None]] = [(partner.get(id(task)), task) for task in after]
    return pairs + [(one, None) for i, one in enumerate(left) if i not in used_before]


def _ratio(one: Task, other: Task) -> float:
    before, after = _words(one), _words(other)
    if not before or not after:
        return 0.0
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    # Upper bounds, each cheaper than the next.
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


def _words(task: Task) -> str:
    return task.row.task.text or task.row.heading.text


def _changes(before: Task, after: Task) -> tuple[Change, ...]:
    found: list[Change] = []
    parts: tuple[tuple[Aspect, tuple[str, ...], tuple[str, ...]], ...] = (
        ("text", _text(before), _text(after)),
        ("bodies", _bodies(before), _bodies(after)),
        ("limits", _limits(before), _limits(after)),
        ("deadline", _deadlines(before), _deadlines(after)),
    )
    for aspect, old, new in parts:
        if sorted(old) != sorted(new):
            found.append(Change(aspect, old, new))
    return tuple(found)


def _text(task: Task) -> tuple[str, ...]:
    words = "".join(_words(task).split())
    return (words,) if words else ()


def _bodies(task: Task) -> tuple[str, ...]:
    roles = {"lead": "（牵头）", "support": "（配合）", "listed": ""}
    return tuple(f"{p.full_name or p.span.text}{roles[p.role]}" for p in task.parties)


def _limits(task: Task) -> tuple[str, ...]:
    return tuple(_limit(quantity) for quantity in task.quantities)


def _limit(quantity: Quantity) -> str:
    what = quantity.limited or quantity.base
    bound = {"max": "≤", "min": "≥", "exact": "=", "increase": "+"}[quantity.bound]
    return f"{what}{bound}{quantity.value.normalize():f}{quantity.written_unit}"


def _deadlines(task: Task) -> tuple[str, ...]:
    return tuple(deadline.until or deadline.span.text for deadline in task.deadlines)
