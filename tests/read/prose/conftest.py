"""Documents of invented towns, laid out."""

from collections.abc import Callable, Sequence

import pytest

from cetu.model.layout import Layout, Paragraph, Source
from cetu.read.forms.transcript import Transcript

LayOut = Callable[[Sequence[str]], Layout]


def laid_out(paragraphs: Sequence[str]) -> Layout:
    """Return a layout of paragraphs; a line feed inside one is a broken line."""
    script = Transcript()
    blocks = tuple(Paragraph(script.cell(words.split("\n"))) for words in paragraphs)
    size = len(script.text.encode())
    return Layout(Source("fixture", "", size, "text/plain", script.text), blocks)


@pytest.fixture(scope="session")
def lay() -> LayOut:
    """A function that lays out paragraphs."""
    return laid_out
