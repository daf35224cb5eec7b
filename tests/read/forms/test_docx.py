"""Word documents, made with python-docx."""

import io

import pytest
from docx import Document
from docx.document import Document as Made
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from tests.read.forms.conftest import Read
from tests.read.forms.plain import plain

from cetu.model.layout import Paragraph


def _bytes(document: Made) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _define(document: Made, levels: list[tuple[str, str]]) -> None:
    """Add a list of automatic numbers, instance 77: the form and the text of each level."""
    root = document.part.numbering_part.element
    written = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    root.insert(
        0,
        parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{written}</w:abstractNum>'),
    )
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )


def _item(document: Made, text: str, level: int) -> None:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
        )
    )


def test_order_titles_headings_and_lines(read: Read) -> None:
    document = Document()
    for words in ("云溪市关于促进低空经济", "高质量发展的若干措施"):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(words)
        run.font.size = Pt(22)
    document.add_heading("一、总体要求", 1)
    document.add_paragraph("到2027年底，建成起降场10个。")
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "市交通局"
    document.add_paragraph("附则")
    layout = read("a", _bytes(document))
    assert layout.source.form == "docx"
    assert plain(layout) == [
        "云溪市关于促进低空经济/高质量发展的若干措施",
        "一、总体要求",
        "到2027年底，建成起降场10个。",
        [["", "市交通局"]],
        "附则",
    ]
    levels = [block.level for block in layout.blocks if isinstance(block, Paragraph)]
    assert levels == [0, 1, 0, 0]


def test_merged_cells_are_none_where_they_cover(read: Read) -> None:
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for row, words in enumerate([["组", "任务", "单位"], ["一", "甲", "乙"], ["", "丙", "丁"]]):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 1).text = "丙一\n丙二"
    rows = [["组", "任务/单位", None], ["一", "甲", "乙"], [None, "丙一/丙二", "丁"]]
    assert plain(read("a", _bytes(document))) == [rows]


def test_automatic_numbers_are_written(read: Read) -> None:
    document = Document()
    levels = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    _define(document, levels)
    for words, level in [
        ("要求", 0),
        ("任务", 0),
        ("基础", 1),
        ("起降场", 2),
        ("航线", 2),
        ("应用", 1),
        ("保障", 0),
        ("人才", 1),
    ]:
        _item(document, words, level)
    assert plain(read("a", _bytes(document))) == [
        "一、要求",
        "二、任务",
        "（一）基础",
        "1.起降场",
        "2.航线",
        "（二）应用",
        "三、保障",
        "（一）人才",
    ]


def test_numbers_of_rows_are_written_where_the_cell_is_empty(read: Read) -> None:
    document = Document()
    _define(document, [("decimal", "%1")])
    table = document.add_table(rows=2, cols=2)
    for row, words in enumerate(["甲", "乙"]):
        table.cell(row, 1).text = words
        table.cell(row, 0).paragraphs[0]._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="77"/></w:numPr>')
        )
    assert plain(read("a", _bytes(document))) == [[["1", "甲"], ["2", "乙"]]]


def test_deleted_text_is_gone_inserted_text_is_there_and_boxes_are_read_once(read: Read) -> None:
    document = Document()
    paragraph = document.add_paragraph("支持")._p
    paragraph.append(
        parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>旧词</w:delText></w:r></w:del>")
    )
    paragraph.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>新词</w:t></w:r></w:ins>"))
    box = (
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框中字</w:t></w:r></w:p>"
        "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框中字</w:t></w:r>"
        "</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
    )
    paragraph.append(parse_xml(box))
    assert plain(read("a", _bytes(document))) == ["支持新词", "框中字"]


@pytest.mark.parametrize("levels", [1, 30])
def test_nested_tables_are_lines_of_their_cell(read: Read, levels: int) -> None:
    document = Document()
    cell = document.add_table(rows=1, cols=2).cell(0, 0)
    document.tables[0].cell(0, 1).text = "外"
    for _ in range(levels):
        cell = cell.add_table(rows=1, cols=2).cell(0, 0)
    cell.text = "内"
    assert plain(read("a", _bytes(document))) == [[["内", "外"]]]
