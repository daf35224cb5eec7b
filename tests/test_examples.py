"""The queries in the documents give what the documents of the graph say."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cetu import store
from cetu.answer.hits import EXAMPLE
from cetu.answer.lookup import Finder
from cetu.answer.services import Services
from cetu.engine import Engine
from cetu.settings import Settings


@pytest.fixture(scope="module")
def engine(root: Path) -> Iterator[Engine]:
    with Engine(store.snapshot(root), Settings(workers=1)) as running:
        yield running


def test_the_search_on_its_page_finds_the_one_task_with_the_words(
    root: Path, engine: Engine
) -> None:
    """Row 9 of the first document: …综合运用存量支小再贷款…; no other that is shipped has them."""
    page = (root / "docs" / "search.md").read_text("utf-8")
    [query] = re.findall(r"```sparql\n(.*?)```", page, re.DOTALL)
    assert query == EXAMPLE
    filled = Services(Finder(engine), engine.settings).fill(query)
    [row] = engine.select(filled)
    assert str(row["document"]).endswith("/id/document/dongguan-techfin-2024-annex")
    assert str(row["number"]) == "9"
    assert "再贷款" in str(row["snippet"])
