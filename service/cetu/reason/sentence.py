"""An axiom as a sentence, in Chinese and in English, from the labels of what it names."""

from collections.abc import Iterable

from rdflib import Graph

from cetu.reason.chinese import Chinese
from cetu.reason.english import English
from cetu.reason.expression import Axiom


def sentence(axiom: Axiom, labels: Graph, about: Iterable[str] = ()) -> tuple[str, str]:
    """Return what `axiom` says, in Chinese and in English.

    Args:
        axiom: of any kind that `axioms` reads.
        labels: holds the labels of what the axiom names.
        about: IRIs that matter where it is told; of a long list, these are named first.
    """
    focus = frozenset(map(str, about))
    zh, en = Chinese(labels, focus), English(labels, focus)
    if axiom.ours and axiom.word == "DifferentIndividuals":
        return zh.apart(axiom), en.apart(axiom)
    return zh.axiom(axiom), en.axiom(axiom)
