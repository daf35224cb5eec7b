"""The report as JSON, and back."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from cetu.model.finding import Acceptance, Finding, Report
from cetu.model.place import Place, Stretch
from cetu.report.about import documents
from cetu.report.words import RANK


def as_json(report: Report, places: Mapping[str, Place] | None = None) -> str:
    """Return the report as one JSON object; the same report gives the same bytes.

    Each finding has all its fields, `documents` (the IRIs of those it is about) and, where somebody
    accepts it, `accepted`; of those in `places` (by identity), `place` says where the words stand.
    """
    counts = Counter(finding.severity for finding in report.open)
    accepted = {one.identity: one for one in report.accepted}
    content = {
        "conforms": report.conforms,
        "consistent": report.consistent,
        "unsatisfiable": report.unsatisfiable,
        "snapshot": report.digest,
        "counts": {severity: counts[severity] for severity in RANK} | {"accepted": len(accepted)},
        "findings": [_plain(one, accepted, places or {}) for one in report.findings],
        "gone": [asdict(one) for one in report.gone],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _plain(
    finding: Finding, accepted: Mapping[str, Acceptance], places: Mapping[str, Place]
) -> dict[str, Any]:
    found = asdict(finding) | {"documents": documents(finding)}
    if known := accepted.get(finding.identity):
        found["accepted"] = {"reason": known.reason, "date": known.date, "until": known.until}
    if place := places.get(finding.identity):
        found["place"] = asdict(place)
    return found


def of_json(text: str | bytes) -> tuple[Report, dict[str, Place]]:
    """Return the report and the places of which `as_json` made `text`.

    Raises:
        ValueError: it is no such text.
    """
    try:
        content = json.loads(text)
        findings, accepted, places = [], [], {}
        for told in content["findings"]:
            told.pop("documents")
            if known := told.pop("accepted", None):
                accepted.append(Acceptance(told["identity"], **known))
            if place := told.pop("place", None):
                stretch = place["stretch"] and Stretch(**place["stretch"])
                places[told["identity"]] = Place(place["file"], stretch)
            findings.append(Finding.of(told))
        report = Report(
            tuple(findings),
            content["consistent"],
            tuple(content["unsatisfiable"]),
            content["snapshot"],
            tuple(accepted),
            tuple(Acceptance(**one) for one in content["gone"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no report of a check: {error}") from error
    return report, places
