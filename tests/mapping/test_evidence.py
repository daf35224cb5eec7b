"""Every statement read has evidence, and every quote stands in the source, to the character."""

from pathlib import Path

from rdflib import RDF, Graph

from cetu.namespaces import CETU

READINGS = (
    "Measure",
    "Task",
    "Responsibility",
    "Clause",
    "InstrumentUse",
    "BeneficiaryMention",
    "ProgrammeMention",
    "PlaceMention",
    "Citation",
    "Limit",
)


def test_every_quote_is_read_back_from_the_bytes_of_the_source(graph: Graph, annex: Path) -> None:
    raw = annex.read_bytes().decode("utf-8")
    evidence = list(graph.subjects(RDF.type, CETU.Evidence))
    assert len(evidence) > 450
    for node in evidence:
        start = int(str(graph.value(node, CETU.startOffset)))
        end = int(str(graph.value(node, CETU.endOffset)))
        quote = str(graph.value(node, CETU.exactQuote))
        assert raw[start:end] == quote
        before, after = graph.value(node, CETU.quotePrefix), graph.value(node, CETU.quoteSuffix)
        assert raw[:start].endswith(str(before or ""))
        assert raw[end:].startswith(str(after or ""))


def test_every_reading_has_evidence(graph: Graph) -> None:
    counts = {}
    for name in READINGS:
        nodes = set(graph.subjects(RDF.type, CETU[name]))
        counts[name] = len(nodes)
        bare = [node for node in nodes if graph.value(node, CETU.evidence) is None]
        assert bare == [], name
    assert (counts["Measure"], counts["Task"], counts["Responsibility"]) == (14, 40, 81)
    assert counts["Limit"] == 3


def test_what_was_written_is_what_the_evidence_quotes(graph: Graph) -> None:
    for node, words in graph.subject_objects(CETU.asWritten):
        quotes = {
            str(graph.value(evidence, CETU.exactQuote))
            for evidence in graph.objects(node, CETU.evidence)
        }
        assert quotes == {str(words)}


def test_evidence_says_version_row_and_reader(graph: Graph) -> None:
    for node in graph.subjects(RDF.type, CETU.Evidence):
        for link in (CETU.fromVersion, CETU.inPart, CETU.readBy):
            assert len(list(graph.objects(node, link))) == 1
