"""Which documents a finding is about."""

from dataclasses import replace

import pytest
from tests.report.conftest import BASE, CLASH, ONE_NUMBER, PLAN, TAG

from cetu.report.about import documents


@pytest.mark.parametrize(
    ("thing", "found"),
    [
        (f"{BASE}id/task/lincheng-plan/t1", (PLAN,)),
        (f"{BASE}id/evidence/lincheng-plan/000000000000/3-9", (PLAN,)),
        (PLAN, (PLAN,)),
        (f"{BASE}id/place/330300", ()),
        (f"{BASE}ontology#Task", ()),
        ("https://example.org/id/task/lincheng-plan/t1", ()),
        ("", ()),
    ],
)
def test_the_thing_says_it(thing: str, found: tuple[str, ...]) -> None:
    assert documents(replace(TAG, thing=thing)) == found


def test_premises_and_values_say_it_each_document_once() -> None:
    other = f"{BASE}id/document/yunxi-plan"
    premises = (replace(ONE_NUMBER, document=other), ONE_NUMBER)
    assert documents(replace(CLASH, premises=premises)) == (other, PLAN)
    value = f"<{BASE}id/task/yunxi-plan/t1>"
    assert documents(replace(CLASH, premises=(), value=value)) == (PLAN, other)
