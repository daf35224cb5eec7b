"""Which findings of several layers are one problem.

A shape, a check and OWL may all object to the same statements. They are one finding where they are
about the same thing and rest on the same statements of the data; the gravest is kept and names the
other rules. That two findings are about one thing does not make them one: something that is missing
leaves no statement by which to tell it from something else that is missing, and one statement may
be wrong in two ways. Where that cannot be told apart, both stay.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import Final

from cetu.model.finding import Finding, Kind, Premise
from cetu.namespaces import GRAPH

_STATEMENT: Final = re.compile(r"(?:<[^<>]*>|_:\S+) <(?P<predicate>[^<>]*)> .+ \.\s*")
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_BELOW: Final = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
_TERMS: Final = frozenset({str(GRAPH["ontology"]), str(GRAPH["alignment"])})
"""Graphs whose statements say what words mean, and are no statements of the data."""

_WRONG_ALONE: Final[frozenset[Kind]] = frozenset({"contradiction", "form", "reference"})
"""What is wrong with one statement alone, so that no other statement tells it from the next."""
_UNTOLD: Final[frozenset[Kind]] = frozenset({"missing", "reading"})
"""What lies in statements that are not there."""
_FEW: Final = 2


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """Return `findings` (the gravest first) with those of several layers that are one as one.

    The first of them is kept, with the rules of the others in `also`, and from them what it lacks:
    quote, advice, premises.
    """
    kept: list[Finding] = []
    first: list[Finding] = []
    by_ground: dict[Hashable, list[int]] = defaultdict(list)
    layers: list[set[str]] = []
    for finding in findings:
        ground = _ground(finding)
        known = by_ground[ground] if ground is not None else []
        for place in known:
            if _same(first[place], finding) and finding.layer not in layers[place] - {"owl"}:
                kept[place] = _with(kept[place], finding)
                layers[place].add(finding.layer)
                break
        else:
            known.append(len(kept))
            kept.append(finding)
            first.append(finding)
            layers.append({finding.layer})
    return kept


def _ground(finding: Finding) -> Hashable:
    """What is the same in findings that may be one; None: none is one with this."""
    if not finding.premises:
        return (finding.thing, finding.kind, finding.value) if finding.value else None
    told = _told(finding)
    return (finding.thing, told or _types(finding)) if told or _types(finding) else None


def _same(one: Finding, other: Finding) -> bool:
    """Whether two findings with the same ground are one problem."""
    if one.layer == other.layer:
        # OWL's axioms overlap; the rules of any other layer were written to find different things.
        return one.layer == "owl" and _axioms(one) == _axioms(other)
    kinds = {one.kind, other.kind}
    if kinds & _UNTOLD:
        return False
    owl = "owl" in {one.layer, other.layer} and "contradiction" in kinds  # it knows no other kind
    if len(kinds) > 1 and not owl:
        return False
    if not one.premises:
        return len(kinds) == 1
    told = _told(one)
    if len(told or _types(one)) >= _FEW:
        return True
    return bool(told) and kinds <= _WRONG_ALONE


def _with(kept: Finding, other: Finding) -> Finding:
    advised = kept if kept.advice_zh else other
    return replace(
        kept,
        quote=kept.quote or other.quote,
        advice_zh=advised.advice_zh,
        advice_en=advised.advice_en,
        premises=kept.premises or other.premises,
        also=tuple(sorted({*kept.also, *other.also, other.rule} - {kept.rule})),
    )


def _told(finding: Finding) -> frozenset[str]:
    """The statements of the data that a finding rests on, but for those that only class a thing."""
    return frozenset(
        one.text.strip() for one in finding.premises if _predicate(one) not in {"", _TYPE, _BELOW}
    )


def _types(finding: Finding) -> frozenset[str]:
    """The statements that class a thing."""
    return frozenset(one.text.strip() for one in finding.premises if _predicate(one) == _TYPE)


def _axioms(finding: Finding) -> frozenset[str]:
    """Everything that a finding rests on."""
    return frozenset(one.text.strip() for one in finding.premises)


def _predicate(premise: Premise) -> str:
    """The predicate of a statement of the data; "" for axioms and statements about terms."""
    found = _STATEMENT.fullmatch(premise.text)
    return found["predicate"] if found and premise.graph not in _TERMS else ""
