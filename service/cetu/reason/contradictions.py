"""Contradictions found by rule, each with a sentence that names the thing.

HermiT says that something is wrong, never what. These are the OWL 2 RL rules whose conclusion is
`false` (and the datatype rules), one SELECT a file under `queries/contradictions/`; the file's
header holds the sentence, with the query's variables in braces. They run on what `rules.close` adds
to, so that what is only implied is seen too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store

from cetu import assets
from cetu.errors import CheckFailed
from cetu.model.finding import Finding
from cetu.namespaces import BASE, CETU
from cetu.reason.sentence import Value, name

_EVIDENCE: Final = NamedNode(str(CETU.evidence))
_QUOTE: Final = NamedNode(str(CETU.exactQuote))
RULES: Final = f"{BASE}contradictions#"
"""What the IRIs of the kinds of contradiction begin with."""

_HEADER: Final = re.compile(r"^#\+ (\w+): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Detector:
    """One kind of contradiction: its name, its SELECT, its sentence in both languages."""

    name: str
    query: str
    zh: str
    en: str


def detectors(root: Path | None = None) -> list[Detector]:
    """Return the kinds of contradiction known under `queries/contradictions/`, by name.

    Raises:
        CheckFailed: a file has no sentence in its header.
    """
    folder = (root or assets.root()) / "queries" / "contradictions"
    return [_detector(path) for path in sorted(folder.glob("*.rq"))]


def _detector(path: Path) -> Detector:
    text = path.read_text("utf-8")
    header = dict(_HEADER.findall(text))
    if not {"sentence", "sentence_en"} <= header.keys():
        raise CheckFailed(
            f"{path.name} has no sentence in both languages.", f"{path.name} 缺少中英文句子。"
        )
    return Detector(path.stem, text, header["sentence"], header["sentence_en"])


def find(store: Store, *, root: Path | None = None) -> list[Finding]:
    """Return the contradictions in `store`, which holds ontology, data and all that follows."""
    found = [finding for detector in detectors(root) for finding in _run(store, detector)]
    return sorted(set(found))


def _run(store: Store, detector: Detector) -> list[Finding]:
    answer = store.query(detector.query)
    if not isinstance(answer, QuerySolutions):
        raise CheckFailed(
            f"{detector.name} is not a SELECT.", f"{detector.name} 不是 SELECT 查询。"
        )
    names = [variable.value for variable in answer.variables]
    findings = []
    for row in answer:
        values = {key: row[key] for key in names}
        # A class without a name cannot be put in a sentence; the named ones above it are found too.
        if any(isinstance(value, BlankNode) for value in values.values()):
            continue
        findings.append(_finding(store, detector, values))
    return findings


def _finding(store: Store, detector: Detector, values: Mapping[str, Value]) -> Finding:
    thing = values["thing"]
    return Finding(
        severity="violation",
        layer="owl",
        rule=f"{RULES}{detector.name}",
        thing=thing.value,
        zh=detector.zh.format_map({key: name(store, v, "zh") for key, v in values.items()}),
        en=detector.en.format_map({key: name(store, v, "en") for key, v in values.items()}),
        quote=_quote(store, thing),
        value=" ".join(str(value) for key, value in values.items() if key != "thing"),
    )


def _quote(store: Store, thing: Value) -> str:
    if not isinstance(thing, NamedNode):
        return ""
    evidence = [q.object for q in store.quads_for_pattern(thing, _EVIDENCE, None)] or [thing]
    quotes = sorted(
        quad.object.value
        for node in evidence
        if isinstance(node, NamedNode)
        for quad in store.quads_for_pattern(node, _QUOTE, None)
        if isinstance(quad.object, Literal)
    )
    return quotes[0] if quotes else ""
