"""The document beside its structure: nothing but the document's own words, at their places."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from cetu import store
from cetu.answer.original import Part, original
from cetu.engine import Engine
from cetu.errors import ThingUnknown
from cetu.settings import Settings

DOCUMENT = "https://w3id.org/cetu/id/document/dongguan-techfin-2024-annex"


@pytest.fixture(scope="module")
def parts(first: Path) -> Iterator[tuple[Part, ...]]:
    with Engine(store.snapshot(first), Settings(workers=1)) as engine:
        yield original(engine, DOCUMENT)


def test_every_piece_is_the_source_at_its_place_once_and_in_order(
    parts: tuple[Part, ...], annex: Path
) -> None:
    text = annex.read_text(encoding="utf-8")
    pieces = [piece.quote for part in parts for piece in part.pieces]
    assert all(text[one.start : one.end] == one.words for one in pieces)
    assert all(a.end <= b.start for a, b in pairwise(pieces))


def test_the_tasks_and_what_was_read_of_them_are_there(parts: tuple[Part, ...]) -> None:
    """40 tasks, 81 parties and three limits, as counted in the document."""
    pieces = [piece for part in parts for piece in part.pieces]
    assert len({piece.task.iri for piece in pieces if piece.task}) == 40
    kinds = Counter(said.kind for piece in pieces for said in piece.said)
    assert kinds["responsibility"] == 81
    assert kinds["limit"] == 3
    assert all(
        piece.quote.start <= said.quote.start and said.quote.end <= piece.quote.end
        for piece in pieces
        for said in piece.said
    )


def test_the_headings_of_measures_are_told_apart(parts: tuple[Part, ...]) -> None:
    headings = [part for part in parts if part.heading]
    assert headings[0].pieces[0].quote.words == "一、推动创业投资机构投早投小投硬科技"
    assert len({part.pieces[0].quote.words for part in headings}) == 14


def test_a_document_without_words_has_no_parts(engine: Engine) -> None:
    assert original(engine, "https://w3id.org/cetu/id/document/nothing") == ()
    with pytest.raises(ThingUnknown):
        original(engine, "nothing")
