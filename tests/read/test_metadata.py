"""What a document says of itself, in documents of invented towns."""

from dataclasses import replace
from pathlib import Path

import pytest

from cetu.model.document import Metadata
from cetu.model.layout import Grid, Layout, Paragraph, Source
from cetu.model.span import Cell, Span
from cetu.read.forms import lay_out
from cetu.read.metadata import metadata

NOTICE = """\
云溪市人民政府办公室文件
云政办发〔2024〕17 号
云溪市人民政府办公室关于印发
《云溪市低空经济发展实施方案（2024—2026 年）》的通知
各县（市、区）人民政府，市政府各部门：
现将《云溪市低空经济发展实施方案（2024—2026 年）》印发给你们，请认真组织实施。
云溪市人民政府办公室
2024 年 7 月 3 日
（此件公开发布）
— 1 —
云溪市低空经济发展实施方案
（2024—2026 年）
为推动低空经济有序发展，制定本方案。
一、总体要求
到2026年，建成起降点20个以上。
本方案自2024年8月1日起施行，有效期3年。
云溪市人民政府办公室 2024 年 7 月 5 日印发
"""


def _layout(text: str, form: str = "pdf", *, web: bool = False) -> Layout:
    """Lay text out, a paragraph a line, and keep where every line stands."""
    blocks = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Paragraph(Cell((Span(start, start + len(line), line),))))
        start += len(line) + 1
    source = Source("x", "0" * 64, 1, "text/plain", text, "html" if web else form)  # type: ignore[arg-type]  # a form
    return Layout(source, tuple(blocks))


def _values(text: str, *, web: bool = False) -> Metadata:
    found = metadata(_layout(text, web=web))
    for stated in (found.title, found.number, found.written, found.published, found.in_force):
        if stated:
            assert text[stated.span.start : stated.span.end] == stated.span.text
    return found


def _value(stated: object) -> str | None:
    return getattr(stated, "value", None)


def test_a_notice_with_what_it_carries_has_the_title_of_the_text() -> None:
    found = _values(NOTICE)
    assert _value(found.title) == "云溪市低空经济发展实施方案（2024—2026年）"
    assert _value(found.number) == "云政办发〔2024〕17号"
    assert [issuer.value for issuer in found.issuers] == ["云溪市人民政府办公室"]
    assert _value(found.written) == "2024-07-03"
    assert _value(found.published) == "2024-07-05"
    assert _value(found.in_force) == "2024-08-01"
    assert _value(found.expires) == "2027-07-31"
    assert _value(found.kind) == "plan"
    assert _value(found.place) == "云溪市"
    assert found.draft is None


def test_every_value_points_at_the_words_that_state_it() -> None:
    found = _values(NOTICE)
    spans = {
        "title": found.title,
        "kind": found.kind,
        "number": found.number,
        "expires": found.expires,
        "place": found.place,
    }
    words = {name: stated.span.text for name, stated in spans.items() if stated}
    assert words == {
        "title": "云溪市低空经济发展实施方案\n（2024—2026 年）",
        "kind": "实施方案",
        "number": "云政办发〔2024〕17 号",
        "expires": "有效期3年",
        "place": "云溪市",
    }


def test_a_notice_alone_has_its_own_title() -> None:
    found = _values(
        "青岚县教育局关于公布《青岚县示范学校名单》的通知\n"
        "各学校：\n现将名单予以公布。\n青岚县教育局\n2023年5月6日\n"
    )
    assert _value(found.title) == "青岚县教育局关于公布《青岚县示范学校名单》的通知"
    assert _value(found.kind) == "notice"
    assert _value(found.place) == "青岚县"


def test_a_notice_that_orders_things_itself_is_no_cover() -> None:
    found = _values(
        "青岚县教育局关于做好秋季招生工作的通知\n各学校：\n一、规范招生\n不得违规招生。\n"
        "青岚县教育局\n二○二三年五月十六日\n"
    )
    assert _value(found.title) == "青岚县教育局关于做好秋季招生工作的通知"
    assert _value(found.written) == "2023-05-16"


def test_a_carried_text_without_a_heading_has_the_title_the_notice_quotes() -> None:
    found = _values(
        "临川省财政厅关于印发临川省绿色基金管理办法的通知\n各市财政局：\n现印发给你们。\n"
        "临川省财政厅\n2022年11月9日\n第一章 总则\n第一条 为规范管理，制定本办法。\n"
    )
    assert _value(found.title) == "临川省绿色基金管理办法"
    assert _value(found.kind) == "administrative-measures"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("附件 2\n云溪市算力网建设\n行动计划\n（征求意见稿）\n", "云溪市算力网建设行动计划"),
        ("附件\n\n重点工作任务分工表\n", "重点工作任务分工表"),
        ("关于支持云溪建设 发展新型能\n源的若干举措\n", "关于支持云溪建设 发展新型能源的若干举措"),
        ("《云溪市养老服务实施方案（2025-2027\n年）》印发\n云溪民政 2025-03-04\n", None),
        (
            "云溪市产业政策导引\n（市级版）\n云溪市发展和改革委员会\n二〇二四年\n",
            "云溪市产业政策导引（市级版）",
        ),
        ("欗欗欗欗欗欗\n— 1 —\n云溪市气候适应规划\n", "云溪市气候适应规划"),
        (
            "云 溪 市 财 政 局\n云溪市财政局关于加强预算\n管理的意见\n",
            "云溪市财政局关于加强预算管理的意见",
        ),
    ],
)
def test_a_title_over_lines_among_other_lines(lines: str, title: str | None) -> None:
    found = _values(lines)
    expected = title or "云溪市养老服务实施方案（2025-2027年）"
    assert _value(found.title) == expected


def test_what_an_office_issues_by_name_is_the_text_that_follows() -> None:
    line = "中共临川省委办公厅 临川省人民政府办公厅印发《关于加强湿地保护的意见》"
    found = _values(f"{line}\n一、总体要求\n")
    assert _value(found.title) == "关于加强湿地保护的意见"
    assert _value(found.kind) == "opinions"
    assert [one.value for one in found.issuers] == ["中共临川省委办公厅", "临川省人民政府办公厅"]
    alone = _values(f"{line}\n")
    assert _value(alone.title) == line
    assert _value(alone.kind) == "opinions"


def test_a_head_that_repeats_the_issuer_is_no_part_of_the_title() -> None:
    head = "云溪市推进绿色发展和\n生态建设领导小组办公室\n"
    found = _values(f"{head}{head.rstrip()}关于加强湿地保护的通知\n各单位：\n")
    assert _value(found.title) == "云溪市推进绿色发展和生态建设领导小组办公室关于加强湿地保护的通知"


def test_what_is_printed_at_the_foot_may_stand_in_no_block() -> None:
    layout = _layout(NOTICE)
    found = metadata(replace(layout, blocks=layout.blocks[:-1]))
    assert _value(found.published) == "2024-07-05"


@pytest.mark.parametrize(
    "text",
    [
        "— 1 —\n欗欗欗欗\n书书书\n",
        "",
        "党中央高度重视养老工作，作出一系列部署。为贯彻落实有关精神，进一步提升服务水平，特作以下安排，请遵照执行。\n",
        "https://yunxi.example/zhengce\n当前位置：首页 > 政务公开 > 政策文件\n",
    ],
)
def test_no_junk_is_a_title(text: str) -> None:
    assert _values(text).title is None


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("（征求意见稿）", "（征求意见稿）"),
        ("（送审稿）", "（送审稿）"),
        ("（5 月 9 日修改稿）", "（5 月 9 日修改稿）"),
        ("（5 月 9 日修改）", "（5 月 9 日修改）"),
        ("（初稿待完善）", "（初稿待完善）"),
    ],
)
def test_a_draft_says_so(mark: str, words: str) -> None:
    found = _values(f"云溪市海洋经济发展规划\n{mark}\n一、现状\n")
    assert found.draft is not None
    assert found.draft.text == words
    assert _value(found.title) == "云溪市海洋经济发展规划"


def test_a_day_left_open_is_a_draft_in_force_in_a_month() -> None:
    found = _values(
        "云溪市人才若干措施\n一、引才\n本措施自 2026 年 9 月 X 日起施行，有效期二年。\n"
    )
    assert _value(found.in_force) == "2026-09"
    assert _value(found.expires) == "2028-09"
    assert found.draft is not None
    assert "X" in found.draft.text


@pytest.mark.parametrize(
    ("clause", "in_force", "expires"),
    [
        ("本办法自2024年6月1日起施行，有效期至2027年5月31日。", "2024-06-01", "2027-05-31"),
        ("本办法自印发之日起施行，有效期5年。", "2024-05-06", "2029-05-05"),
        ("本办法自发布之日起30日后施行。", "2024-06-05", None),
        ("本办法自２０２４ 年 ６ 月 １ 日起实施。", "2024-06-01", None),
        ("《云溪市旧办法》自2019年1月1日起施行，已经废止。", None, None),
        ("证书自发证之日起有效期为三年。", None, None),
    ],
)
def test_from_when_and_until_when(clause: str, in_force: str | None, expires: str | None) -> None:
    found = _values(
        f"云溪市公共数据管理办法\n第一条 为规范管理，制定本办法。\n第九条 {clause}\n"
        "云溪市数据局\n2024年5月6日\n"
    )
    assert _value(found.in_force) == in_force
    assert _value(found.expires) == expires


def test_a_page_of_the_web_says_when_and_by_whom_in_a_table() -> None:
    found = _values(
        "云溪市卫生健康委员会\n首页\n政务公开\n索引号：\n1140/2023-1\n"
        "发布机构：\n云溪市卫生健康委员会\n"
        "成文日期：\n2023-10-19\n名称：\n云溪市家庭医生服务实施方案\n文号：\n云卫函〔2023〕93号\n"
        "发布日期：\n2023-11-07\n主题词：\n云溪市家庭医生服务实施方案\n一、目标\n到2025年覆盖全市。\n",
        web=True,
    )
    assert _value(found.title) == "云溪市家庭医生服务实施方案"
    assert _value(found.number) == "云卫函〔2023〕93号"
    assert (_value(found.written), _value(found.published)) == ("2023-10-19", "2023-11-07")
    assert [issuer.value for issuer in found.issuers] == ["云溪市卫生健康委员会"]


def test_an_empty_cell_of_that_table_is_no_value() -> None:
    found = _values(
        "发布机构： 成文日期： 2026-02-12\n文号： 发布日期： 2026-02-13\n"
        "云溪市湿地保护行动计划\n一、目标\n"
    )
    assert found.number is None
    assert found.issuers == ()
    assert (_value(found.written), _value(found.published)) == ("2026-02-12", "2026-02-13")


def test_several_bodies_sign_and_names_run_over_lines() -> None:
    found = _values(
        "关于加强水资源管理的意见\n各单位：\n请抓好落实。\n"
        "云溪市水利局 云溪市财政局\n云溪市推进绿色发展和\n生态建设领导小组办公室（代章）\n"
        "2021-08-09\n"
    )
    assert [issuer.value for issuer in found.issuers] == [
        "云溪市水利局",
        "云溪市财政局",
        "云溪市推进绿色发展和生态建设领导小组办公室",
    ]


@pytest.mark.parametrize(
    ("title", "issuers", "place"),
    [
        ("国务院办公厅关于加快航运发展的指导意见", ["国务院办公厅"], "国家"),
        (
            "临川省财政厅、临川省教育厅关于学生资助的通知",
            ["临川省财政厅", "临川省教育厅"],
            "临川省",
        ),
        ("临川省云溪市商务局关于会展业的若干意见", ["临川省云溪市商务局"], "临川省云溪市"),
        ("云溪市关于支持渔业发展的若干措施", [], "云溪市"),
        ("云溪市工业园区管理办法", [], "云溪市"),
        ("云溪市青岚区经济发展专项资金管理办法", [], "云溪市青岚区"),
        ("关于加快茶产业发展的实施意见", [], None),
    ],
)
def test_a_title_names_issuers_and_place(title: str, issuers: list[str], place: str | None) -> None:
    found = _values(f"{title}\n一、目标\n")
    assert [issuer.value for issuer in found.issuers] == issuers
    assert _value(found.place) == place


def test_a_text_that_names_no_place_in_its_head_tells_it_all_through() -> None:
    body = (
        "支持省级重点平台。（责任单位：省财政厅、人民银行浙江省分行）\n"
        "我省各地落实，服务浙江发展。\n"
    )
    found = _values(f"关于加快茶产业发展的实施意见\n一、目标\n{body}")
    assert _value(found.place) == "浙江省"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("云政发〔2020〕24号", "云政发〔2020〕24号"),
        ("云政发[2020]24号", "云政发〔2020〕24号"),
        ("云政发（2020）第 24 号", "云政发〔2020〕24号"),
        ("云政发〔２０２０〕２４号", "云政发〔2020〕24号"),
        ("（云政发〔2020〕24号）", "云政发〔2020〕24号"),
        ("云溪市人民政府令第12号", "云溪市人民政府令第12号"),
        ("云政发〔2018104号", None),
    ],
)
def test_a_number_in_every_bracket_and_none_of_a_damaged_one(line: str, number: str | None) -> None:
    found = _values(f"{line}\n云溪市渔港建设规划\n一、目标\n")
    assert _value(found.number) == number


def test_a_number_that_is_cited_is_not_the_documents_own() -> None:
    found = _values(
        "云溪市渔港建设规划\n根据《临川省渔港条例》（临政发〔2020〕24号），制定本规划。\n一、目标\n"
    )
    assert found.number is None


def test_an_annex_names_its_parent() -> None:
    found = _values("《云溪市渔业发展实施意见》附件1\n渔业任务分工表\n")
    assert _value(found.parent) == "云溪市渔业发展实施意见"
    assert _value(found.title) == "渔业任务分工表"


def test_radicals_in_a_copy_are_read_as_characters() -> None:
    found = _values("云溪市⼈⼯智能⾏动⽅案\n⼀、⽬标\n")
    assert _value(found.title) == "云溪市人工智能行动方案"
    assert _value(found.kind) == "plan"


def test_a_page_laid_out_as_one_table_is_read_and_a_table_of_data_is_not() -> None:
    lines = [line for line in NOTICE.split("\n") if line]
    text, pieces = "", []
    for line in lines:
        pieces.append(Span(len(text), len(text) + len(line), line))
        text += line + "\n"
    source = Source("x", "0" * 64, 1, "application/pdf", text, "pdf")
    found = metadata(Layout(source, (Grid(((Cell(tuple(pieces)),),)),)))
    assert _value(found.title) == "云溪市低空经济发展实施方案（2024—2026年）"
    small = Cell((Span(0, 12, text[:12]),))
    assert metadata(Layout(source, (Grid(((small,),)),))).title is None


def test_what_stands_alone_over_a_sheet_is_its_title() -> None:
    text = "云溪市渔业任务分工表\n序号\n任务\n"
    head, number, task = (
        Cell((Span(text.index(w), text.index(w) + len(w), w),)) for w in text.split("\n")[:3]
    )
    source = Source("x", "0" * 64, 1, "text/csv", text, "csv")
    grid = Grid(((head, None), (number, task)))
    found = metadata(Layout(source, (grid,)))
    assert _value(found.title) == "云溪市渔业任务分工表"
    assert _value(found.kind) == "task-division-table"
    below = Paragraph(Cell((Span(0, 2, text[:2]),)))
    assert metadata(Layout(source, (below, grid))).title is None


def test_the_first_document(annex: Path) -> None:
    found = metadata(lay_out(annex))
    assert found.title is not None
    assert found.title.span.text == "重点工作任务分工表"
    assert _value(found.kind) == "task-division-table"
    assert found.number is None
    assert found.written is None
    assert found.issuers == ()
