"""What a check finds, and the report that gathers it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["violation", "warning", "info"]
Layer = Literal["shape", "check", "owl", "reading"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One finding, with a sentence for an officer in both languages.

    `thing` is the IRI it is about, `rule` the IRI or name of what found it, `quote` the words of
    the document behind it ("" where there are none). For a shape, `path` (as SPARQL writes it),
    `component` (IRI) and `value` (N-Triples form) say which property, constraint and value it was;
    for the others `value` holds what tells two findings of one rule about one thing apart.
    `identity` is stable: a digest of layer, rule, thing and value; the report fills it in.
    """

    severity: Severity
    layer: Layer
    rule: str
    thing: str
    zh: str
    en: str
    quote: str = ""
    identity: str = ""
    path: str = ""
    component: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one run, sorted; `consistent` is OWL's answer (None: not asked)."""

    findings: tuple[Finding, ...]
    consistent: bool | None
    unsatisfiable: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """No violation (warnings and notes do not count), and not inconsistent."""
        return self.consistent is not False and not any(
            f.severity == "violation" for f in self.findings
        )
