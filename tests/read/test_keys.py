"""The identifiers of new documents."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cetu.model.document import Document, Metadata, Stated
from cetu.model.layout import Layout, Source
from cetu.model.span import Span
from cetu.read.keys import identifier
from cetu.read.records import RESERVED


def _stated(value: str) -> Stated:
    return Stated(value, Span(0, len(value), value))


def _document(title: str = "", place: str = "", date: str = "") -> Document:
    about = Metadata(
        title=_stated(title) if title else None,
        place=_stated(place) if place else None,
        written=_stated(date) if date else None,
    )
    return Document(Layout(Source("x", "0123456789" * 6, 1, "text/plain", ""), ()), about)


PLAN = _document("温州市海洋经济发展规划", "温州市", "2024-07-03")


def test_a_file_name_in_words_is_the_key() -> None:
    assert identifier(PLAN, Path("12_Ocean_Economy Plan.pdf"), ()) == "12-ocean-economy-plan"


def test_a_file_name_that_means_nothing_is_not() -> None:
    for name in ("scan001.pdf", "000_094825ea34a464ce.txt", "20240703.pdf", "规划.pdf", "doc.pdf"):
        assert identifier(PLAN, Path(name), ()) == "wenzhou-hyjjfzgh-2024"


def test_a_document_without_a_title_has_its_digest() -> None:
    assert identifier(_document(), Path("附件.pdf"), ()) == "document-01234567"


def test_a_key_that_is_taken_is_counted_on() -> None:
    taken = {"wenzhou-hyjjfzgh-2024", "wenzhou-hyjjfzgh-2024-2"}
    assert identifier(PLAN, Path("规划.pdf"), taken) == "wenzhou-hyjjfzgh-2024-3"
    assert identifier(PLAN, Path("ontology.ttl"), ()) == "ontology-2"


@given(
    st.text(max_size=40),
    st.sampled_from(["", "云溪市", "国家", "深圳市坪山区"]),
    st.text(max_size=20).map(lambda name: name.replace("/", "") or "x"),
    st.sets(st.sampled_from(["a", "wenzhou", "x-2"])),
)
def test_every_key_is_ascii_and_free(title: str, place: str, name: str, taken: set[str]) -> None:
    key = identifier(_document(title.strip(), place), Path(f"{name}.pdf"), taken)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", key)
    assert key not in taken | RESERVED
