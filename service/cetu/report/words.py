"""What severities and layers are called, and the order in which a report tells them."""

from typing import Final

from cetu.model.finding import Layer, Severity

RANK: Final[tuple[Severity, ...]] = ("violation", "warning", "info")
"""The gravest first."""
LAYERS: Final[tuple[Layer, ...]] = ("reading", "shape", "check", "owl", "hygiene")

SEVERITY_ZH: Final[dict[Severity, str]] = {"violation": "违反", "warning": "提醒", "info": "说明"}
SEVERITY_EN: Final[dict[Severity, str]] = {
    "violation": "violations",
    "warning": "warnings",
    "info": "notes",
}
