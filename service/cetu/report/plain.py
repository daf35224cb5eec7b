"""The report as JSON."""

import json
from collections import Counter
from dataclasses import asdict

from cetu.model.finding import Report
from cetu.report.words import RANK


def as_json(report: Report) -> str:
    """Return the report as one JSON object; the same report gives the same bytes."""
    counts = Counter(finding.severity for finding in report.findings)
    content = {
        "conforms": report.conforms,
        "consistent": report.consistent,
        "unsatisfiable": report.unsatisfiable,
        "counts": {severity: counts[severity] for severity in RANK},
        "findings": [asdict(finding) for finding in report.findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
