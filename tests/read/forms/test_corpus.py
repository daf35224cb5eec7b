"""The documents of the corpus: a third of them, with CETU_HARD=1 all, scans too."""

import os
from pathlib import Path

import pytest
from tests.read.forms.plain import stands

from cetu.model.layout import Paragraph
from cetu.read.forms import lay_out

SCANS = ("226", "227")
HARD = os.environ.get("CETU_HARD") == "1"


def _files(shared: Path) -> list[Path]:
    return sorted(p for p in (shared / "corpus").iterdir() if p.name != "INDEX.tsv")


def test_every_document_is_laid_out(shared: Path) -> None:
    files = _files(shared)
    assert len(files) >= 45
    for path in files if HARD else files[::3]:
        scan = path.name.startswith(SCANS)
        if scan and not HARD:
            continue
        layout = lay_out(path)
        stands(layout)
        assert layout.blocks, path.name
        assert layout.source.recognised == scan
        pages = {d.page for d in layout.doubts if d.kind == "page-without-text"}
        for number, start in enumerate(layout.pages, start=1):
            end = layout.pages[number] if number < len(layout.pages) else len(layout.source.text)
            assert (number in pages) != bool(layout.source.text[start:end].strip()), path.name


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("102", "关于支持国家人工智能应用中试基地高质量发展的若干措施"),
        ("107", "浙江省人民政府办公厅关于印发浙江省公共数据资源授权运营管理办法的通知"),
        ("203", "国务院关于促进综合保税区高水平开放高质量发展的若干意见"),
    ],
)
def test_a_title_over_two_lines_is_one_paragraph(shared: Path, file: str, title: str) -> None:
    [path] = (shared / "corpus").glob(f"{file}_*")
    blocks = lay_out(path).blocks
    words = [block.words for block in blocks[:6] if isinstance(block, Paragraph)]
    assert [len(cell.pieces) for cell in words if cell.text == title] == [2]
