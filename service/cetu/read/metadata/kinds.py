"""Kinds: what kind of document a title names, from the vocabulary of kinds."""

import re
from collections.abc import Mapping
from functools import cache

from rdflib import SKOS, Graph, Literal

from cetu import assets
from cetu.namespaces import ID

_BRACKETS = re.compile(r"\s*[（(][^（）()]*[）)]\s*$")


@cache
def kinds() -> Mapping[str, str]:
    """Return label → key of every kind in `ontology/vocabulary/document-kinds.ttl`."""
    graph = Graph().parse(assets.root() / "ontology" / "vocabulary" / "document-kinds.ttl")
    prefix = str(ID["document-kind/"])
    return {
        str(label): str(concept).removeprefix(prefix)
        for predicate in (SKOS.prefLabel, SKOS.altLabel)
        for concept, label in graph.subject_objects(predicate)
        if str(concept).startswith(prefix) and isinstance(label, Literal) and label.language == "zh"
    }


def bare(title: str) -> str:
    """Return a title without the brackets that close it (试行, 2025—2027年)."""
    before = None
    while before != title:
        before, title = title, _BRACKETS.sub("", title)
    return title.rstrip()


def kind(title: str) -> tuple[str, str] | None:
    """Return (key, word) of the kind that `title` ends with, the longest word; None for none."""
    words = bare(title).replace(" ", "")
    ends = [label for label in kinds() if words.endswith(label)]
    if not ends:
        return None
    word = max(ends, key=len)
    return kinds()[word], word
