"""Ways in which an invented document may be laid out, as lines of text and as rows of a table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from tests.invented.documents import NUMERALS, Group, Invented, Task

Rows = list[list[str]]
_MEASURES: Final = frozenset({"政策措施", "领域", "重点工程", "目标任务", "重点举措", "重点任务"})
_SUPPORT: Final = frozenset({"配合单位", "协办单位", "配合部门"})
_WHEN: Final = frozenset({"完成时限", "时间节点", "完成时间"})
HEADS: Final = (
    ("政策措施", "序号", "具体工作任务", "责任单位"),
    ("序号", "领域", "具体任务", "责任单位"),
    ("序号", "重点举措", "实施路径", "责任单位", "完成时限"),
    ("序号", "重点任务", "具体工作", "责任单位", "时间节点"),
    ("序号", "重点工程", "工作内容", "2026年目标", "2027年目标", "责任单位"),
)
HEADS_WITH_ROLES: Final = (
    ("序号", "重点工程", "工作内容", "牵头单位", "配合单位"),
    ("目标任务", "序号", "工作措施", "牵头单位", "协办单位"),
    ("序号", "重点举措", "实施路径", "完成时限", "责任单位", "配合单位"),
    ("序号", "领域", "具体任务", "牵头部门", "配合部门", "完成时间"),
    ("序号", "重点任务", "工作内容", "牵头单位", "责任单位"),
)


def column_of_measures(head: list[str] | tuple[str, ...]) -> int:
    """Return the column whose equal cells a form may merge."""
    return next(index for index, words in enumerate(head) if words in _MEASURES)


def says_when(head: tuple[str, ...]) -> bool:
    """Whether a table with this head has a column of deadlines."""
    return any(words in _WHEN for words in head)


def rows(document: Invented, head: tuple[str, ...]) -> Rows:
    """Return the document as a table with this head.

    The cell of a measure is filled in every row; a form that merges cells merges equal ones.
    """
    found = [list(head)]
    for group in document.groups:
        found += [[_cell(words, group, task, head) for words in head] for task in group.tasks]
    return found


def _cell(words: str, group: Group, task: Task, head: tuple[str, ...]) -> str:
    if words in _MEASURES:
        return f"{group.number}、{group.title}"
    if words in _SUPPORT or (words == "责任单位" and "牵头单位" in head):
        return task.others or "/"
    if words in _WHEN:
        return task.deadline
    if words.endswith("年目标"):
        return task.amount.words if words.startswith("2027") else "完成前期工作"
    led = words.startswith("牵头") or _SUPPORT & set(head)
    cells = {
        "序号": str(task.number),
        "责任单位": task.lead if led else task.names,
        "牵头单位": task.lead,
        "牵头部门": task.lead,
    }
    return cells.get(words, task.text)


@dataclass(frozen=True)
class Convention:
    """How a task names its units: what stands behind its words, in further lines (`own`).

    `dated`: it says by when; `first`: what the first list of a document adds.
    """

    name: str
    say: Callable[[Task], str]
    own: bool = False
    dated: bool = False
    first: str = ""


def _led(task: Task) -> str:
    return f"（{task.lead}牵头，{task.others}配合）" if task.others else f"（{task.lead}牵头负责）"


def _by_duty(task: Task) -> str:
    return f"（{task.lead}牵头{f'，{task.others}按职责分工负责' if task.others else ''}）"


def _two_labels(second: str) -> Callable[[Task], str]:
    def say(task: Task) -> str:
        return f"（牵头单位：{task.lead}{f'；{second}：{task.others}' if task.others else ''}）"

    return say


def _two_lines(task: Task) -> str:
    return f"牵头单位：{task.lead}" + (f"\n配合单位：{task.others}" if task.others else "")


LISTED: Final[tuple[Convention, ...]] = (
    Convention("责任单位", lambda task: f"（责任单位：{task.names}）"),
    Convention("负责", lambda task: f"（{task.names}负责）"),
    Convention("按职责", lambda task: f"（{task.names}按职责分工负责）"),
    Convention(
        "时限在内",
        lambda task: f"（责任单位：{task.names}；完成时限：{task.deadline}）",
        dated=True,
    ),
    Convention(
        "两行",
        lambda task: f"责任单位：{task.names}\n完成时限：{task.deadline}",
        own=True,
        dated=True,
    ),
)
LED: Final[tuple[Convention, ...]] = (
    Convention("牵头配合", _led),
    Convention("牵头分工", _by_duty),
    Convention("牵头单位", _two_labels("配合单位")),
    Convention("牵头责任", _two_labels("责任单位")),
    Convention("牵头行", _two_lines, own=True),
    Convention(
        "首位牵头",
        lambda task: f"（责任单位：{task.names}）",
        first="。列第一位的为牵头单位，下同）",
    ),
)
SCHEMES: Final = ("1", "（一）", "restart", "nested", "一、")


def prose(document: Invented, convention: Convention, scheme: str) -> list[str]:
    """Return the document as paragraphs, with its units as `convention` writes them.

    `scheme` numbers the tasks: "1" and "（一）" run through under 一、; "restart" is （一） that
    begins anew in every measure, "nested" 1. under （一） under 一、; "一、" has no measures.
    """
    lines = [document.title, "为做好有关工作，结合实际，制定本文件。"]
    running = 0
    for group in document.groups:
        lines += list(_above(group, scheme))
        for place, task in enumerate(group.tasks, start=1):
            running += 1
            said = convention.say(task)
            if running == 1 and convention.first:
                said = said.removesuffix("）") + convention.first
            number = _number(scheme, running, place)
            if convention.own:
                lines += [number + task.text, *said.split("\n")]
            else:
                lines.append(number + task.text + said)
    return lines


def _above(group: Group, scheme: str) -> Iterator[str]:
    if scheme != "一、":
        yield f"{group.number}、{group.title}"
    if scheme == "nested":
        yield f"（一）{NUMERALS[len(group.tasks) - 1]}项重点工作"


def _number(scheme: str, running: int, place: int) -> str:
    return {
        "1": f"{running}.",
        "（一）": f"（{chinese(running)}）",
        "restart": f"（{chinese(place)}）",
        "nested": f"{place}.",
        "一、": f"{chinese(running)}、",
    }[scheme]


def chinese(number: int) -> str:
    """Return 1 to 99 in Chinese numerals."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return f"{digits[tens] if tens > 1 else ''}十{digits[ones] if ones else ''}"
