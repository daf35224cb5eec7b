"""Accepted links on disk: each with who, when, whence and why, or not at all."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from cetu.errors import LinksInvalid
from cetu.link import TERMS, check, load, write
from cetu.model.link import Accepted, Proposal


def link(
    key: str = "441900", by: str = "数据处", theirs: str = "https://example.org/1"
) -> Accepted:
    proposal = Proposal(
        f"https://w3id.org/cetu/id/place/{key}", "东莞市", theirs, "Dongguan", "exactMatch",
        100.0, "same code 441900", "cities.ttl", "2026-11-25",
    )  # fmt: skip
    return Accepted(proposal, by, "2026-11-26")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "links" / "cities.ttl"
    assert write(path, [link(), link("440000", theirs="https://example.org/2")]) == 2
    found = load(path)
    assert [one.proposal.theirs for one in found] == [
        "https://example.org/2",
        "https://example.org/1",
    ]
    assert found[1].by == "数据处"
    assert found[1].on == "2026-11-26"
    assert found[1].proposal.reasons == "same code 441900"
    assert found[1].proposal.retrieved == "2026-11-25"


def test_more_are_added_and_the_same_pair_is_said_once(tmp_path: Path) -> None:
    path = tmp_path / "cities.ttl"
    write(path, [link()])
    assert write(path, [link(by="another"), link("440000", theirs="https://example.org/2")]) == 2
    assert {one.by for one in load(path)} == {"another", "数据处"}


def test_the_same_links_are_the_same_bytes(tmp_path: Path) -> None:
    both = [link(), link("440000", theirs="https://example.org/2")]
    write(tmp_path / "a.ttl", both)
    write(tmp_path / "b.ttl", reversed(both))
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()


def test_only_its_terms_are_used(tmp_path: Path) -> None:
    write(tmp_path / "a.ttl", [link()])
    for quad in ox.parse(path=tmp_path / "a.ttl"):
        assert quad.predicate.value in TERMS or quad.predicate.value.endswith("#type")


BARE = (
    "<https://w3id.org/cetu/id/place/441900> "
    "<http://www.w3.org/2004/02/skos/core#exactMatch> <https://example.org/1> .\n"
)


@pytest.mark.parametrize(
    "text",
    [
        BARE,
        BARE.replace("2004/02/skos/core#exactMatch", "2002/07/owl#sameAs"),
        '_:a <http://www.w3.org/2000/01/rdf-schema#label> "x" .',
    ],
)
def test_a_link_that_does_not_say_whence_is_refused(text: str) -> None:
    triples = [quad.triple for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)]
    with pytest.raises(LinksInvalid, match="cities"):
        check(triples, "cities")


def test_a_file_that_cannot_be_read_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "cities.ttl"
    path.write_text("not turtle")
    with pytest.raises(LinksInvalid):
        write(path, [link()])
    assert path.read_text() == "not turtle"


def test_where_there_is_no_file_there_are_no_links(tmp_path: Path) -> None:
    assert load(tmp_path / "none.ttl") == []
