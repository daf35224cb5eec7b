"""What is kept of others is what they wrote: made anew from the pinned sources, it is the same."""

import re

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS
from tests.linked import foreign
from tests.linked.pinned import ROOT, Absent, Read, Source, load, source_of, sources

from cetu.pipeline.strangers import LIST, known

STATUS = "http://www.w3.org/2003/06/sw-vocab-status/ns#term_status"
SUPERSEDED = ("http://schema.org/supersededBy", "http://purl.org/dc/terms/isReplacedBy")


@pytest.fixture(scope="module", autouse=True)
def _sources() -> None:
    """Every pinned source is to be had, or nothing here can be told."""
    try:
        for source in sources():
            load(source)
    except Absent as error:
        pytest.skip(str(error))


def terms() -> list[str]:
    return sorted({term for subject, _, term in foreign.stated() if foreign.TERM in subject})


def test_the_alignments_name_terms_of_every_vocabulary_asked_for() -> None:
    named = {source.title.split()[0] for term in terms() if (source := source_of(term))}
    assert named >= {"ELI", "CPSV-AP", "CPOV", "CCCEV", "FIBO", "DCMI", "DCAT", "Web", "The"}
    assert named >= {"PROV-O", "QUDT", "RiC-O", "schema.org", "OWL-Time", "SKOS"}


def test_each_term_is_declared_in_its_source_and_not_deprecated() -> None:
    for term in terms():
        source = source_of(term)
        assert source is not None, term
        read = load(source)
        assert read.named(term, str(RDF.type)), term
        assert not deprecated(read, term), term


def deprecated(read: Read, term: str) -> bool:
    flagged = [str(value) for value in read.values(term, str(OWL.deprecated))]
    status = " ".join(read.texts(term, STATUS)).lower()
    said = " ".join(read.texts(term, str(RDFS.comment))).lower()
    return (
        any("true" in value for value in flagged)
        or any(read.values(term, one) for one in SUPERSEDED)
        or status in {"archaic", "deprecated"}
        or (bool(re.search(r"\bdeprecated\b", said)) and "removed later" not in said)
    )


def test_a_deprecated_term_is_known_as_one() -> None:
    eli = next(source for source in sources() if source.title == "ELI")
    assert deprecated(load(eli), f"{eli.namespace}implements")
    schema = next(source for source in sources() if source.title == "schema.org")
    assert deprecated(load(schema), f"{schema.namespace}fileFormat")


def test_declarations_are_as_read() -> None:
    _, _, kept = foreign.ALIGNMENT.read_text("utf-8").partition(foreign.MARK)
    assert foreign.declarations() in kept


def test_axioms_are_as_read() -> None:
    assert foreign.AXIOMS.read_text("utf-8") == foreign.axioms()
    assert len(list(ox.parse(path=foreign.AXIOMS))) > 200


def test_the_checked_list_is_as_found() -> None:
    assert (ROOT / LIST).read_text("utf-8") == foreign.checked()


def test_listed_by_hand_are_few_and_each_says_how() -> None:
    by_hand = {
        iri: how
        for iri, how in known(ROOT).items()
        if not how.startswith(("term of", "namespace of"))
    }
    assert len(by_hand) < 20
    assert all(how.count(":") for how in by_hand.values())


def test_a_source_that_changed_is_told() -> None:
    eli = next(source for source in sources() if source.title == "ELI")
    other = Source(eli.namespace, eli.title, eli.version, eli.read, "0" * 64, eli.on)
    with pytest.raises(AssertionError, match="not the file that was read"):
        load(other)


def test_a_term_that_nobody_has_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    made_up = [
        ("https://w3id.org/cetu/ontology#Task", str(RDFS.subClassOf), "http://schema.org/Zask")
    ]
    monkeypatch.setattr(foreign, "stated", lambda: made_up)
    with pytest.raises(KeyError, match="no pinned source"):
        foreign.declarations()
