"""The report: every finding once, in a fixed order, one module a format."""

from cetu.report.assemble import assemble
from cetu.report.plain import as_json
from cetu.report.shacl import turtle
from cetu.report.text import text

__all__ = ["as_json", "assemble", "text", "turtle"]
