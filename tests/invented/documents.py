"""Documents of invented towns, made from a seed: what each says, to compare with its reading."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final, Literal

Role = Literal["lead", "support", "listed"]
NUMERALS: Final = "一二三四五六七八九十"
_VERBS: Final = ("推动", "支持", "建立", "完善", "加强", "探索", "优化", "开展", "落实", "培育")
_THINGS: Final = (
    "云溪港物流通道",
    "青岚茶产业园",
    "乡村客运班线",
    "中小学食堂监管",
    "老旧小区改造",
    "河湖长效管护",
    "数字档案共享",
    "夜间经济街区",
    "人才公寓配租",
    "应急物资储备",
)
_ENDS: Final = ("建设", "机制", "服务体系", "试点工作", "提质增效", "协同发展")
_BODIES: Final = (
    "市财政局",
    "市教育局",
    "市民政局",
    "市商务局",
    "市水利局",
    "市司法局",
    "市审计局",
    "市统计局",
    "市委宣传部",
    "市文化广电和旅游局",
    "市场监管局",
    "云溪港务集团",
    "各区县政府",
    "市委组织部（市委人才办）",
)
_AMOUNTS: Final = (
    ("单个项目给予最高{}万元补助", 10**4, "max"),
    ("资金总额不超过{}亿元", 10**8, "max"),
    ("补助比例不高于{}%", 1, "max"),
    ("办结时限压缩至{}个工作日以内", 1, "max"),
    ("新增企业不少于{}家", 1, "min"),
    ("建成示范点{}个以上", 1, "min"),
    ("服务群众突破{}万人次", 10**4, "min"),
    ("覆盖率达到{}%以上", 1, "min"),
    ("完成改造{}户", 1, "exact"),
    ("培训骨干{}人", 1, "exact"),
    ("产值增长{}%", 1, "increase"),
    ("比例提高{}个百分点", 1, "increase"),
)
DEADLINES: Final = ("2026年底前", "2026年6月底前", "2027年12月", "2025年9月底前", "持续推进")


@dataclass(frozen=True)
class Unit:
    """A unit as written, and its role."""

    name: str
    role: Role


@dataclass(frozen=True)
class Amount:
    """A clause with one limit: its words, the value in the plain unit, the bound."""

    words: str
    value: Decimal
    bound: str


@dataclass(frozen=True)
class Task:
    """A numbered task: its words, its units in order, the limit among its words, by when."""

    number: int
    text: str
    units: tuple[Unit, ...]
    amount: Amount
    deadline: str

    @property
    def lead(self) -> str:
        """The unit named first."""
        return self.units[0].name

    @property
    def others(self) -> str:
        """The units after the first, "" for none."""
        return "、".join(unit.name for unit in self.units[1:])

    @property
    def names(self) -> str:
        """All units in one list."""
        return "、".join(unit.name for unit in self.units)


@dataclass(frozen=True)
class Group:
    """A measure with its tasks."""

    number: str
    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Invented:
    """A document: title and measures. `roles` says whether leads are named."""

    title: str
    groups: tuple[Group, ...]
    roles: bool

    @property
    def tasks(self) -> list[Task]:
        """Every task, in order."""
        return [task for group in self.groups for task in group.tasks]


def seeded(seed: int) -> Random:
    """Return the numbers that a document is made from."""
    return Random(seed)  # noqa: S311 - it has to be the same each time, and guards nothing


def invent(random: Random) -> Invented:
    """Return a document made from `random`: 1 to 4 measures of 1 to 4 tasks each."""
    roles = random.random() < 0.5
    place = random.choice(("云溪市", "青岚市", "临川湾市"))
    title = f"{place}{random.choice(_THINGS)}{random.choice(('工作方案', '实施意见', '若干措施'))}"
    groups, number = [], 0
    for index in range(random.randint(1, 4)):
        tasks = []
        for _ in range(random.randint(1, 4)):
            number += 1
            tasks.append(_task(random, number, roles))
        groups.append(Group(NUMERALS[index], _phrase(random), tuple(tasks)))
    return Invented(title, tuple(groups), roles)


def _task(random: Random, number: int, roles: bool) -> Task:
    amount = _amount(random)
    text = _text(random, number, amount.words)
    return Task(number, text, _units(random, roles), amount, random.choice(DEADLINES))


def _phrase(random: Random) -> str:
    return random.choice(_VERBS) + random.choice(_THINGS) + random.choice(_ENDS)


def _amount(random: Random) -> Amount:
    words, times, bound = random.choice(_AMOUNTS)
    number = random.randint(2, 95)
    return Amount(words.format(number), Decimal(number * times), bound)


def _text(random: Random, number: int, amount: str) -> str:
    # Words of its own in every task, so that a task is known by its words.
    mark = "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(number))
    clauses = "，".join(_phrase(random) for _ in range(random.randint(1, 4)))
    return f"{_phrase(random)}。{clauses}，{amount}，形成{mark}号工作清单。"


def _units(random: Random, roles: bool) -> tuple[Unit, ...]:
    names = random.sample(_BODIES, random.randint(1, 4))
    if not roles:
        return tuple(Unit(name, "listed") for name in names)
    return tuple(Unit(name, "support" if index else "lead") for index, name in enumerate(names))
