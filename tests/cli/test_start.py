"""A command imports what it needs, and no more: it answers at once."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

READERS = {"pdfplumber", "pypdfium2", "docx", "openpyxl", "selectolax", "pypinyin", "ahocorasick"}
REASONERS = {"pyshacl", "owlready2"}
PAGES = {"fastapi", "starlette", "jinja2", "uvicorn"}
DATA = {"rdflib", "pyoxigraph", "pydantic", "yaml"}


def _imported(*arguments: str, **environment: str) -> set[str]:
    """Run Python with arguments; return the packages that it imported, its own among them."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-X", "importtime", *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    names = re.findall(r"^import time: .*\| +(\S+)$", done.stderr, re.MULTILINE)
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_what_only_speaks_of_itself_imports_nothing_of_the_graph(argument: str) -> None:
    found = _imported("-m", "cetu", argument)
    assert "typer" in found
    assert found & (READERS | REASONERS | PAGES | DATA) == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "limits", "--format", "csv"),
        ("explain", "body/441900-shangwuju"),
        ("key", "list"),
        ("journal", "verify"),
    ],
    ids=" ".join,
)
def test_who_asks_needs_no_reader_reasoner_or_page(first: Path, arguments: tuple[str, ...]) -> None:
    found = _imported("-m", "cetu", *arguments, CETU_ROOT=str(first))
    assert "pydantic" in found
    assert found & (READERS | REASONERS | PAGES) == set()


def test_the_service_reads_and_reasons_in_other_processes() -> None:
    found = _imported("-c", "import cetu.cli.serve")
    assert "fastapi" in found
    assert found & (READERS | REASONERS) == set()
