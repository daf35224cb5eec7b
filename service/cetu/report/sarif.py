"""The report as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/)."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote

from cetu import __version__
from cetu.model.finding import Acceptance, Finding, Premise, Report, Severity
from cetu.model.place import Place
from cetu.model.rule import Rule
from cetu.namespaces import BASE
from cetu.report.about import documents
from cetu.report.words import short

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVEL: Final[Mapping[Severity, str]] = {"violation": "error", "warning": "warning", "info": "note"}
_FINGERPRINT: Final = "cetuFinding/v1"
_ROOT: Final = "%SRCROOT%"


def as_sarif(
    report: Report, rules: Iterable[Rule] = (), places: Mapping[str, Place] | None = None
) -> str:
    """Return the report as a SARIF log of one run; the same report gives the same bytes.

    The location of a result is the place of its words in the file of the document, where that is
    known, and always the thing in question, by its IRI, as a logical location. What is accepted is
    suppressed, with the reason. Premises are related locations; what a viewer may not show (advice,
    the statements themselves) stands in `properties`, too.

    Args:
        report: what was found.
        rules: every rule that was tried; others are described from what they found.
        places: by the identity of findings, where their words stand.
    """
    listed = _rules(report, rules)
    index = {rule["id"]: number for number, rule in enumerate(listed)}
    accepted = {one.identity: one for one in report.accepted}
    run = {
        "tool": {
            "driver": {
                "name": "cetu",
                "fullName": "策图 cetu check",
                "semanticVersion": __version__,
                "informationUri": BASE,
                "language": "zh-CN",
                "rules": listed,
            }
        },
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(one, index[short(one.rule)], accepted, (places or {}).get(one.identity))
            for one in report.findings
        ],
        "properties": {
            "conforms": report.conforms,
            "consistent": report.consistent,
            "unsatisfiable": list(report.unsatisfiable),
            "snapshot": report.digest,
        },
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rules(report: Report, rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """The descriptors of the rules: those given, and those that only findings name."""
    found = {short(rule.iri): _rule(rule) for rule in rules}
    for one in report.findings:
        for iri in (one.rule, *one.also):
            found.setdefault(short(iri), {"id": short(iri), "helpUri": iri})
    return [found[name] for name in sorted(found)]


def _rule(rule: Rule) -> dict[str, Any]:
    advice, advice_en = rule.advice_zh, rule.advice_en
    help_ = "\n".join(filter(None, (rule.zh, advice, rule.en, advice_en)))
    marked = "\n\n".join(
        filter(
            None,
            (
                f"**{_escaped(rule.zh)}** {_escaped(advice)}".rstrip(),
                f"**{_escaped(rule.en)}** {_escaped(advice_en)}".rstrip(),
            ),
        )
    )
    return {
        "id": short(rule.iri),
        "name": rule.name,
        "shortDescription": {"text": rule.zh},
        "fullDescription": {"text": f"{rule.zh}\n{rule.en}"},
        "help": {"text": help_, "markdown": marked},
        "helpUri": rule.iri,
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"layer": rule.layer, "tags": [*filter(None, (rule.layer, rule.kind))]},
    }


def _result(
    one: Finding, rule: int, accepted: Mapping[str, Acceptance], place: Place | None
) -> dict[str, Any]:
    location: dict[str, Any] = {"logicalLocations": [_logical(one.thing)]}
    if place:
        location["physicalLocation"] = _physical(place, one.quote)
    result = {
        "ruleId": short(one.rule),
        "ruleIndex": rule,
        "level": _LEVEL[one.severity],
        "message": {"text": f"{one.zh}\n{one.en}", "markdown": _marked(one)},
        "locations": [location],
        "partialFingerprints": {_FINGERPRINT: one.identity},
        "properties": {
            "severity": one.severity,
            "kind": one.kind,
            "layer": one.layer,
            "documents": list(documents(one)),
            "value": one.value,
            "quote": one.quote,
            "advice": {"zh": one.advice_zh, "en": one.advice_en},
            "also": list(one.also),
            "premises": [_premise(premise) for premise in one.premises],
        },
    }
    if one.premises:
        result["relatedLocations"] = [
            _related(number, premise) for number, premise in enumerate(one.premises, start=1)
        ]
    if known := accepted.get(one.identity):
        result["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": known.reason,
                "properties": {"date": known.date, "until": known.until},
            }
        ]
    return result


def _logical(iri: str) -> dict[str, Any]:
    return {"fullyQualifiedName": iri, "name": short(iri), "kind": "resource"}


def _physical(place: Place, words: str) -> dict[str, Any]:
    found: dict[str, Any] = {"artifactLocation": {"uri": quote(place.file), "uriBaseId": _ROOT}}
    if place.stretch:
        found["region"] = {
            "startLine": place.stretch.line,
            "startColumn": place.stretch.column,
            "endLine": place.stretch.end_line,
            "endColumn": place.stretch.end_column,
            "charOffset": place.stretch.start,
            "charLength": place.stretch.end - place.stretch.start,
        }
        if words:
            found["region"]["snippet"] = {"text": words}
    return found


def _related(number: int, premise: Premise) -> dict[str, Any]:
    said = "\n".join(filter(None, (premise.zh, premise.en))) or premise.text
    found: dict[str, Any] = {"id": number, "message": {"text": said}}
    if iri := premise.document or premise.graph:
        found["logicalLocations"] = [_logical(iri)]
    return found


def _premise(one: Premise) -> dict[str, str]:
    told = {
        "text": one.text,
        "zh": one.zh,
        "en": one.en,
        "graph": one.graph,
        "quote": one.quote,
        "document": one.document,
        "row": one.row,
    }
    return {key: words for key, words in told.items() if words}


def _marked(one: Finding) -> str:
    """What a finding says in both languages, with why and what to do, as GitHub's Markdown."""
    parts = [_escaped(one.zh), _escaped(one.en)]
    if one.quote:
        parts.append(f"原文 Source: {_escaped(' '.join(one.quote.split()))}")
    if one.premises:
        lines = [
            f"- {_escaped(' '.join(filter(None, (p.zh, p.en))) or p.text)}" for p in one.premises
        ]
        parts.append("\n".join(["为什么 Why:", "", *lines]))
    if one.advice_zh:
        parts.append(f"怎么办 What to do: {_escaped(one.advice_zh)} {_escaped(one.advice_en)}")
    return "\n\n".join(parts)


_MARKS: Final = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]<>()#+-.!|~&"})


def _escaped(words: str) -> str:
    """Return `words` so that Markdown shows them as they are."""
    return " ".join(words.translate(_MARKS).split())
