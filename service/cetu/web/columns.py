"""How the rows of a stored question are shown to a reader: which columns, under which headings.

A query gives a name beside each IRI (`body`, `bodyName`) and a text in both languages (`status`,
`statusEn`), for programs. A page links the IRI by its label and speaks one language, so it shows
one column of each pair; downloads keep them all.
"""

from dataclasses import dataclass
from typing import Final

from cetu.answer.naming import Language
from cetu.model.result import Table, Term

SHOWN_ROWS: Final = 100
"""Rows a page shows; it says when there are more."""

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
    "cited": ("引用", "cites"),
    "citedTitle": ("引用文件", "cited title"),
    "class": ("企业类别", "class"),
    "date": ("日期", "date"),
    "digest": ("摘要值", "digest"),
    "document": ("文件", "document"),
    "documentDate": ("文件日期", "date of document"),
    "documentTitle": ("文件名", "title"),
    "earlier": ("较早文件", "earlier document"),
    "earlierDate": ("较早日期", "earlier date"),
    "earlierTask": ("较早任务", "earlier task"),
    "end": ("止", "to"),
    "equivalent": ("等值", "or equivalent"),
    "evidence": ("依据", "evidence"),
    "fact": ("陈述", "fact"),
    "fileName": ("文件名", "file"),
    "foreign": ("外部术语", "foreign term"),
    "group": ("单位集合", "group"),
    "instrument": ("金融工具", "instrument"),
    "instruments": ("金融工具", "instruments"),
    "kind": ("种类", "kind"),
    "kindTasks": ("该类任务数", "tasks of the kind"),
    "label": ("名称", "label"),
    "labelEn": ("英文名", "label"),
    "laterTask": ("后来任务", "later task"),
    "lead": ("牵头单位", "lead"),
    "limit": ("限额", "limit"),
    "limitWords": ("限额原话", "words of the limit"),
    "listWords": ("名单原话", "words of the list"),
    "measure": ("措施", "measure"),
    "measureNumber": ("措施序号", "measure no."),
    "measureOrdinal": ("措施序号", "measure no."),
    "measureTitle": ("措施", "measure"),
    "member": ("成员", "member"),
    "members": ("成员", "members"),
    "name": ("名称", "name"),
    "nameKind": ("名称种类", "kind of name"),
    "named": ("原文对象", "named"),
    "newer": ("新版本", "newer"),
    "noLonger": ("不再负责", "no longer"),
    "note": ("说明", "note"),
    "noteEn": ("说明", "note"),
    "number": ("序号", "no."),
    "numbers": ("任务", "tasks"),
    "older": ("旧版本", "older"),
    "otherDocument": ("他地文件", "other document"),
    "otherPlace": ("他地", "other place"),
    "otherTask": ("他地任务", "other task"),
    "otherValue": ("他地数值", "other value"),
    "otherWords": ("他地原话", "other words"),
    "part": ("部分", "part"),
    "parties": ("列出的单位", "parties listed"),
    "place": ("地方", "place"),
    "problem": ("问题", "problem"),
    "problemEn": ("问题", "problem"),
    "quote": ("原话", "words"),
    "reader": ("读取程序", "reader"),
    "readerVersion": ("程序版本", "reader version"),
    "received": ("收到日期", "received"),
    "relation": ("关系", "relation"),
    "relationEn": ("关系", "relation"),
    "row": ("行", "row"),
    "rowNumber": ("行号", "row no."),
    "shared": ("共同任务数", "tasks shared"),
    "side": ("政策面", "side"),
    "start": ("起", "from"),
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
    "type": ("类型", "type"),
    "unit": ("计量单位", "unit"),
    "unitName": ("计量单位", "unit"),
    "uses": ("使用次数", "uses"),
    "validUntil": ("有效至", "valid until"),
    "value": ("数值", "value"),
    "version": ("版本", "version"),
    "vocabulary": ("外部词表", "vocabulary"),
    "whiteList": ("白名单", "white list"),
    "wholeMeasure": ("整项措施", "whole measure"),
    "with": ("同列单位", "with"),
    "words": ("原话", "words"),
    "writtenAs": ("原文写作", "as written"),
    "year": ("年份", "year"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns to show (variable, heading); `same` are those with one value in every row."""

    shown: tuple[tuple[str, str], ...]
    same: tuple[tuple[str, str, Term], ...]


def heading(variable: str, language: Language) -> str:
    """What a column is called; the variable itself where no words are known for it."""
    return _HEADINGS.get(variable, (variable, variable))[0 if language == "zh" else 1]


def _needed(variable: str, variables: tuple[str, ...], language: Language) -> bool:
    if variable.endswith("Name") and variable.removesuffix("Name") in variables:
        return False
    if variable.startswith("name") and variable.replace("name", "body", 1) in variables:
        return False
    if variable.endswith("En") and variable.removesuffix("En") in variables:
        return language == "en"
    if f"{variable}En" in variables:
        return language == "zh"
    # The label of a task begins with its number.
    return not (variable == "number" and "task" in variables)


def columns(table: Table, language: Language) -> Columns:
    """Return the columns a page shows of `table`; the document is told once where it is one."""
    kept = [v for v in table.variables if _needed(v, table.variables, language)]
    same = []
    if "document" in kept and len(table) > 1:
        values = {row.get("document") for row in table}
        only = values.pop()
        if not values and only is not None:
            same = [("document", heading("document", language), only)]
            kept.remove("document")
    return Columns(tuple((v, heading(v, language)) for v in kept), tuple(same))
