"""What severities, kinds and layers are called, and the order in which a report tells them."""

from collections.abc import Mapping
from typing import Final

from cetu.model.finding import Kind, Layer, Severity
from cetu.namespaces import BASE

Both = tuple[str, str]
"""Words in Chinese and in English."""

SEVERITIES: Final[Mapping[Severity, Both]] = {
    "violation": ("违反", "violations"),
    "warning": ("提醒", "warnings"),
    "info": ("说明", "notes"),
}
"""The gravest first."""
ONE: Final[Mapping[Severity, Both]] = {
    "violation": ("违反", "violation"),
    "warning": ("提醒", "warning"),
    "info": ("说明", "note"),
}
"""What one finding of that severity is called."""

LAYERS: Final[Mapping[Layer, Both]] = {
    "reading": ("读取", "reading of the document"),
    "shape": ("形状约束", "shapes"),
    "check": ("全图检查", "checks of the whole graph"),
    "owl": ("本体一致性", "consistency with the ontology"),
    "hygiene": ("术语检查", "checks of the terms"),
}
KINDS: Final[Mapping[Kind, Both]] = {
    "contradiction": ("自相矛盾", "contradiction"),
    "conflict": ("文件之间不一致", "documents that disagree"),
    "reference": ("引用有误", "wrong reference"),
    "missing": ("缺少内容", "something is missing"),
    "form": ("写法不合要求", "wrong form"),
    "time": ("时间先后有误", "wrong order in time"),
    "naming": ("名称不清", "unclear name"),
    "numbering": ("编号有误", "wrong numbering"),
    "quote": ("引文不符", "quote and source differ"),
    "reading": ("读取存疑", "doubt of the reading"),
    "modelling": ("术语维护", "upkeep of the terms"),
}
"""What cannot be true first, then what is not there, then what is written badly."""

RANK: Final = tuple(SEVERITIES)
ORDER: Final = tuple(LAYERS)


def short(iri: str) -> str:
    """Return an IRI of ours without its base, any other whole."""
    return iri.removeprefix(BASE)
