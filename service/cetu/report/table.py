"""The report as a table (CSV, https://www.rfc-editor.org/rfc/rfc4180) for a spreadsheet."""

import csv
import io
from typing import Final

from cetu.model.finding import Premise, Report
from cetu.report.about import documents
from cetu.report.words import KINDS, LAYERS, ONE, short

_COLUMNS: Final = (
    "标识 identity",
    "程度 severity",
    "种类 kind",
    "层次 layer",
    "发现",
    "finding",
    "原文 quote",
    "为什么",
    "why",
    "怎么办",
    "what to do",
    "事物 thing",
    "文件 documents",
    "规则 rule",
    "同样发现 also",
    "接受理由 accepted",
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula."""


def as_csv(report: Report) -> str:
    """Return the report as CSV, a finding a row.

    It begins with a byte order mark, by which Excel knows UTF-8; a cell that a spreadsheet would
    run as a formula begins with an apostrophe.
    """
    accepted = {one.identity: one.reason for one in report.accepted}
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for one in report.findings:
        cells = (
            one.identity,
            " ".join(ONE[one.severity]),
            " ".join(KINDS[one.kind]),
            " ".join(LAYERS[one.layer]),
            one.zh,
            one.en,
            one.quote,
            "\n".join(_said(premise, premise.zh) for premise in one.premises),
            "\n".join(_said(premise, premise.en) for premise in one.premises),
            one.advice_zh,
            one.advice_en,
            one.thing,
            "\n".join(documents(one)),
            short(one.rule),
            "\n".join(map(short, one.also)),
            accepted.get(one.identity, ""),
        )
        writer.writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells)
    return "\ufeff" + text.getvalue()


def _said(premise: Premise, words: str) -> str:
    return words or premise.text
