"""The stored questions as an editor finds them."""

from pathlib import Path

from rdflib import Graph

from cetu import queries
from cetu.mapping import examples
from cetu.namespaces import PREFIXES


def test_an_editor_finds_every_question_and_every_prefix(root: Path) -> None:
    questions = queries.load(root)
    graph = examples(questions.values())
    found = _rows(
        graph,
        """SELECT ?comment ?query WHERE { ?one a sh:SPARQLExecutable ;
        rdfs:comment ?comment ; sh:select|sh:ask|sh:construct ?query }""",
    )
    assert {comment for comment, _ in found} == {
        words for q in questions.values() for words in (q.summary_zh, q.summary_en)
    }
    assert all("SELECT" in text and not text.startswith("#+") for _, text in found)
    declared = _rows(
        graph, "SELECT ?p ?n WHERE { ?x sh:declare [ sh:prefix ?p ; sh:namespace ?n ] }"
    )
    assert declared == set(PREFIXES.items())


def test_every_example_is_a_select(root: Path) -> None:
    for question in queries.load(root).values():
        graph = examples([question])
        ((text,),) = _rows(graph, "SELECT ?q WHERE { ?s sh:select ?q }")
        words = [line.split()[0] for line in text.splitlines() if line.split()]
        assert next(word for word in words if word != "PREFIX") == "SELECT"


def _rows(graph: Graph, query: str) -> set[tuple[str, ...]]:
    prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    return {tuple(map(str, row)) for row in graph.query(prologue + query)}  # type: ignore[arg-type]
