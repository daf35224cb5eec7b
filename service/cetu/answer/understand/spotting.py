"""The things, numbers, years and amounts that a sentence names, and the sentence without them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

from cetu.answer.reconcile import Catalogue, Entity
from cetu.answer.reconcile.catalogue import plain

_LETTER: Final = {
    "body": "B", "instrument": "I", "beneficiary": "E", "place": "P", "document": "D",
}  # fmt: skip
_GENERIC: Final = frozenset(
    {
        "单位", "机构", "项目", "公司", "人员", "个人", "企业", "群众", "部门", "团队", "人才",
        "补贴", "奖励", "补助", "基金", "保险", "贷款", "政策", "资金", "支持", "标准", "国家",
        "基地", "载体", "奖补", "投资基金", "工具", "税收政策", "市场主体", "平台",
    }
)  # fmt: skip
"""Names that are words of questions, too: read as things only where a sentence needs them to be."""
_ASKED: Final = re.compile("(?:哪些|什么样的|什么|哪类|哪种|哪家|哪个|哪几家|哪几类|哪几个)$")
"""What stands before a word that is asked for, and so names nothing."""
_FILLERS: Final = re.compile(
    "请问一下|请问|一共|总共|合计|总计|图谱里|图谱中|知识图谱|图谱|库里|这里|"
    "麻烦|(?<=是)一[家个名所]|请列出|列出|列一下|给我|主要|(?<!申)请(?!求)|帮我|帮忙|我想知道|我想问"
    "|我想了解|我要了解|了解一下|想知道|想了解|想问|告诉我|查一下|查询|看看"
    "|一下|层面|(?<!出)现在|目前|当前|到底|究竟|具体|呢|吗|啊|呀|吧|都|[\\s？?。！!，,；;：:、《》〈〉「」“”\"']"
)
"""Words and marks that change nothing of what is asked."""
_TELLING: Final = 6
"""Characters that tell a quantity: 不良贷款容忍度, of 小微型科技企业不良贷款容忍度."""
_DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_BIG: Final = {"万": 10_000, "亿": 100_000_000}
_FIGURE: Final = "[0-9]+(?:\\.[0-9]+)?|[零〇一二两三四五六七八九十百千万亿]+"
_AMOUNT: Final = re.compile(
    f"({_FIGURE})(千万|百万|万|亿|千)?(?:人民币|元)+|([0-9]+(?:[.][0-9]+)?)(千万|百万|万|亿)(?![人家户项个亩吨])"
)
_TASK: Final = re.compile(f"第?({_FIGURE})(?:项|条|号)|(?:任务|第)([0-9]{{1,3}})(?![0-9年])")
_YEAR: Final = re.compile("(20[0-9]{2})年?")
_MONTH: Final = re.compile("(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?")
_PERCENT: Final = re.compile(f"([0-9]+(?:[.][0-9]+)?)%|百分之({_FIGURE})")
_QUARTER: Final = re.compile("第?([一二三四1-4])季度")
_SCALE: Final = {"千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8}


_Generic = Literal["named", "never", "asked"]
"""Where names that are words of questions, too, are read as things."""


@dataclass(frozen=True, slots=True)
class Spotted:
    """A sentence in which things are letters, and what each letter stands for, in order.

    `things` are for each of them the entities that its name may mean.
    """

    sentence: str
    things: tuple[tuple[str, str, tuple[Entity, ...]], ...] = ()
    values: tuple[tuple[str, str], ...] = field(default=())


class Spotter:
    """Finds the names of a catalogue in sentences."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Prepare every name."""
        self._named: dict[str, tuple[Entity, ...]] = {}
        import ahocorasick  # noqa: PLC0415 - whoever asks a stored question needs none

        self._automaton = ahocorasick.Automaton()
        for name, entities in catalogue.named.items():
            known = tuple(one for one in entities if one.type.kind in _LETTER)
            if known and len(name) > 1 and not name.isdigit():
                self._named[name] = tuple(dict.fromkeys(known))
                self._automaton.add_word(name, name)
        self._quantities: set[str] = set()
        for quantity in sorted(catalogue.quantities):
            for part in _ends(plain(quantity)):
                if part not in self._named and part not in catalogue.named:
                    self._quantities.add(part)
                    self._automaton.add_word(part, part)
        self._automaton.make_automaton()

    def spot(self, text: str) -> Iterator[Spotted]:
        """Yield the readings of a sentence, the fullest first.

        Names that are words of questions too are things in the first, but after 哪些, words in the
        second, and things wherever they stand in the third: 浙江有哪些补贴.
        """
        bare = plain(text)
        for generic in ("named", "never", "asked"):
            yield self._reading(bare, generic)

    def _reading(self, text: str, generic: _Generic) -> Spotted:
        things: list[tuple[str, str, tuple[Entity, ...]]] = []
        pieces: list[str] = []
        quantities: list[tuple[str, str]] = []
        end = 0
        for start, name in self._longest(text, generic):
            if name in self._quantities:
                pieces += [text[end:start], "L"]
                quantities.append(("L", name))
                end = start + len(name)
                continue
            entities = self._named[name]
            kinds = {one.type.kind for one in entities}
            kind = next(one for one in _LETTER if one in kinds)
            chosen = tuple(one for one in entities if one.type.kind == kind)
            pieces += [text[end:start], _LETTER[kind]]
            things.append((_LETTER[kind], name, chosen))
            end = start + len(name)
        sentence, values = _values("".join([*pieces, text[end:]]))
        return Spotted(_FILLERS.sub("", sentence), tuple(things), (*quantities, *values))

    def _longest(self, text: str, generic: _Generic) -> list[tuple[int, str]]:
        """The names in a text, the longest first where they overlap, in their order."""
        found = [
            (end - len(name) + 1, name)
            for end, name in self._automaton.iter(text)
            if name not in _GENERIC
            or generic == "asked"
            or (generic == "named" and not _ASKED.search(text[: end - len(name) + 1]))
        ]
        found.sort(key=lambda one: (-len(one[1]), one[0]))
        taken: list[tuple[int, str]] = []
        for start, name in found:
            if all(start + len(name) <= at or at + len(other) <= start for at, other in taken):
                taken.append((start, name))
        return sorted(taken)


def _ends(quantity: str) -> Iterator[str]:
    """What a quantity is called: by all of its name, or by as much of its end as tells it."""
    return (quantity[at:] for at in range(len(quantity) - _TELLING + 1))


def _values(sentence: str) -> tuple[str, list[tuple[str, str]]]:
    values: list[tuple[int, str, str]] = []

    def amount(found: "re.Match[str]") -> str:
        number = figure(found[1] or found[3]) * _SCALE.get(found[2] or found[4] or "", 1)
        values.append((found.start(), "N", f"{number:.0f}"))
        return "N"

    def number(letter: str, form: str = ".0f") -> Callable[["re.Match[str]"], str]:
        def taken(found: "re.Match[str]") -> str:
            written = next(filter(None, found.groups()))
            values.append((found.start(), letter, format(figure(written), form)))
            return letter

        return taken

    sentence = _PERCENT.sub(number("R", "g"), sentence)
    sentence = _AMOUNT.sub(amount, sentence)
    sentence = _YEAR.sub(number("Y"), sentence)
    sentence = _MONTH.sub(number("M"), sentence)
    sentence = _QUARTER.sub(number("Q"), sentence)
    sentence = _TASK.sub(number("K"), sentence)
    return sentence, [(letter, value) for _, letter, value in sorted(values)]


@lru_cache(maxsize=256)
def figure(text: str) -> float:
    """Return the number that digits or Chinese numerals write."""
    if text[0].isdigit() and text.isascii():
        return float(text)
    total, section, digit = 0, 0, 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            section += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            total = (total + section + digit) * _BIG[character]
            section = digit = 0
    return float(total + section + digit)
