"""The JSON-LD context of the ontology: short names for its terms, with what their values are.

https://www.w3.org/TR/json-ld11/#the-context
"""

from typing import Final

from cetu.answer.asking import Asks, ask, iri
from cetu.namespaces import CETU, GRAPH, PREFIXES

_OWL: Final = PREFIXES["owl"]
_XSD: Final = PREFIXES["xsd"]
_PLAIN: Final = {_XSD + "string", _XSD + "boolean"}
"""Datatypes that JSON has of itself."""

_TERMS: Final = f"""SELECT DISTINCT ?term ?kind ?range ?facet WHERE {{
  GRAPH {iri(str(GRAPH["ontology"]))} {{
    VALUES ?kind {{ owl:Class owl:ObjectProperty owl:DatatypeProperty owl:NamedIndividual
                    owl:AnnotationProperty }}
    ?term a ?kind FILTER(STRSTARTS(STR(?term), "{CETU}"))
    OPTIONAL {{ ?term rdfs:range ?range OPTIONAL {{ ?range owl:onDatatype ?facet }} }}
  }}
}} ORDER BY ?term ?kind"""

Context = dict[str, str | dict[str, str]]


def context(engine: Asks) -> Context:
    """Return the context: prefixes, then every term of the ontology by its local name.

    A property of things takes IRIs (`@id`), one of values its datatype; a property whose values
    are plain text or true and false needs nothing said.
    """
    found: Context = {"id": "@id", "type": "@type", **PREFIXES}
    for row in ask(engine, _TERMS):
        term, kind = row["term"].value, row["kind"].value
        short = f"cetu:{term.removeprefix(str(CETU))}"
        of = row.get("facet", row.get("range"))
        if kind == _OWL + "ObjectProperty":
            found[term.removeprefix(str(CETU))] = {"@id": short, "@type": "@id"}
        elif kind == _OWL + "DatatypeProperty" and of and of.value not in _PLAIN:
            datatype = f"xsd:{of.value.removeprefix(_XSD)}" if _XSD in of.value else of.value
            found[term.removeprefix(str(CETU))] = {"@id": short, "@type": datatype}
        else:
            found.setdefault(term.removeprefix(str(CETU)), short)
    return found
