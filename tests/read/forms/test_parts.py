"""Small parts: numerals, radicals, transcripts, answers of a reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.errors import SourceDamaged
from cetu.model.layout import Box, Doubt, Grid, Layout, Paragraph, Source
from cetu.read.forms.numerals import numeral
from cetu.read.forms.radicals import plain
from cetu.read.forms.transcript import Transcript
from cetu.read.forms.wire import pack, unpack

LINES = st.lists(st.text(alphabet="甲乙1 \u3000", max_size=8), max_size=5)


@pytest.mark.parametrize(
    ("number", "form", "words"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (12, "chineseCounting", "十二"),
        (20, "chineseCountingThousand", "二十"),
        (105, "chineseCounting", "一百零五"),
        (1010, "chineseCounting", "一千零一十"),
        (3, "chineseLegalSimplified", "叁"),
        (20, "ideographDigital", "二〇"),
        (7, "decimal", "7"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (3, "decimalEnclosedCircle", "③"),
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (5, "bullet", ""),
        (5, "unheard-of", "5"),
    ],
)
def test_numerals(number: int, form: str, words: str) -> None:
    assert numeral(number, form) == words


def test_radicals_are_written_as_characters_one_for_one() -> None:
    assert plain("⼀⾏⻓⻔⺠２ａ行") == "一行长门民２ａ行"


@given(st.lists(LINES, max_size=6))
def test_a_transcript_loses_nothing_and_knows_its_places(cells: list[list[str]]) -> None:
    script = Transcript()
    written = [script.cell(lines, end="\t") for lines in cells]
    for lines, cell in zip(cells, written, strict=True):
        assert [piece.text for piece in cell.pieces] == [w for line in lines if (w := line.strip())]
        assert all(script.text[p.start : p.end] == p.text for p in cell.pieces)
    assert script.text == "".join("\n".join(lines) + "\t" for lines in cells)


@given(st.lists(LINES, min_size=1, max_size=4), st.integers(0, 9))
def test_a_layout_comes_over_the_wire_as_it_was(cells: list[list[str]], level: int) -> None:
    script = Transcript()
    script.page()
    words = [script.cell(lines) for lines in cells]
    source = Source("a", "0" * 64, 3, "text/plain", script.text, "pdf", recognised=True)
    span = next((p for cell in words for p in cell.pieces), None)
    layout = Layout(
        source,
        (*(Paragraph(cell, level) for cell in words), Grid(((words[0], None), ())), Grid(())),
        tuple(script.pages),
        (Box(0, 1, 1, 0.5, 1.0, 2.0, 3.0),),
        (Doubt("kind", "疑", "doubt", span, 2),),
    )
    assert unpack(pack(layout)) == layout


def test_an_error_comes_over_the_wire_as_it_was() -> None:
    error = SourceDamaged("broken", "坏", hint="mend", hint_zh="修")
    with pytest.raises(SourceDamaged) as raised:
        unpack(pack(error))
    assert vars(raised.value) == vars(error)
