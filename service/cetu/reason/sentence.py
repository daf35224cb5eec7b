"""How a thing is called in a sentence."""

from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from cetu.namespaces import BASE

Value = NamedNode | BlankNode | Literal

_LABEL: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def name(store: Store, value: Value, language: str) -> str:
    """Return the label of `value` in `language`, else in zh or en, else the end of its IRI."""
    if not isinstance(value, NamedNode):
        return value.value
    labels = {
        quad.object.language: quad.object.value
        for quad in store.quads_for_pattern(value, _LABEL, None)
        if isinstance(quad.object, Literal)
    }
    for choice in (language, "zh", "en"):
        if choice in labels:
            return labels[choice]
    return value.value.removeprefix(f"{BASE}id/").rpartition("#")[2]
