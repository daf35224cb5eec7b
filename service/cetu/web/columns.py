"""How the rows of a stored question are shown to a reader: which columns, under which headings.

A query gives a name beside each IRI (`body`, `bodyName`) and a text in both languages (`status`,
`statusEn`), for programs. A page links the IRI by its label and speaks one language, so it shows
one column of each pair; columns that no row fills are left out, and the two ends of a quote are one
column. Downloads keep them all.
"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final, Literal

from cetu.answer.naming import Language
from cetu.model.result import Table, Term
from cetu.namespaces import PREFIXES

SHOWN_ROWS: Final = 100
"""Rows a page shows; it says when there are more."""

_SPAN: Final = "start–end"
_ONCE: Final = (
    "document", "version", "digest", "fileName", "reader", "readerVersion", "received"
)  # fmt: skip
"""What is told above the table where it is the same in every row: the document and its file."""
_DAY: Final = "http://www.w3.org/2001/XMLSchema#dateTime"
_LONG: Final = 14
"""Characters from which on a text wants a wide column."""

Kind = Literal["text", "number", "span", "digest", "thing", "word"]

_HEADINGS: Final[dict[str, tuple[str, str]]] = {
    "alone": ("单独负责", "alone"),
    "base": ("基数", "of"),
    "beneficiaries": ("受益对象", "for whom"),
    "bodies": ("责任单位", "bodies"),
    "body": ("单位", "body"),
    "bodyA": ("单位甲", "one body"),
    "bodyB": ("单位乙", "other body"),
    "bound": ("方向", "bound"),
    "boundName": ("方向", "bound"),
    "checked": ("核对出处", "read in"),
    "cited": ("引用", "cites"),
    "citedNumber": ("所引文号", "cited number"),
    "citedTitle": ("引用文件", "cited title"),
    "class": ("企业类别", "class"),
    "date": ("日期", "date"),
    "day": ("日期", "day"),
    "definition": ("外部定义", "its definition"),
    "digest": ("摘要值", "digest"),
    "document": ("文件", "document"),
    "documentDate": ("文件日期", "date of document"),
    "documentNumber": ("文号", "document no."),
    "documents": ("文件数", "documents"),
    "documentTitle": ("文件名", "title"),
    "earlier": ("较早文件", "earlier document"),
    "earlierDate": ("较早日期", "earlier date"),
    "earlierTask": ("较早任务", "earlier task"),
    "end": ("止", "to"),
    "equivalent": ("等值", "or equivalent"),
    "example": ("例如", "for example"),
    "evidence": ("依据", "evidence"),
    "event": ("事项", "event"),
    "eventEn": ("事项", "event"),
    "expires": ("有效期至", "expires"),
    "fact": ("陈述", "fact"),
    "fileName": ("文件名", "file"),
    "foreign": ("外部术语", "foreign term"),
    "group": ("单位集合", "group"),
    "inForce": ("施行", "in force"),
    "instrument": ("金融工具", "instrument"),
    "instruments": ("金融工具", "instruments"),
    "issuers": ("发文机关", "issuers"),
    "kind": ("种类", "kind"),
    "kindTasks": ("该类任务数", "tasks of the kind"),
    "label": ("名称", "label"),
    "labelEn": ("英文名", "label"),
    "laterTask": ("后来任务", "later task"),
    "lead": ("牵头单位", "lead"),
    "leads": ("牵头", "leads"),
    "level": ("级别", "level"),
    "limit": ("限额", "limit"),
    "limited": ("限的是", "limits"),
    "limits": ("数量限制", "limits"),
    "limitWords": ("限额原话", "words of the limit"),
    "listWords": ("名单原话", "words of the list"),
    "measure": ("措施", "measure"),
    "measureNumber": ("措施序号", "measure no."),
    "measureOrdinal": ("措施序号", "measure no."),
    "measures": ("措施数", "measures"),
    "measureTitle": ("措施", "measure"),
    "member": ("成员", "member"),
    "members": ("成员", "members"),
    "name": ("名称", "name"),
    "named": ("原文对象", "named"),
    "nameKind": ("名称种类", "kind of name"),
    "newer": ("新版本", "newer"),
    "noLonger": ("不再负责", "no longer"),
    "note": ("说明", "note"),
    "noteEn": ("说明", "note"),
    "number": ("序号", "no."),
    "numbers": ("任务", "tasks"),
    "older": ("旧版本", "older"),
    "otherDocument": ("他地文件", "other document"),
    "otherPlace": ("他地", "other place"),
    "otherLimits": ("另一方限额", "limits of the other"),
    "otherTask": ("他地任务", "other task"),
    "otherTasks": ("另一方任务数", "tasks of the other"),
    "otherValue": ("他地数值", "other value"),
    "otherWords": ("他地原话", "other words"),
    "part": ("部分", "part"),
    "parties": ("列出的单位", "parties listed"),
    "place": ("地方", "place"),
    "placeName": ("地方", "place"),
    "problem": ("问题", "problem"),
    "problemEn": ("问题", "problem"),
    "quote": ("原话", "words"),
    "reader": ("读取程序", "reader"),
    "readerVersion": ("程序版本", "reader version"),
    "received": ("收到日期", "received"),
    "recognised": ("识别所得", "recognised"),
    "relation": ("关系", "relation"),
    "relationEn": ("关系", "relation"),
    "roleName": ("角色", "role"),
    "row": ("行", "row"),
    "rowNumber": ("行号", "row no."),
    "shared": ("共同任务数", "tasks shared"),
    "side": ("政策面", "side"),
    "start": ("字位", "characters"),
    "status": ("结论", "finding"),
    "statusEn": ("结论", "finding"),
    "superiorDocument": ("上级文件", "superior document"),
    "superiorTask": ("上级任务", "superior task"),
    "superiorValue": ("上级数值", "superior value"),
    "superiorWords": ("上级原话", "superior words"),
    "task": ("任务", "task"),
    "tasks": ("任务数", "tasks"),
    "term": ("术语", "term"),
    "text": ("原文", "text"),
    "title": ("标题", "title"),
    "type": ("类型", "type"),
    "unit": ("计量单位", "unit"),
    "unitName": ("计量单位", "unit"),
    "until": ("截止日", "until"),
    "uses": ("使用次数", "uses"),
    "validUntil": ("有效至", "valid until"),
    "value": ("数值", "value"),
    "version": ("版本", "version"),
    "via": ("经上级术语", "through"),
    "whiteList": ("白名单", "white list"),
    "wholeMeasure": ("整项措施", "whole measure"),
    "why": ("为何没有", "why none"),
    "whyEn": ("为何没有", "why none"),
    "with": ("同列单位", "with"),
    "withheld": ("只收录事实", "facts only"),
    "words": ("原话", "words"),
    "writtenAs": ("原文写作", "as written"),
    "year": ("年份", "year"),
    _SPAN: ("字位", "characters"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the variables it shows (two are the ends of a stretch), and what it holds."""

    variables: tuple[str, ...]
    heading: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns to show; `same` are those with one value in every row (variable, heading, value)."""

    shown: tuple[Column, ...]
    same: tuple[tuple[str, str, Term], ...]


_NUMBERS: Final = frozenset(
    f"{PREFIXES['xsd']}{name}"
    for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")
)
_GROUPED: Final = 10_000
"""The least number written with separators: years and offsets of a page stay as they are."""


def is_number(term: Term) -> bool:
    """Whether `term` is a number by its datatype."""
    return term.kind == "literal" and term.datatype in _NUMBERS


def figure(term: Term) -> str:
    """The value of `term` as a reader wants it: large numbers with separators."""
    if not is_number(term):
        return term.value
    try:
        number = Decimal(term.value)
    except InvalidOperation:
        return term.value
    return f"{number:,f}" if number.is_finite() and abs(number) >= _GROUPED else term.value


def heading(variable: str, language: Language) -> str:
    """What a column is called; the variable itself where no words are known for it.

    The column of names (`unitName`) is called what it names where it stands alone.
    """
    words = _HEADINGS.get(variable) or _HEADINGS.get(variable.removesuffix("Name"))
    return (words or (variable, variable))[0 if language == "zh" else 1]


def _needed(variable: str, variables: tuple[str, ...], language: Language) -> bool:
    for suffix in ("Name", "Title"):  # the link beside it is called so
        if variable.endswith(suffix) and variable.removesuffix(suffix) in variables:
            return False
    if variable.startswith("name") and variable.replace("name", "body", 1) in variables:
        return False
    if variable.endswith("En") and variable.removesuffix("En") in variables:
        return language == "en"
    if f"{variable}En" in variables:
        return language == "zh"
    # The label of a task begins with its number, and ends with its title; its place in the document
    # only puts rows in order.
    return not (variable in {"number", "title", "ordinal"} and "task" in variables)


def columns(table: Table, language: Language) -> Columns:
    """Return the columns a page shows of `table`; one document of all rows is told once."""
    filled = {variable for row in table for variable in row}
    kept = [v for v in table.variables if v in filled and _needed(v, table.variables, language)]
    same = []
    for variable in _ONCE if len(table) > 1 else ():
        values = {row.get(variable) for row in table}
        only = values.pop()
        if not values and only is not None and variable in kept:
            same.append((variable, heading(variable, language), only))
            kept.remove(variable)
    shown = []
    for variable in kept:
        if variable == "end" and "start" in kept:
            continue
        if variable == "start" and "end" in kept:
            shown.append(Column(("start", "end"), heading(_SPAN, language), "span"))
        else:
            shown.append(Column((variable,), heading(variable, language), _kind(table, variable)))
    return Columns(tuple(shown), tuple(same))


def _kind(table: Table, variable: str) -> Kind:
    """What a column holds, by its values."""
    if variable in {"start", "end"}:
        return "span"
    if variable == "digest":
        return "digest"
    values = [row[variable] for row in table if variable in row]
    if any(value.kind == "uri" for value in values):
        return "thing"
    if values and all(value.datatype == _DAY for value in values):
        return "word"
    if any(len(value.value) > _LONG for value in values):
        return "text"
    return "number" if all(is_number(value) for value in values) else "word"
