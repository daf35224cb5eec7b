"""Asked in other governments' words, a question gives the rows that it gives in ours.

Each folder of `twins/` holds a question twice: `theirs.rq` in ELI, CPSV-AP, ORG, PROV-O, schema.org
and the like, `ours.rq` in our terms. Both go to `/sparql` of a running service, over HTTP.
"""

import re
from collections import Counter
from pathlib import Path

import httpx
import pytest

HERE = Path(__file__).parent / "twins"
TWINS = sorted(folder.name for folder in HERE.iterdir())
WITHOUT_OURS = re.compile(r"\bcetu:(?!lead\b|Limit\b)")
"""A question in their words may name a thing of ours (a role), and the class it is about."""


def rows(address: str, query: str) -> "Counter[tuple[str, ...]]":
    answer = httpx.post(
        f"{address}/sparql",
        data={"query": query},
        headers={"Accept": "application/sparql-results+json"},
    )
    assert answer.status_code == 200, answer.text
    found = answer.json()
    names = found["head"]["vars"]
    return Counter(
        tuple(row[name]["value"] if name in row else "" for name in names)
        for row in found["results"]["bindings"]
    )


def test_there_are_more_than_twenty() -> None:
    assert len(TWINS) > 20


@pytest.mark.parametrize("name", TWINS)
def test_both_give_the_same_rows(name: str, shipped: str) -> None:
    theirs, ours = (
        (HERE / name / f"{whose}.rq").read_text("utf-8") for whose in ("theirs", "ours")
    )
    assert not WITHOUT_OURS.search(theirs.partition("\n\n")[2])
    found = rows(shipped, theirs)
    assert found == rows(shipped, ours)
    assert found
