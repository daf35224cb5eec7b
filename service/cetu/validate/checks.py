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
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import Final, Literal, get_args

from cetu.errors import CheckFailed
from cetu.model.finding import Finding, Kind, Layer, Severity
from cetu.model.result import Table, Term
from cetu.namespaces import BASE

Select = Callable[[str], Table]
"""Runs a SELECT over the union of all graphs; the caller decides on which engine."""

Scope = Literal["graph", "document"]
"""What a check must see at once: everything, or one document with what documents share."""

_LINE: Final = re.compile(r"^#\+ (\w+): (.+)$", re.MULTILINE)
_KEYS: Final = frozenset({"summary", "summary_en", "severity", "sentence", "sentence_en"})
_PLAIN_IRI: Final = re.compile(r"[^\s<>\"{}|\\^`]+")
_AT_A_TIME: Final = 200
"""Things named in one query: keeps it well below the engine's limit on a query's length."""

_NAMES: Final = """
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT DISTINCT ?thing ?label ?words ?quote
WHERE {
  VALUES ?thing { %s }
  { ?thing rdfs:label|skos:prefLabel ?label }
  UNION { ?thing cetu:title|cetu:asWritten|cetu:exactQuote ?words }
  UNION { ?thing cetu:evidence?/cetu:exactQuote ?quote }
}
"""


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


@dataclass(slots=True)
class _Name:
    """What a thing is called, and the words of a document behind it."""

    labels: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)


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
    )


def run(checks: Iterable[Check], select: Select) -> list[Finding]:
    """Return what `checks` find, asking `select` for each and once more for the names of things.

    Raises:
        CheckFailed: a query does not bind `?thing`, or a sentence names a variable it lacks.
    """
    found = [(check, row) for check in checks for row in _rows(check, select)]
    names = _names(select, {t.value for _, row in found for t in row.values() if t.kind == "uri"})
    return [_finding(check, row, names) for check, row in found]


def _rows(check: Check, select: Select) -> Iterable[Mapping[str, Term]]:
    table = select(check.query)
    told = {name for text in (check.zh, check.en) for _, name, _, _ in Formatter().parse(text)}
    if lacking := sorted({"thing", *filter(None, told)} - {*table.variables}):
        raise CheckFailed(
            f"The check “{check.name}” does not select ?{lacking[0]}.",
            f"检查「{check.name}」没有选出 ?{lacking[0]}。",
            hint="Select ?thing and every variable of the sentences.",
            hint_zh="请选出 ?thing 和句子中用到的每个变量。",
        )
    return (row for row in table if "thing" in row)


def _names(select: Select, iris: Iterable[str]) -> dict[str, _Name]:
    names: dict[str, _Name] = {}
    known = sorted(iri for iri in iris if _PLAIN_IRI.fullmatch(iri))
    for start in range(0, len(known), _AT_A_TIME):
        values = " ".join(f"<{iri}>" for iri in known[start : start + _AT_A_TIME])
        for row in select(_NAMES % values):
            name = names.setdefault(row["thing"].value, _Name())
            if label := row.get("label"):
                language = label.language or ""
                name.labels[language] = min(name.labels.get(language, label.value), label.value)
            if words := row.get("words"):
                name.words.append(" ".join(words.value.split()))
            if quote := row.get("quote"):
                name.quotes.append(quote.value)
    return names


def _told(term: Term, names: Mapping[str, _Name], language: str) -> str:
    """How a sentence in `language` calls `term`."""
    if term.kind != "uri":
        return " ".join(term.value.split())
    name = names.get(term.value, _Name())
    for tag in (language, "zh", "en"):
        if tag in name.labels:
            return name.labels[tag]
    if name.words:
        return min(name.words)
    return term.value.removeprefix(f"{BASE}id/").removeprefix(f"{BASE}ontology#")


def _finding(check: Check, row: Mapping[str, Term], names: Mapping[str, _Name]) -> Finding:
    thing = row["thing"].value
    quotes = [row["quote"].value] if "quote" in row else names.get(thing, _Name()).quotes
    return Finding(
        severity=check.severity,
        layer=check.layer,
        rule=check.rule,
        thing=thing,
        zh=_sentence(check.zh, row, names, "zh"),
        en=_sentence(check.en, row, names, "en"),
        quote=max(quotes, key=lambda quote: (len(quote), quote), default=""),
        value=_value(row),
        kind=check.kind,
        advice_zh=check.advice_zh,
        advice_en=check.advice_en,
    )


def _sentence(
    template: str, row: Mapping[str, Term], names: Mapping[str, _Name], language: str
) -> str:
    parts = []
    for text, variable, _, _ in Formatter().parse(template):
        parts.append(text)
        if variable is not None:
            parts.append(_told(row[variable], names, language) if variable in row else "—")
    return "".join(parts)


def _value(row: Mapping[str, Term]) -> str:
    """What tells one finding of a check about a thing from another: the rest of its row."""
    rest: Sequence[str] = sorted(row.keys() - {"thing", "quote"})
    return " ".join(f"{key}={row[key].value}" for key in rest)
