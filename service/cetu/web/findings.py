"""The page of the last check: what was found, why, what to do; and the same for machines."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from cetu import report
from cetu.answer.asking import Asks
from cetu.answer.naming import names
from cetu.answer.rules import rules, shelf_of
from cetu.errors import ThingUnknown
from cetu.model.finding import Finding
from cetu.namespaces import ID
from cetu.pipeline.saved import Kept, Saved
from cetu.report.about import documents
from cetu.report.words import KINDS, LAYERS, ONE, RANK, SEVERITIES, short
from cetu.web.frame import Frame
from cetu.web.headers import SECURITY

_A_PAGE: Final = 40
"""Findings on a page."""
_WHY: Final = 6
"""Premises of a finding that are shown before the rest is unfolded."""
_DOCUMENT: Final = f"{ID}document/"
FILES: Final[Mapping[str, tuple[str, str]]] = {
    "json": ("JSON", "application/json"),
    "ttl": ("Turtle", "text/turtle; charset=utf-8"),
    "csv": ("CSV", "text/csv; charset=utf-8"),
    "sarif": ("SARIF", "application/sarif+json"),
    "xml": ("JUnit", "application/xml"),
}
"""The forms of the report, by the end of their address: what they are called, the media type."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen of the findings: "" for any."""

    severity: str = ""
    kind: str = ""
    layer: str = ""
    document: str = ""
    rule: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Choice":
        """Return what the parameters of an address choose; values that there are not choose all."""
        return cls(
            _known(asked.get("severity", ""), SEVERITIES),
            _known(asked.get("kind", ""), KINDS),
            _known(asked.get("layer", ""), LAYERS),
            asked.get("document", ""),
            asked.get("rule", ""),
        )

    def takes(self, one: Finding, but: str = "") -> bool:
        """Whether a finding is among the chosen, whatever field `but` chooses."""
        fields: dict[str, Callable[[], bool]] = {
            "severity": lambda: one.severity == self.severity,
            "kind": lambda: one.kind == self.kind,
            "layer": lambda: one.layer == self.layer,
            "document": lambda: f"{_DOCUMENT}{self.document}" in documents(one),
            "rule": lambda: self.rule in {short(rule) for rule in (one.rule, *one.also)},
        }
        return all(is_so() for name, is_so in fields.items() if name != but and getattr(self, name))


class Findings:
    """Renders the report that was kept last. Knows no routes."""

    def __init__(self, engine: Asks, saved: Saved, root: Path) -> None:
        """Take the graph for names, the report, and the root whose rules it is by."""
        self._engine = engine
        self._saved = saved
        self._root = root
        self._render = Frame().render

    def page(self, request: Request) -> Response:
        """The findings chosen by the address, a page at a time, the gravest first."""
        kept = self._saved.current()
        if kept is None:
            return self._render(request, "findings.html", kept=None)
        choice = Choice.of(request.query_params)
        chosen = [one for one in kept.report.open if choice.takes(one)]
        pages = max(1, -(-len(chosen) // _A_PAGE))
        asked = request.query_params.get("page", "1")
        number = int(asked[:9]) if asked.isascii() and asked.isdigit() else 1
        page = min(max(number, 1), pages)
        shown = chosen[(page - 1) * _A_PAGE : page * _A_PAGE]
        about = {iri for one in kept.report.open for iri in documents(one)}
        return self._render(
            request,
            "findings.html",
            kept=kept,
            stale=kept.report.digest != self._engine.digest,
            choice=choice,
            offered=_offered(kept.report.open, choice),
            documents=sorted(one.removeprefix(_DOCUMENT) for one in about),
            total=len(chosen),
            shown=shown,
            page=page,
            pages=pages,
            named=names(self._engine, {one.thing for one in shown} | about),
            files={end: name for end, (name, _) in FILES.items()},
            words={"severity": SEVERITIES, "kind": KINDS, "layer": LAYERS},
            ones=ONE,
            base=_DOCUMENT,
            why=_WHY,
            short=short,
        )

    def rules(self, request: Request, shelf: str) -> Response:
        """What the rules of a shelf look for, and how."""
        return self._render(
            request,
            "rules.html",
            shelf=shelf,
            rules=[rule for rule in rules(self._root) if shelf_of(rule) == shelf],
            words={"severity": ONE, "kind": KINDS},
            short=short,
        )

    def file(self, end: str) -> Response:
        """The whole report in one of its forms.

        Raises:
            ThingUnknown: there is no such form, or no report is kept.
            ReportUnreadable: it is damaged.
        """
        kept = self._saved.current()
        if end not in FILES:
            raise ThingUnknown(
                f"There is no report.{end}.",
                f"没有 report.{end}。",
                hint=f"The ends are {', '.join(FILES)}.",
                hint_zh=f"可用的扩展名：{'、'.join(FILES)}。",
            )
        if kept is None:
            raise ThingUnknown(
                "No report of a check is kept.",
                "还没有保存检查报告。",
                hint="Run `cetu check --save`.",
                hint_zh="请运行 cetu check --save。",
            )
        return Response(self._written(kept, end), media_type=FILES[end][1], headers=dict(SECURITY))

    def _written(self, kept: Kept, end: str) -> str:
        if end == "json":
            return report.as_json(kept.report, kept.places)
        if end == "ttl":
            return report.as_turtle(kept.report)
        if end == "csv":
            return report.as_csv(kept.report)
        if end == "sarif":
            return report.as_sarif(kept.report, rules(self._root), kept.places)
        return report.as_junit(kept.report, rules(self._root))


def _known(asked: str, there: Iterable[str]) -> str:
    return asked if asked in set(there) else ""


def _offered(findings: Iterable[Finding], choice: Choice) -> dict[str, list[tuple[str, int]]]:
    """What can be chosen of each field with the rest as it is, and how many findings that gives."""
    held = list(findings)
    orders: dict[str, list[str]] = {
        "severity": [*RANK],
        "kind": [*KINDS],
        "layer": [*LAYERS],
    }
    found = {}
    for field, order in orders.items():
        counts = Counter(getattr(one, field) for one in held if choice.takes(one, field))
        found[field] = [(name, counts[name]) for name in order if counts[name]]
    return found
