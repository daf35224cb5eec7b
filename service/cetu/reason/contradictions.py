"""What sort of contradiction a justification is, with a sentence that names the thing.

HermiT says that axioms contradict each other, not of what sort the contradiction is. These are the
OWL 2 RL rules whose conclusion is `false` (and the datatype rules), one SELECT a file under
`queries/contradictions/`; the file's header holds the sentence, with the query's variables in
braces, and what to do. They run on what a justification says and what `rules.close` adds to that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast, get_args

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store

from cetu import assets
from cetu.errors import CheckFailed
from cetu.model.finding import Finding, Kind
from cetu.namespaces import BASE, CETU
from cetu.reason.label import label

RULES: Final = f"{BASE}contradictions#"
"""What the IRIs of the sorts of contradiction begin with."""

_Value = NamedNode | BlankNode | Literal
_HEADER: Final = re.compile(r"^#\+ (\w+): (.+)$", re.MULTILINE)
_NEEDED: Final = ("kind", "sentence", "sentence_en", "advice", "advice_en")


@dataclass(frozen=True, slots=True)
class Detector:
    """One sort of contradiction: its name and SELECT; sentence and advice in both languages."""

    name: str
    query: str
    kind: Kind
    zh: str
    en: str
    advice_zh: str
    advice_en: str


def detectors(root: Path | None = None) -> list[Detector]:
    """Return the sorts of contradiction known under `queries/contradictions/`, by name.

    Raises:
        CheckFailed: the header of a file lacks something.
    """
    folder = (root or assets.root()) / "queries" / "contradictions"
    return [_detector(path) for path in sorted(folder.glob("*.rq"))]


def _detector(path: Path) -> Detector:
    text = path.read_text("utf-8")
    header = dict(_HEADER.findall(text))
    missing = [key for key in _NEEDED if key not in header]
    if missing or header["kind"] not in get_args(Kind):
        told = ", ".join(missing or ["kind"])
        raise CheckFailed(
            f"{path.name} lacks in its header: {told}.", f"{path.name} 的头部缺少：{told}。"
        )
    kind = cast("Kind", header["kind"])
    said = (header[key] for key in _NEEDED[1:])
    return Detector(path.stem, text, kind, *said)


def find(store: Store, known: rdflib.Graph, *, root: Path | None = None) -> list[Finding]:
    """Return the contradictions in `store`, sorted.

    Args:
        store: some statements and axioms, and all that follows from them.
        known: holds the labels of what they name, and the evidence for it.
        root: folder that holds `queries/`.
    """
    found = [finding for detector in detectors(root) for finding in _run(store, known, detector)]
    return sorted(set(found))


def _run(store: Store, known: rdflib.Graph, detector: Detector) -> list[Finding]:
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
        findings.append(_finding(known, detector, values))
    return findings


def _finding(known: rdflib.Graph, detector: Detector, values: Mapping[str, _Value]) -> Finding:
    thing = values["thing"]
    return Finding(
        severity="violation",
        layer="owl",
        rule=f"{RULES}{detector.name}",
        thing=thing.value,
        zh=detector.zh.format_map({key: _called(known, v, "zh") for key, v in values.items()}),
        en=detector.en.format_map({key: _called(known, v, "en") for key, v in values.items()}),
        quote=quote(known, thing.value) if isinstance(thing, NamedNode) else "",
        value=" ".join(str(value) for key, value in values.items() if key != "thing"),
        kind=detector.kind,
        advice_zh=detector.advice_zh,
        advice_en=detector.advice_en,
    )


def _called(known: rdflib.Graph, value: _Value, language: str) -> str:
    if isinstance(value, NamedNode):
        return label(known, rdflib.URIRef(value.value), language)
    return value.value


def quote(known: rdflib.Graph, thing: str) -> str:
    """Return words of a document that are evidence for `thing`, or that it quotes; "" if none."""
    node = rdflib.URIRef(thing)
    evidence = list(known.objects(node, CETU.evidence)) or [node]
    quotes = (str(one) for each in evidence for one in known.objects(each, CETU.exactQuote))
    return min(quotes, default="")
