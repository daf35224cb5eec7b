"""Titles: the documents that are known, by every way of writing their title and number."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rdflib import RDFS, SKOS, Graph, Literal

from cetu.model.folding import fold
from cetu.model.number import number
from cetu.namespaces import ID

_CARRIED: Final = re.compile(r"^.*?(?:印发|发布|转发)《?(?P<title>.+?)》?的通知$")
_LABELS: Final = (RDFS.label, SKOS.altLabel)


@dataclass(frozen=True, slots=True)
class Titles:
    """Known documents (IRIs) by title, punctuation aside, and by number; numbers by document."""

    titles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    numbers: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def documents(self, title: str, cited: str = "") -> tuple[str, ...]:
        """Return the one document that has the number `cited` or, without one, the title.

        Nothing where two have it, or where the document of that title has another number.
        """
        if found := self.numbers.get(cited):
            return _only(found)
        known = self.titles.get(bare(title), frozenset()) if title else frozenset()
        if cited:
            numbered = frozenset().union(*self.numbers.values())
            known -= numbered
        return _only(known)


def _only(found: Iterable[str]) -> tuple[str, ...]:
    one = tuple(found)
    return one if len(one) == 1 else ()


def bare(title: str) -> str:
    """Return the letters and digits of a title: quotation marks and brackets vary."""
    return re.sub(r"[\W_]", "", fold(title))


def load(root: Path) -> Titles:
    """Return the documents of `data/sources.csv`, their parents, and those of `documents.ttl`."""
    titles: dict[str, set[str]] = {}
    numbers: dict[str, set[str]] = {}
    for iri, title in _referred(root / "data" / "reference" / "documents.ttl"):
        titles.setdefault(bare(title), set()).add(iri)
    for row in _listed(root / "data" / "sources.csv"):
        issuers = [issuer for issuer in row.get("issuers", "").split("|") if issuer]
        # An annex is cited by its parent's title: its own (任务分工表) is that of many others.
        column, key = ("parent_title", "parent") if row.get("parent") else ("title", "identifier")
        if row.get(column) and row.get(key):
            iri = str(ID[f"document/{row[key]}"])
            for name in _names(row[column], issuers):
                titles.setdefault(bare(name), set()).add(iri)
        if known := number(row.get("number", "")):
            numbers.setdefault(known, set()).add(str(ID[f"document/{row['identifier']}"]))
    return Titles(_frozen(titles), _frozen(numbers))


def _frozen(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(iris) for key, iris in found.items()}


def _names(title: str, issuers: Sequence[str]) -> Iterator[str]:
    """Yield the ways to cite a title: with and without its issuer, and by its covering notice."""
    carried = _CARRIED.match(title)
    for name in (title, carried["title"]) if carried else (title,):
        yield name
        yield f"关于印发{name}的通知"
        yield f"印发{name}的通知"
        for issuer in issuers:
            yield name.removeprefix(issuer)
            yield f"{issuer}关于印发{name}的通知"
            yield f"{issuer}印发{name}的通知"
            if name.startswith("关于"):
                yield issuer + name


def _referred(path: Path) -> Iterator[tuple[str, str]]:
    if not path.is_file():
        return
    graph = Graph().parse(path)
    for predicate in _LABELS:
        for document, label in graph.subject_objects(predicate):
            if isinstance(label, Literal) and label.language == "zh":
                yield str(document), str(label)


def _listed(path: Path) -> Iterator[Mapping[str, str]]:
    # The list is checked where it is read as records; here a cell that is missing is only no name.
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: (cell or "").strip() for key, cell in row.items() if isinstance(cell, str)}
