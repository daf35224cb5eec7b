"""Scans and pictures: the engine is the extra `ocr`, which the tests have."""

import io
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from tests.read.forms.conftest import Read

from cetu.errors import RecognitionMissing, SourceTooHeavy
from cetu.model.layout import Paragraph
from cetu.read.forms import scan

WORDS = "PILOT 2026"


def _picture(form: str = "PNG") -> bytes:
    image = Image.new("RGB", (600, 300), "white")
    draw = ImageDraw.Draw(image)
    draw.text((60, 100), WORDS, fill="black", font_size=48)
    out = io.BytesIO()
    image.save(out, form, dpi=(150, 150)) if form != "PDF" else image.save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PNG", "PDF"])
def test_characters_are_recognised_with_their_places(read: Read, form: str) -> None:
    layout = read("a.bin", _picture(form))
    assert (layout.source.form, layout.source.recognised) == ("scan", True)
    [block] = layout.blocks
    assert isinstance(block, Paragraph)
    assert block.words.text.replace(" ", "") == WORDS.replace(" ", "")
    [box] = layout.boxes
    assert (box.start, box.end, box.page) == (0, len(layout.source.text.strip()), 1)
    points = 72 / (150 if form == "PNG" else 72)
    assert box.left == pytest.approx(60 * points, abs=12 * points)
    assert 100 * points - 10 < box.top < box.bottom < 165 * points


def test_without_the_engine_the_error_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr_onnxruntime", None)
    with pytest.raises(RecognitionMissing) as refused:
        scan.lay_out(tmp_path / "a.png", _picture())
    assert "cetu[ocr]" in refused.value.hint


def test_a_picture_of_too_many_pixels_is_refused(read: Read) -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(SourceTooHeavy):
        read("a.png", out.getvalue())
