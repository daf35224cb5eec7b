"""The report as JUnit XML, as CI servers read it: a test case a rule, a failure a finding.

There is no standard of this format; the elements and attributes are those that Jenkins and GitLab
read.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final
from xml.etree import ElementTree as ET

from cetu.model.finding import Finding, Layer, Report, Severity
from cetu.model.rule import Rule
from cetu.report.words import LAYERS, ORDER, RANK, short

_UNFIT: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document can hold (https://www.w3.org/TR/xml/#charsets)."""


def as_junit(report: Report, rules: Iterable[Rule] = (), *, floor: Severity = "violation") -> str:
    """Return the report as JUnit XML.

    A finding of at least the severity `floor` that nobody accepts is a failure; what else was found
    is told in the output of its test case. A rule that found nothing is a test case that passes.
    Characters that XML cannot hold are written as ⟨U+0007⟩.

    Args:
        report: what was found.
        rules: every rule that was tried; those that found something are told in any case.
        floor: the least severity that fails.
    """
    open_ = {one.identity for one in report.open}
    grave = RANK[: RANK.index(floor) + 1]
    cases: dict[Layer, dict[str, list[Finding]]] = {layer: {} for layer in ORDER}
    known: dict[str, Rule] = {}
    for rule in rules:
        cases[rule.layer].setdefault(rule.iri, [])
        known[rule.iri] = rule
    for one in report.findings:
        cases[one.layer].setdefault(one.rule, []).append(one)
    suites = ET.Element("testsuites", name="cetu check")
    total = failed = 0
    for layer, by_rule in cases.items():
        if not by_rule:
            continue
        suite = ET.SubElement(suites, "testsuite", name=" ".join(LAYERS[layer]))
        failures = 0
        for iri, found in by_rule.items():
            fails = [one for one in found if one.identity in open_ and one.severity in grave]
            _case(suite, iri, (found, fails), known)
            failures += len(fails)
        suite.attrib |= {"tests": str(len(by_rule)), "failures": str(failures), "errors": "0"}
        total, failed = total + len(by_rule), failed + failures
    suites.attrib |= {"tests": str(total), "failures": str(failed), "errors": "0"}
    ET.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(suites, "unicode")}\n'


def _case(
    suite: ET.Element,
    rule: str,
    findings: tuple[list[Finding], list[Finding]],
    known: Mapping[str, Rule],
) -> None:
    found, fails = findings
    about, _, name = short(rule).partition("#")
    said = f" {known[rule].zh}" if rule in known else ""
    case = ET.SubElement(
        suite, "testcase", classname=_fit(f"cetu.{about}"), name=_fit(f"{name}{said}"), time="0"
    )
    for one in fails:
        failure = ET.SubElement(case, "failure", message=_fit(one.zh), type=one.severity)
        failure.text = _fit(_whole(one))
    if rest := [one for one in found if one not in fails]:
        output = ET.SubElement(case, "system-out")
        output.text = _fit("\n\n".join(_whole(one) for one in rest))


def _whole(one: Finding) -> str:
    """Everything a finding says, a line each."""
    lines = [one.zh, one.en]
    if one.quote:
        lines.append(f"原文 Source: {one.quote}")
    for premise in one.premises:
        said = " ".join(filter(None, (premise.zh, premise.en))) or premise.text
        lines.append(f"为什么 Why: {said}")
    if one.advice_zh:
        lines.append(f"怎么办 What to do: {one.advice_zh} {one.advice_en}")
    lines += [f"事物 Thing: {one.thing}", f"规则 Rule: {one.rule}"]
    lines += [f"另见 Also: {rule}" for rule in one.also]
    return "\n".join([*lines, f"标识 Identity: {one.identity}"])


def _fit(words: str) -> str:
    """Return `words` with every character that XML cannot hold written as its code point."""
    return _UNFIT.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", words)
