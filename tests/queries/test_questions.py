"""Every stored question: its header, its rows against what reading the document gives, its limits.

The CSV files beside this one were written from the document, not from the graph: numbers, texts,
parties and positions from the source file, instruments, beneficiaries and limits from reading it.
"""

import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

import cetu
from cetu import queries
from cetu.errors import ParameterInvalid
from cetu.model.question import Question
from cetu.namespaces import BASE, CETU, GRAPH, ID, PREFIXES
from cetu.store import snapshot

HERE = Path(__file__).parent
QUESTIONS = Path(__file__).parents[2] / "queries" / "questions"
NAMES = sorted(path.stem for path in QUESTIONS.glob("*.rq"))

PARTIAL = {"facts-with-evidence", "alignments"}
"""Too long to write out: the CSV holds whole rows of each kind; tests of their own do the rest."""

ANSWERABLE = {1, 2, 3, 4, 5, 6, 10, 11, 12, 13, 14, 15, 18, 19, 21, 23, 24}
"""The questions that the first document answers alone."""
TRAPS = {101: "lead-of-task", 102: "group-members", 103: "task-text"}

DOCUMENT = str(ID["document/dongguan-techfin-2024-annex"])
HEAD = f"@base <{ID}> .\n" + "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
SAMPLE = "dongguan-techfin-2024-annex"
TASK_5, TASK_7, TASK_13, TASK_17 = (
    f"<task/{SAMPLE}/{key}>" for key in ("0e9cc2ee", "e3c24dca", "5ac13ee1", "ddddaabc")
)


def _expected(name: str) -> list[dict[str, str]]:
    text = (HERE / f"{name}.csv").read_text(encoding="utf-8")
    return rows(text.replace("{version}", cetu.__version__))


def _inject(store: ox.Store, turtle: str) -> ox.Store:
    store.load(
        input=HEAD + turtle, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(GRAPH["injected"])
    )
    return store
