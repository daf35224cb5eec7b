"""The rules of the check: what each layer looks for, as pages and lists tell it.

Checks of the data, of the terms and the sorts of contradiction are SELECTs with a header; shapes
are Turtle. What the reasoner says without a query has its sentence here.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, cast, get_args

import pyoxigraph as ox

from cetu.model.finding import Kind, Layer, Severity
from cetu.model.rule import Rule
from cetu.namespaces import BASE, PREFIXES

SHELVES: Final = ("shapes", "checks", "hygiene", "contradictions")
"""Where rules are kept, and what their IRIs begin with."""

_HEADER: Final = re.compile(r"^#\+ (\w+): (.+)$", re.MULTILINE)
_SHAPES: Final = f"{BASE}shapes#"
_SH: Final = PREFIXES["sh"]
_SORT: Final = f"{PREFIXES['dcterms']}type"
_NOTE: Final = f"{PREFIXES['skos']}editorialNote"
_SEVERITY: Final[Mapping[str, Severity]] = {
    f"{_SH}Violation": "violation",
    f"{_SH}Warning": "warning",
    f"{_SH}Info": "info",
}
_LAYER: Final[Mapping[str, Layer]] = {
    "shapes": "shape",
    "checks": "check",
    "hygiene": "hygiene",
    "contradictions": "owl",
}

_UNWRITTEN: Final = (
    Rule(
        f"{BASE}contradictions#dt-not-type",
        "dt-not-type",
        "owl",
        "violation",
        "form",
        "写出的值是其数据类型的合法值。",
        "A value is written as its datatype demands.",
    ),
    Rule(
        f"{BASE}contradictions#unsatisfiable",
        "unsatisfiable",
        "owl",
        "violation",
        "modelling",
        "本体中的每个类都可能有成员。",
        "Every class of the ontology can have a member.",
    ),
    Rule(
        f"{BASE}contradictions#hermit",
        "hermit",
        "owl",
        "violation",
        "contradiction",
        "数据与本体能够同时成立。",
        "Data and ontology can be true together.",
    ),
    Rule(
        f"{BASE}contradictions#more",
        "more",
        "owl",
        "warning",
        "contradiction",
        "列出了数据与本体的全部矛盾。",
        "All contradictions of data and ontology are listed.",
    ),
    Rule(
        f"{BASE}shapes#Unchecked",
        "Unchecked",
        "shape",
        "warning",
        None,
        "写入的内容能在时限内对照形状约束检查。",
        "What is written can be held against the shapes in time.",
    ),
)
"""Rules that stand in the program, not in a file."""


def rules(root: Path) -> tuple[Rule, ...]:
    """Return every rule under `root`, by shelf and name."""
    found = {rule.iri: rule for rule in _UNWRITTEN}
    for shelf in SHELVES[1:]:
        for path in sorted((root / "queries" / shelf).glob("*.rq")):
            rule = _query(shelf, path)
            found[rule.iri] = rule
    for rule in _shapes(root):
        found[rule.iri] = rule
    return tuple(sorted(found.values(), key=lambda one: (SHELVES.index(shelf_of(one)), one.name)))


def shelf_of(rule: Rule) -> str:
    """Return where a rule is kept."""
    return rule.iri.removeprefix(BASE).partition("#")[0]


def shapes(root: Path) -> list[ox.Triple]:
    """Return what the files of shapes state, sorted; blank nodes are named for their place.

    Raises:
        SyntaxError: a file is not Turtle.
    """
    found: list[ox.Triple] = []
    for path in sorted((root / "shapes").glob("*.ttl")):
        quads = ox.parse(path=path, rename_blank_nodes=False)
        found += [quad.triple for quad in quads]
    return found


def described(root: Path, shelf: str) -> list[ox.Triple]:
    """Return what is stated of the rules of a shelf, sorted: the shapes, or the queries.

    A query is an executable of SHACL (https://www.w3.org/TR/shacl-af/#SPARQLSelectExecutable) with
    its severity, kind (`dcterms:type`), what it looks for and what to do.
    """
    if shelf == "shapes":
        return shapes(root)
    found: list[ox.Triple] = []
    for rule in rules(root):
        if shelf_of(rule) == shelf:
            found += _statements(rule)
    return sorted(found, key=str)


def _statements(rule: Rule) -> Iterator[ox.Triple]:
    thing = ox.NamedNode(rule.iri)

    def states(predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
        return ox.Triple(thing, ox.NamedNode(predicate), value)

    if rule.text:
        yield states(f"{PREFIXES['rdf']}type", ox.NamedNode(f"{_SH}SPARQLSelectExecutable"))
        yield states(f"{_SH}select", ox.Literal(rule.text))
    yield states(f"{PREFIXES['rdfs']}label", ox.Literal(rule.name))
    severity = next(iri for iri, one in _SEVERITY.items() if one == rule.severity)
    yield states(f"{_SH}severity", ox.NamedNode(severity))
    if rule.kind:
        yield states(_SORT, ox.Literal(rule.kind))
    for predicate, zh, en in (
        (f"{PREFIXES['skos']}definition", rule.zh, rule.en),
        (_NOTE, rule.advice_zh, rule.advice_en),
    ):
        for text, language in ((zh, "zh"), (en, "en")):
            if text:
                yield states(predicate, ox.Literal(text, language=language))


def _query(shelf: str, path: Path) -> Rule:
    """Read the header of a query; what is wrong with it the check itself tells."""
    text = path.read_text("utf-8")
    told = dict(_HEADER.findall(text))
    kind, layer = told.get("kind"), told.get("layer")
    severity = told.get("severity", "violation")
    return Rule(
        iri=f"{BASE}{shelf}#{path.stem}",
        name=path.stem,
        layer=cast("Layer", layer) if layer in get_args(Layer) else _LAYER[shelf],
        severity=cast("Severity", severity) if severity in get_args(Severity) else "violation",
        kind=cast("Kind", kind) if kind in get_args(Kind) else _kind(shelf),
        zh=told.get("summary", path.stem),
        en=told.get("summary_en", path.stem),
        advice_zh=told.get("advice", ""),
        advice_en=told.get("advice_en", ""),
        text=text,
    )


def _kind(shelf: str) -> Kind:
    return "modelling" if shelf == "hygiene" else "contradiction"


def _shapes(root: Path) -> Iterator[Rule]:
    """Yield the shapes that have a message: a finding names the one that it is of."""
    messages: dict[str, dict[str, str]] = {}
    severities: dict[str, Severity] = {}
    kinds: dict[str, Kind] = {}
    advice: dict[str, dict[str, str]] = {}
    for triple in shapes(root):
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        if not isinstance(subject, ox.NamedNode) or not subject.value.startswith(_SHAPES):
            continue
        if predicate == f"{_SH}message" and isinstance(value, ox.Literal):
            messages.setdefault(subject.value, {})[value.language or ""] = value.value
        elif predicate == _NOTE and isinstance(value, ox.Literal):
            advice.setdefault(subject.value, {})[value.language or ""] = value.value
        elif predicate == _SORT and isinstance(value, ox.Literal):
            if value.value in get_args(Kind):
                kinds[subject.value] = cast("Kind", value.value)
        elif predicate == f"{_SH}severity" and isinstance(value, ox.NamedNode):
            severities[subject.value] = _SEVERITY.get(value.value, "violation")
    for iri, told in messages.items():
        yield Rule(
            iri=iri,
            name=iri.removeprefix(_SHAPES),
            layer="shape",
            severity=severities.get(iri, "violation"),
            kind=kinds.get(iri),
            zh=told.get("zh", ""),
            en=told.get("en", ""),
            advice_zh=advice.get(iri, {}).get("zh", ""),
            advice_en=advice.get(iri, {}).get("en", ""),
        )
