"""Whole-graph checks: one SELECT a file under `queries/checks/` or `hygiene/`, a row a finding.

The file opens with `#+` lines: `summary` and `summary_en` (the rule), `severity` (violation,
warning or info), `kind` (see `model.finding`), `sentence` and `sentence_en` (what to tell, with the
query's variables in braces), `advice` and `advice_en` (what to do). Checks of the ontology's terms
lie in `queries/hygiene/` and are of that layer; one with the line `layer: reading` tells doubts of
the reader.
`?thing` is what the finding is about; `?quote`, where selected, the words of the document behind
it. An IRI is told by its label, in the language of the sentence. A rule that compares only what one
document says has the line `scope: document`: run over one document at a time, it takes the time of
the documents and not of their pairs.
`fewer` names properties of ours of which more statements bring no finding, though the query counts
or gathers them: what is added need not be held against all of them.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Final, Literal, get_args

from cetu.errors import CheckFailed
from cetu.model.finding import Finding, Kind, Layer, Premise, Severity
from cetu.model.result import Table, Term
from cetu.namespaces import BASE, CETU
from cetu.validate.grounds import Question, grounds
from cetu.validate.names import Names, names

Select = Callable[[str], Table]
"""Runs a SELECT over the union of all graphs; the caller decides on which engine."""

Scope = Literal["graph", "document"]
"""What a check must see at once: everything, or one document with what documents share."""

_LINE: Final = re.compile(r"^#\+ (\w+): (.+)$", re.MULTILINE)
_SILENT: Final = frozenset({"quote"})
"""Variables that do not tell one finding from another."""
_KEYS: Final = frozenset({"summary", "summary_en", "severity", "sentence", "sentence_en"})


@dataclass(frozen=True, slots=True)
class Check:
    """One rule over the whole graph."""

    name: str
    severity: Severity
    summary_zh: str
    summary_en: str
    zh: str
    en: str
    query: str
    rule: str
    layer: Layer = "check"
    kind: Kind = "contradiction"
    advice_zh: str = ""
    advice_en: str = ""
    scope: Scope = "graph"
    fewer: tuple[str, ...] = ()


def load(folder: Path) -> tuple[Check, ...]:
    """Return the checks of every `*.rq` in `folder`, by name.

    Raises:
        CheckFailed: a header lacks a line, or its severity, kind, layer or scope is unknown.
    """
    return tuple(_check(path) for path in sorted(folder.glob("*.rq")))


def rules(root: Path) -> tuple[Check, ...]:
    """Return every rule under `root`: those about data, then those about the terms.

    Raises:
        CheckFailed: as `load`.
    """
    return load(root / "queries" / "checks") + load(root / "queries" / "hygiene")


def _check(path: Path) -> Check:
    text = path.read_text(encoding="utf-8")
    header = dict(_LINE.findall(text))
    if missing := sorted(_KEYS - header.keys()):
        raise CheckFailed(
            f"{path.name} has no line `#+ {missing[0]}: …`.",
            f"{path.name} 缺少 `#+ {missing[0]}: …` 一行。",
            hint="A check opens with summary, severity and sentence lines.",
            hint_zh="检查文件开头须有 summary、severity 和 sentence 各行。",
        )
    severity: dict[str, Severity] = {name: name for name in get_args(Severity)}
    scope: dict[str, Scope] = {name: name for name in get_args(Scope)}
    layer: dict[str, Layer] = {name: name for name in get_args(Layer)}
    kind: dict[str, Kind] = {name: name for name in get_args(Kind)}
    hygiene = path.parent.name == "hygiene"
    header = {
        "scope": "graph",
        "layer": "hygiene" if hygiene else "check",
        "kind": "modelling" if hygiene else "contradiction",
        **header,
    }
    known = {"severity": [*severity], "scope": [*scope], "layer": [*layer], "kind": [*kind]}
    for key, values in known.items():
        if header[key] not in values:
            raise CheckFailed(
                f"{path.name} has the unknown {key} “{header[key]}”.",
                f"{path.name} 的 {key}「{header[key]}」无法识别。",
                hint=f"Use one of {', '.join(values)}.",
                hint_zh=f"可用的值：{'、'.join(values)}。",
            )
    return Check(
        name=path.stem,
        severity=severity[header["severity"]],
        summary_zh=header["summary"],
        summary_en=header["summary_en"],
        zh=header["sentence"],
        en=header["sentence_en"],
        query=text,
        rule=f"{BASE}{path.parent.name}#{path.stem}",
        layer=layer[header["layer"]],
        kind=kind[header["kind"]],
        advice_zh=header.get("advice", ""),
        advice_en=header.get("advice_en", ""),
        scope=scope[header["scope"]],
        fewer=tuple(f"<{CETU[name]}>" for name in header.get("fewer", "").split()),
    )


def run(
    checks: Iterable[Check], select: Select, *, explained: Collection[Severity] = ()
) -> list[Finding]:
    """Return what `checks` find, asking `select` for each and once more for the names of things.

    Args:
        checks: the rules.
        select: runs a SELECT over the graph.
        explained: the severities whose findings are given their premises (see `grounds`); one whose
            premises are not found in time has none.

    Raises:
        CheckFailed: a query does not bind `?thing`, or a sentence names a variable it lacks.
    """
    found = [(check, row) for check in checks for row in rows(check, select)]
    return tell(found, select, explained=explained)


Row = Mapping[str, Term]
"""One row of a check's query, a finding."""


def tell(
    found: Sequence[tuple[Check, Row]], select: Select, *, explained: Collection[Severity] = ()
) -> list[Finding]:
    """Return the findings that rows are; the arguments are those of `run`."""
    named = names(select, {t.value for _, row in found for t in row.values() if t.kind == "uri"})
    return [
        _finding(check, row, named, _premises(check, row, select, explained))
        for check, row in found
    ]


def _premises(
    check: Check, row: Row, select: Select, explained: Collection[Severity]
) -> tuple[Premise, ...]:
    if check.severity not in explained:
        return ()
    found = grounds(Question(check.query, select, _SILENT), row)
    return tuple(Premise(str(statement)) for statement in found.items if found.proven)


def rows(check: Check, select: Select, query: str = "") -> Iterable[Row]:
    """Return the rows of a check, or of a `query` that asks for some of its rows.

    Raises:
        CheckFailed: it does not bind `?thing`, or a variable of a sentence.
    """
    table = select(query or check.query)
    told = {name for text in (check.zh, check.en) for _, name, _, _ in Formatter().parse(text)}
    if lacking := sorted({"thing", *filter(None, told)} - {*table.variables}):
        raise CheckFailed(
            f"The check “{check.name}” does not select ?{lacking[0]}.",
            f"检查「{check.name}」没有选出 ?{lacking[0]}。",
            hint="Select ?thing and every variable of the sentences.",
            hint_zh="请选出 ?thing 和句子中用到的每个变量。",
        )
    return (row for row in table if "thing" in row)


def _told(term: Term, named: Names, language: str) -> str:
    """How a sentence in `language` calls `term`."""
    if term.kind != "uri":
        return " ".join(term.value.split())
    return named.told(term.value, language)


def _finding(
    check: Check, row: Mapping[str, Term], named: Names, premises: tuple[Premise, ...]
) -> Finding:
    thing = row["thing"].value
    quotes = [row["quote"].value] if "quote" in row else named.of(thing).quotes
    return Finding(
        severity=check.severity,
        layer=check.layer,
        rule=check.rule,
        thing=thing,
        zh=_sentence(check.zh, row, named, "zh"),
        en=_sentence(check.en, row, named, "en"),
        quote=max(quotes, key=lambda quote: (len(quote), quote), default=""),
        value=_value(row),
        kind=check.kind,
        advice_zh=check.advice_zh,
        advice_en=check.advice_en,
        premises=premises,
    )


def _sentence(template: str, row: Mapping[str, Term], named: Names, language: str) -> str:
    parts = []
    for text, variable, _, _ in Formatter().parse(template):
        parts.append(text)
        if variable is not None:
            parts.append(_told(row[variable], named, language) if variable in row else "—")
    return "".join(parts)


def _value(row: Mapping[str, Term]) -> str:
    """What tells one finding of a check about a thing from another: the rest of its row."""
    rest = sorted(row.keys() - _SILENT - {"thing"})
    return " ".join(f"{key}={row[key].value}" for key in rest)
