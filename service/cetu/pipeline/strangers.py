"""IRIs of others: each that a build writes must stand in the checked list, or the build fails.

An IRI of our own base is held by other checks. One of another's is a claim that the other has it,
and nobody here can see whether a made-up one is true; so it is looked up once, where it is defined,
and listed with how (`ontology/foreign/checked.csv`). `cetu link` lists what it writes by itself.
"""

import csv
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from cetu.errors import IriUnchecked
from cetu.namespaces import BASE

LIST: Final = "ontology/foreign/checked.csv"
_TOLD: Final = 5


def known(root: Path) -> dict[str, str]:
    """Return the listed IRIs of others and how each was checked; nothing where there is no list."""
    path = root / LIST
    if not path.is_file():
        return {}
    lines = path.read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["iri"]: row["how"] for row in rows}


def outside(terms: Iterable[object]) -> set[str]:
    """Return the IRIs of others among terms: names, and datatypes of literals."""
    found = set()
    for term in terms:
        if isinstance(term, ox.Literal):
            term = term.datatype  # noqa: PLW2901 - what is looked at is its IRI
        if isinstance(term, ox.NamedNode) and not term.value.startswith(BASE):
            found.add(term.value)
    return found


def refuse(triples: Iterable[ox.Triple], root: Path, vouched: frozenset[str] = frozenset()) -> None:
    """Let triples pass if every IRI of others in them is listed, or `vouched` for.

    Raises:
        IriUnchecked: some are not; the first few are named.
    """
    listed = _listed(root / LIST, _stamp(root / LIST))
    if not listed:
        return
    terms = {term for triple in triples for term in triple}
    if strange := sorted(outside(terms) - listed - vouched):
        raise IriUnchecked(
            f"IRIs of others that nobody has checked: {', '.join(strange[:_TOLD])}"
            f"{' …' if len(strange) > _TOLD else ''}.",
            f"未经核对的外部标识符：{'、'.join(strange[:_TOLD])}"
            f"{' 等' if len(strange) > _TOLD else ''}。",
            hint=f"Look each up where it is defined, then list it in {LIST}, with how.",
            hint_zh=f"请逐个到其定义处核对，再连同核对方式写入 {LIST}。",
        )


def _stamp(path: Path) -> int:
    return path.stat().st_mtime_ns if path.is_file() else 0


@lru_cache(maxsize=4)
def _listed(path: Path, stamp: int) -> frozenset[str]:
    del stamp  # of the file as it is now
    return frozenset(known(path.parents[2]))
