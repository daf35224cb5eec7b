"""What sort of problem a shape finds, and what to do about it.

A shape may say both: `dcterms:type` the kind, `skos:editorialNote` the advice. Where it does not,
the component that failed (https://www.w3.org/TR/shacl/#core-components) tells them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast, get_args

from rdflib import DCTERMS, SH, SKOS, Graph, Literal, Node

from cetu.model.finding import Kind


@dataclass(frozen=True, slots=True)
class Remedy:
    """A kind of problem, and what to do in both languages."""

    kind: Kind
    zh: str
    en: str


_ADVICE: Final[Mapping[Kind, tuple[str, str]]] = {
    "missing": (
        "对照文件原文补上；原文确实没有的，不要编造。",
        "Add it from the document; where the document has none, invent nothing.",
    ),
    "form": (
        "按上述写法改写这个值，再重新构建。",
        "Write the value as asked above, then build again.",
    ),
    "contradiction": (
        "对照文件原文核对，只留下属实的。",
        "Compare with the document and keep only what is true.",
    ),
    "reference": (
        "改为指向所要求的那类事物；还没有登记的，先登记。",
        "Let it lead to a thing of the sort asked for; register that first if need be.",
    ),
    "time": (
        "对照文件原文核对两个日期，改正其中有误的一个。",
        "Compare both dates with the document and mend the wrong one.",
    ),
    "naming": (
        "改正名称或语言标记，再重新构建。",
        "Mend the name or its language tag, then build again.",
    ),
}
_KINDS: Final[Mapping[Node, Kind]] = {
    SH.MinCountConstraintComponent: "missing",
    SH.QualifiedMinCountConstraintComponent: "missing",
    SH.HasValueConstraintComponent: "missing",
    SH.MaxCountConstraintComponent: "contradiction",
    SH.QualifiedMaxCountConstraintComponent: "contradiction",
    SH.DisjointConstraintComponent: "contradiction",
    SH.EqualsConstraintComponent: "contradiction",
    SH.LessThanConstraintComponent: "contradiction",
    SH.LessThanOrEqualsConstraintComponent: "contradiction",
    SH.XoneConstraintComponent: "contradiction",
    SH.ClassConstraintComponent: "reference",
    SH.InConstraintComponent: "reference",
    SH.LanguageInConstraintComponent: "naming",
    SH.UniqueLangConstraintComponent: "naming",
}
"""Any other asks for a form: datatypes, patterns, kinds of nodes, bounds."""


def remedy(shapes: Graph, shape: Node, component: Node) -> Remedy:
    """Return what sort of problem it is that `component` of `shape` fails, and what to do."""
    said = {str(value) for value in shapes.objects(shape, DCTERMS.type)} & {*get_args(Kind)}
    kind = cast("Kind", min(said)) if said else _KINDS.get(component, "form")
    notes = {
        note.language: str(note)
        for note in shapes.objects(shape, SKOS.editorialNote)
        if isinstance(note, Literal)
    }
    zh, en = _ADVICE.get(kind, _ADVICE["contradiction"])
    return Remedy(kind, notes.get("zh", zh), notes.get("en", en))
