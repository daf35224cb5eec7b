"""PDF with text."""

import pytest
from tests.read.forms.conftest import Read
from tests.read.forms.pdfmaker import WIDTH, Item, Rule, Text, centred, make_pdf, prose, table
from tests.read.forms.plain import plain

from cetu.errors import SourceDamaged
from cetu.model.layout import Layout, Paragraph

LONG = "支持青岚县企业建设中试基地，对新建基地给予最高一百万元补助，单家企业每年不超过两次。"


def _body(layout: Layout) -> list[str]:
    return [b.words.text for b in layout.blocks if isinstance(b, Paragraph)]


def _folio(number: int) -> Text:
    return Text(WIDTH / 2 - 20, 780, f"— {number} —", 14)


def test_titles_headings_and_paragraphs_are_apart(read: Read) -> None:
    page = [
        centred(90, "云溪市关于促进低空经济"),
        centred(122, "高质量发展的若干措施"),
        centred(170, "（征求意见稿）", 16),
        *prose(220, "一、总体要求"),
        *prose(248, LONG),
        *prose(304, "（一）夯实基础。" + LONG),
        *prose(388, "1.建设起降场。到2027年建成10个以上。"),
        _folio(1),
    ]
    layout = read("a.pdf", make_pdf([page]))
    assert layout.source.form == "pdf"
    assert plain(layout)[:2] == ["云溪市关于促进低空经济/高质量发展的若干措施", "（征求意见稿）"]
    assert _body(layout)[2:] == [
        "一、总体要求",
        LONG,
        "（一）夯实基础。" + LONG,
        "1.建设起降场。到2027年建成10个以上。",
    ]
    assert "— 1 —" in layout.source.text
    assert layout.doubts == ()


def test_a_paragraph_goes_on_over_the_page_number(read: Read) -> None:
    words = prose(650, LONG + LONG)
    first = [item for item in words if isinstance(item, Text)]
    cut = [Text(item.x, item.y - 560, item.text) for item in first[2:]]
    pages: list[list[Item]] = [
        [*prose(90, "一、总体要求"), *first[:2], Text(250, 780, "－２－", 14)],
        [*cut, *prose(300, "二、重点任务"), _folio(2)],
    ]
    layout = read("a.pdf", make_pdf(pages))
    assert _body(layout) == ["一、总体要求", LONG + LONG, "二、重点任务"]
    assert [layout.page(p.start) for p in layout.blocks[1].words.pieces] == [1, 1, 2, 2]  # type: ignore[union-attr]  # a paragraph
    assert len(layout.pages) == 2


def test_heads_colophon_and_junk_are_in_the_text_and_in_no_block(read: Read) -> None:
    head = "云溪市人民政府公报"
    pages = [[Text(90, 40, head, 10), *prose(100, LONG), _folio(n)] for n in range(1, 5)]
    pages[0].append(Text(90, 200, "欗欗欗欗欗", 16))
    pages[3] += [
        Text(90, 660, "抄送：市委各部门，市人大常委会办公室。", 14),
        Text(90, 690, "云溪市人民政府办公室", 14),
        Text(360, 690, "2026年3月5日印发", 14),
    ]
    layout = read("a.pdf", make_pdf(pages))
    assert _body(layout) == [LONG] * 4
    for words in (head, "欗欗欗欗欗", "抄送", "2026年3月5日印发", "云溪市人民政府办公室"):
        assert words in layout.source.text


def test_a_table_with_merged_and_empty_cells(read: Read) -> None:
    rows: list[list[str | None]] = [
        ["序号", "重点任务", "责任单位"],
        ["1", "建设起降场，提升\n保障能力", "市交通局、市发\n展改革委"],
        [None, "开通航线", ""],
    ]
    page = [*prose(90, "附件"), *table(140, rows, [50, 250, 160]), *prose(300, "注：以上为初稿。")]
    assert plain(read("a.pdf", make_pdf([page]))) == [
        "附件",
        [[cell and cell.replace("\n", "/") for cell in row] for row in rows],
        "注：以上为初稿。",
    ]


def test_a_row_cut_by_a_page_break_comes_back_with_an_empty_number(read: Read) -> None:
    first = [["序号", "任务"], ["1", "建设起"]]
    second = [["", "降场"], ["2", "开通航线"]]
    layout = read("a.pdf", make_pdf([table(600, first, [50, 300]), table(60, second, [50, 300])]))
    assert plain(layout) == [first, second]


def test_a_table_open_at_its_sides_is_whole(read: Read) -> None:
    rows = [["序号", "任务", "单位"], ["1", "开通航线", "市交通局"], ["2", "建设基地", "市科技局"]]
    items = table(100, rows, [50, 200, 150])
    outer = {60.0, 460.0}
    opened = [i for i in items if not (isinstance(i, Rule) and i.x0 == i.x1 and i.x0 in outer)]
    assert len(opened) == len(items) - 2
    assert plain(read("a.pdf", make_pdf([opened]))) == [rows]


def test_a_table_cut_without_a_rule_at_the_page_end_is_whole(read: Read) -> None:
    rows = [["序号", "任务", "单位"], ["1", "开通航线", "市交通局"], ["2", "建设基地", "市科技局"]]
    items = table(700, rows, [50, 200, 150])
    last = max(i.y0 for i in items if isinstance(i, Rule) and i.y0 == i.y1)
    opened = [i for i in items if not (isinstance(i, Rule) and i.y0 == i.y1 == last)]
    assert plain(read("a.pdf", make_pdf([opened]))) == [rows]


def test_a_framed_text_is_text(read: Read) -> None:
    frame = [Rule(80, 80, 520, 80), Rule(80, 200, 520, 200), Rule(80, 80, 80, 200)]
    page = [*frame, Rule(520, 80, 520, 200), *prose(100, LONG)]
    assert plain(read("a.pdf", make_pdf([page]))) == [_slashed(LONG)]


def _slashed(text: str) -> str:
    return "/".join(item.text for item in prose(0, text) if isinstance(item, Text))


def test_full_width_digits_stay_and_radicals_become_characters(read: Read) -> None:
    layout = read("a.pdf", make_pdf([prose(90, "到２０２７年，⼯业⾼质量发展。")]))
    assert _body(layout) == ["到２０２７年，工业高质量发展。"]


def test_notes_in_the_margin_are_in_no_block(read: Read) -> None:
    page = [*prose(100, LONG + LONG + LONG), Text(530, 102, "删除", 7), Text(530, 130, "批注", 7)]
    layout = read("a.pdf", make_pdf([page]))
    assert _body(layout) == [LONG + LONG + LONG]
    assert "批注" in layout.source.text


def test_a_table_of_contents_is_in_no_block(read: Read) -> None:
    page = [Text(90, 100 + 28 * n, f"第{n}章 总则..................{n}") for n in range(1, 5)]
    layout = read("a.pdf", make_pdf([page, prose(100, LONG)]))
    assert _body(layout) == [LONG]


def test_a_page_without_text_is_a_doubt(read: Read) -> None:
    layout = read("a.pdf", make_pdf([prose(90, LONG), [], prose(90, LONG)]))
    assert [(d.kind, d.page) for d in layout.doubts] == [("page-without-text", 2)]


@pytest.mark.parametrize("size", [40, 400, 900])
def test_a_broken_pdf_is_said_to_be_damaged(read: Read, size: int) -> None:
    whole = make_pdf([prose(90, LONG)])
    with pytest.raises(SourceDamaged) as refused:
        read("a.pdf", whole[:size])
    assert refused.value.hint_zh
