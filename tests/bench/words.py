"""The words of invented policy documents: titles, tasks and units, drawn by a seeded generator.

Instruments and beneficiaries are called as the vocabularies call them, units and places as the
reference data does, so that the reader understands the documents as it does real ones.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import pyoxigraph as ox

_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_OFFICES: Final = (
    *("科技局", "财政局", "发展改革局", "工业和信息化局", "商务局", "教育局", "农业农村局"),
    *("人力资源社会保障局", "市场监管局", "住房城乡建设局", "自然资源局", "交通运输局"),
    *("税务局", "国资委", "金融办", "数据局", "文化广电旅游局", "卫生健康局", "统计局"),
)
_DEPARTMENTS: Final = (
    *("科技厅", "财政厅", "发展改革委", "经济和信息化厅", "商务厅", "教育厅", "农业农村厅"),
    *("人力资源社会保障厅", "市场监管局", "住房城乡建设厅", "自然资源厅", "交通运输厅"),
)
_MINISTRIES: Final = (
    *("科技部", "财政部", "国家发展改革委", "工业和信息化部", "商务部", "教育部"),
    *("农业农村部", "人力资源社会保障部", "中国人民银行", "税务总局"),
)
_SUBJECTS: Final = (
    *("科技金融", "人工智能产业", "先进制造业", "数据要素", "绿色低碳转型", "民营经济"),
    *("乡村产业", "现代物流", "生物医药产业", "职业技能培训", "消费提质", "知识产权运用"),
)
_KINDS: Final = (
    ("行动方案", "plan"),
    ("若干措施", "measures"),
    ("实施意见", "implementing-opinions"),
    ("三年行动计划", "action-plan"),
)
_MEASURES: Final = (
    *("加大信贷支持力度", "完善风险分担机制", "拓宽直接融资渠道", "强化财政资金引导"),
    *("支持企业研发创新", "优化保险保障服务", "培育重点企业", "引育高层次人才"),
    *("推动成果转化应用", "健全公共服务平台", "降低企业经营成本", "扩大有效投资"),
)
_VERBS: Final = ("支持", "鼓励", "推动", "引导", "加强", "探索", "完善", "建立", "落实", "组织")
_OPENINGS: Final = (
    "{verb}{who}使用{tool}，提升{what}发展水平",
    "{verb}面向{who}的{tool}服务，扩大{what}领域覆盖面",
    "{verb}银行机构为{who}提供{tool}，满足{what}融资需求",
    "{verb}{tool}与{other}联动，服务{who}参与{what}建设",
    "{verb}{what}重点项目建设，对{who}优先安排{tool}",
)
_LIMITS: Final = (
    "对符合条件的{who}给予{tool}，单个项目最高不超过{money}万元",
    "{tool}按不超过实际投入的{percent}%给予支持，每家企业每年最高{money}万元",
    "{tool}比例最高为贷款本金的{percent}%",
    "对{who}一次性给予{money}万元{tool}",
)
_GOALS: Final = (
    "到{year}年底，培育{who}{count}家以上",
    "力争到{year}年底建成示范项目{count}个",
    "{year}年{month}月底前完成",
    "到{year}年底，新增{tool}{count}笔",
)
_CITED: Final = (
    "按照《{place}关于推进{what}高质量发展的{kind}》要求，",
    "落实《国务院关于促进{what}发展的意见》，",
)
_LABEL: Final = re.compile(r"^[\u4e00-\u9fff]{2,14}$")


@dataclass(frozen=True, slots=True)
class Place:
    """A place whose government issues documents: its code, its name, and how wide it is."""

    code: str
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Words:
    """What documents are made of."""

    places: tuple[Place, ...]
    instruments: tuple[str, ...]
    beneficiaries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """One row: the measure it stands under, the task in words, and its units in words."""

    measure: str
    task: str
    units: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One document: what the list of sources says of it, and its rows."""

    title: str
    kind: str
    place: Place
    number: str
    date: str
    orders: tuple[Order, ...]


def load(root: Path) -> Words:
    """Return the words that the vocabularies and reference data under `root` offer."""
    with (root / "data" / "reference" / "divisions.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] in {"province", "city"}]
    places = (Place(row["code"], row["name"], row["level"]) for row in rows)
    return Words(
        (Place("china", "国务院", "nation"), *places),
        _labels(root / "ontology" / "vocabulary" / "instruments.ttl"),
        _labels(root / "ontology" / "vocabulary" / "beneficiaries.ttl"),
    )


def plan(words: Words, number: int, seed: int) -> Plan:
    """Invent the document of that number: the same for the same seed, whatever others there are."""
    draw = Random(f"{seed}-{number}")  # noqa: S311 - no secret
    place = _place(words, draw)
    subject = draw.choice(_SUBJECTS)
    name, kind = draw.choice(_KINDS)
    year, month, day = draw.randint(2019, 2025), draw.randint(1, 12), draw.randint(1, 28)
    titles = draw.sample(_MEASURES, draw.randint(2, 5))
    orders = [
        _order(words, draw, (place, subject, year), title)
        for title in titles
        for _ in range(draw.randint(1, 4))
    ]
    return Plan(
        f"{place.name}{subject}高质量发展{name}（第{number}号）",
        kind,
        place,
        f"政发〔{year}〕{number}号",
        f"{year}-{month:02}-{day:02}",
        tuple(orders),
    )


def _place(words: Words, draw: Random) -> Place:
    """Draw a place: a few cities have many documents, provinces and the nation some."""
    level = draw.choices(("nation", "province", "city"), (1, 3, 12))[0]
    among = [place for place in words.places if place.level == level]
    return among[min(int(draw.paretovariate(0.7)) - 1, len(among) - 1)]


def _order(words: Words, draw: Random, about: tuple[Place, str, int], measure: str) -> Order:
    place, subject, year = about
    said = {
        "verb": draw.choice(_VERBS),
        "who": _often(words.beneficiaries, draw),
        "tool": _often(words.instruments, draw),
        "other": _often(words.instruments, draw),
        "what": subject,
        "place": place.name,
        "kind": draw.choice(_KINDS)[0],
        "money": draw.choice((10, 20, 30, 50, 100, 200, 300, 500, 1000)),
        "percent": draw.choice((5, 10, 20, 30, 40, 50, 60, 80)),
        "count": draw.randint(2, 400),
        "year": year + draw.randint(1, 3),
        "month": draw.choice((3, 6, 9, 12)),
    }
    parts = [draw.choice(_OPENINGS).format_map(said)]
    if draw.random() < 0.6:
        parts.append(draw.choice(_LIMITS).format_map(said))
    if draw.random() < 0.5:
        parts.append(draw.choice(_GOALS).format_map(said))
    cited = draw.choice(_CITED).format_map(said) if draw.random() < 0.2 else ""
    return Order(measure, f"{cited}{'。'.join(parts)}。", _units(draw, place))


def _units(draw: Random, place: Place) -> str:
    """Draw the units of a task; of every third the document says who leads."""
    offices = {"nation": _MINISTRIES, "province": _DEPARTMENTS, "city": _OFFICES}[place.level]
    before = {"nation": "", "province": "省", "city": "市"}[place.level]
    size = min(int(draw.paretovariate(0.9)), 6)
    chosen = [
        before + office for office in dict.fromkeys(_often(offices, draw) for _ in range(size))
    ]
    if len(chosen) > 1 and draw.random() < 0.35:
        return f"{chosen[0]}牵头，{'、'.join(chosen[1:])}配合"
    return "、".join(chosen)


def _often(among: tuple[str, ...], draw: Random) -> str:
    """Draw one, the first ones far more often than the last: few words make most of a text."""
    return among[int(len(among) * draw.random() ** 2.2)]


def _labels(path: Path) -> tuple[str, ...]:
    found = {
        quad.object.value
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        if quad.predicate.value in {f"{_SKOS}prefLabel", f"{_SKOS}altLabel"}
        and isinstance(quad.object, ox.Literal)
        and quad.object.language == "zh"
        and _LABEL.match(quad.object.value)
    }
    drawn = sorted(found)
    Random(len(drawn)).shuffle(drawn)  # noqa: S311 - no secret; no order of the alphabet in use
    return tuple(drawn)
