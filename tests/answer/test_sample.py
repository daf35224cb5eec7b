"""The hand-made sample is true to the source."""

from pathlib import Path

from cetu.answer.asking import ask
from cetu.engine import Engine


def test_every_quote_stands_in_the_source(engine: Engine, annex: Path) -> None:
    source = annex.read_bytes().decode()
    rows = ask(
        engine,
        """SELECT ?quote ?start ?end WHERE {
          ?e cetu:exactQuote ?quote ; cetu:startOffset ?start ; cetu:endOffset ?end }""",
    )
    assert len(rows) == 22
    for row in rows:
        start, end = int(row["start"].value), int(row["end"].value)
        assert source[start:end] == row["quote"].value
