"""Reconciling: from the names in a spreadsheet to the IRIs of the graph.

What the Reconciliation Service API 0.2 asks of a service, without its HTTP:
https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
`catalogue` gathers what can be meant, `matching` finds and scores it, `properties` tells of it.
"""

from cetu.answer.reconcile.catalogue import TYPES, Catalogue, Entity, Shelf, Type
from cetu.answer.reconcile.matching import Candidate, Query, candidates, suggest
from cetu.answer.reconcile.properties import PROPERTIES, Cell, Property, extend

__all__ = [
    "PROPERTIES",
    "TYPES",
    "Candidate",
    "Catalogue",
    "Cell",
    "Entity",
    "Property",
    "Query",
    "Shelf",
    "Type",
    "candidates",
    "extend",
    "suggest",
]
