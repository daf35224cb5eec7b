"""The document and the version received."""

import hashlib
from pathlib import Path

from rdflib import Graph, Literal
from rdflib.namespace import XSD

from cetu.namespaces import CETU, ID

ANNEX = ID["document/dongguan-techfin-2024-annex"]


def test_the_annex_and_its_parent(graph: Graph) -> None:
    parent = graph.value(ANNEX, CETU.annexOf)
    assert parent == ID["document/dongguan-techfin-2024"]
    title = "东莞市关于推动科技金融高质量发展助力科技型企业创新发展的实施意见"
    assert str(graph.value(parent, CETU.title)) == title
    issuers = {str(body).rsplit("/", 1)[1] for body in graph.objects(ANNEX, CETU.issuedBy)}
    assert issuers == {"441900-kexuejishuju", "441900-jinrongban"}


def test_dates_are_instants_since_owl_has_no_dates(graph: Graph) -> None:
    date = graph.value(ANNEX, CETU.documentDate)
    assert date == Literal("2024-07-03T00:00:00", datatype=XSD.dateTime)


def test_metadata_that_the_file_does_not_state_says_where_it_was_read(graph: Graph) -> None:
    assert "附件本身未载" in str(graph.value(ANNEX, CETU.metadataSource))


def test_the_version_is_the_bytes_received(graph: Graph, annex: Path) -> None:
    (version,) = graph.subjects(CETU.versionOf, ANNEX)
    digest = hashlib.sha256(annex.read_bytes()).hexdigest()
    assert str(graph.value(version, CETU.contentDigest)) == digest
    assert str(version).endswith(digest[:12])
    assert graph.value(version, CETU.characterCount) == Literal(5488)
    assert graph.value(version, CETU.byteCount) == Literal(15528)
