"""The report: every finding once, in a fixed order, one module a format."""

from typing import TYPE_CHECKING

from cetu.lazy import face

if TYPE_CHECKING:
    from cetu.report.assembly import assemble
    from cetu.report.junit import as_junit
    from cetu.report.plain import as_json, of_json
    from cetu.report.sarif import as_sarif
    from cetu.report.shacl import as_turtle
    from cetu.report.table import as_csv
    from cetu.report.text import as_text
else:
    __getattr__ = face(
        __name__,
        {
            "as_csv": "table",
            "as_json": "plain",
            "as_junit": "junit",
            "as_sarif": "sarif",
            "as_text": "text",
            "as_turtle": "shacl",
            "assemble": "assembly",
            "of_json": "plain",
        },
    )

__all__ = [
    "as_csv",
    "as_json",
    "as_junit",
    "as_sarif",
    "as_text",
    "as_turtle",
    "assemble",
    "of_json",
]
