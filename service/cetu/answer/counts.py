"""How much of what the graphs hold, counted by the engine."""

from cetu.engine import Queries
from cetu.model.counts import Counts
from cetu.model.result import Table

_EACH = """SELECT ?g (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?p) AS ?properties) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"""
_EACH_CLASSES = """SELECT ?g (COUNT(DISTINCT ?c) AS ?classes)
  WHERE { GRAPH ?g { ?s a ?c } } GROUP BY ?g"""
_SUBJECTS = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {0} ?s ?p ?o {1} }}"
_OF_CLASS = """SELECT ?of (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {0} ?s a ?of {1} FILTER(isIRI(?of)) }}
  GROUP BY ?of"""
_OF_PROPERTY = "SELECT ?of (COUNT(*) AS ?n) WHERE {{ {0} ?s ?of ?o {1} }} GROUP BY ?of"


def each(engine: Queries) -> dict[str, Counts]:
    """Return the totals of every named graph that holds a statement, by IRI.

    Raises:
        CetuError: as `Queries.select`.
    """
    classes = _numbers(engine.select(_EACH_CLASSES), "g", "classes")
    return {
        graph: Counts(
            triples=int(row["triples"].value),
            subjects=int(row["subjects"].value),
            classes=classes.get(graph, 0),
            properties=int(row["properties"].value),
        )
        for row in engine.select(_EACH)
        if "g" in row and (graph := row["g"].value)
    }


def of(engine: Queries, graph: str = "") -> Counts:
    """Return the counts of a named graph (an IRI that the engine holds), or of the default graph.

    Raises:
        CetuError: as `Queries.select`.
    """
    around = (f"GRAPH <{graph}> {{", "}") if graph else ("", "")
    (subjects,) = engine.select(_SUBJECTS.format(*around))
    of_class = _numbers(engine.select(_OF_CLASS.format(*around)), "of", "n")
    of_property = _numbers(engine.select(_OF_PROPERTY.format(*around)), "of", "n")
    return Counts(
        triples=sum(of_property.values()),
        subjects=int(subjects["n"].value),
        classes=len(of_class),
        properties=len(of_property),
        of_class=of_class,
        of_property=of_property,
    )


def _numbers(table: Table, key: str, number: str) -> dict[str, int]:
    return {row[key].value: int(row[number].value) for row in table if key in row}
