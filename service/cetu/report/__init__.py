"""The report: every finding once, in a fixed order, one module a format."""

from cetu.report.assemble import assemble
from cetu.report.junit import junit
from cetu.report.plain import as_json, of_json
from cetu.report.sarif import sarif
from cetu.report.shacl import turtle
from cetu.report.table import as_csv
from cetu.report.text import text

__all__ = ["as_csv", "as_json", "assemble", "junit", "of_json", "sarif", "text", "turtle"]
