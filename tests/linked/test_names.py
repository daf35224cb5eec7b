"""Two hundred names of real documents find what they mean; `make names` prints the figures."""

from tests.linked import names


def test_precision_and_recall(shipped: str) -> None:
    listed = names.names()
    assert len(listed) >= 200
    assert {one.type for one in listed} == {"Actor", "PolicyInstrument", "Place", "Document"}
    found = names.score(listed, names.asked(shipped, listed), names.catalogue())
    assert found.held > 150
    assert found.precision > 0.98, found.wrong
    assert found.recall > 0.95, found.missed


def test_what_nobody_meant_is_not_matched(shipped: str) -> None:
    listed = [one for one in names.names() if not one.expected]
    assert len(listed) > 10
    found = names.asked(shipped, listed)
    assert not any(one["match"] for candidates in found for one in candidates)
