"""Documents that are named: by title, by number, in tasks and around them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.annotate import Lexicon, titles
from cetu.annotate.citations import cited
from cetu.model.document import Document, Metadata, Row, Stated
from cetu.model.layout import Layout, Paragraph, Source
from cetu.model.span import Cell, Span
from cetu.model.task import Citation, Task

Understood = Callable[..., Task]

SOURCES = """\
identifier,file,kind,issuers,number,title,parent,parent_title
yunxi-1,a,plan,云溪市人民政府办公室,云政办发〔2024〕17号,云溪市低空经济发展实施方案（2024—2026年）,,
linchuan-1,a,opinions,临川省人民政府,临政发〔2020〕3号,关于加快茶产业发展的若干意见,,
qinglan-1,a,opinions,青岚县人民政府,青政发〔2021〕5号,关于加强水利建设的意见,,
yunshan-1,a,opinions,云山县人民政府,,关于加强水利建设的意见,,
annex-1,a,task-division-table,,,重点任务分工表,parent-1,云溪市渔业发展规划
"""


def _words(citations: tuple[Citation, ...]) -> list[str]:
    return [citation.span.text for citation in citations]


def _keys(citation: Citation) -> list[str]:
    return [iri.rpartition("/")[2] for iri in citation.documents]


@pytest.fixture(scope="module")
def informed(lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The lexicon, with the documents of `SOURCES` in the graph."""
    root: Path = tmp_path_factory.mktemp("root")
    (root / "data").mkdir()
    (root / "data" / "sources.csv").write_text(SOURCES, "utf-8")
    return replace(lexicon, titles=titles.load(root))


def _document(*lines: str, task: int | None = None, title: str = "", number: str = "") -> Document:
    """A document with a paragraph a line, of which one may be a task."""
    raw, blocks = "", []
    for line in lines:
        blocks.append(Paragraph(Cell((Span(len(raw), len(raw) + len(line), line),))))
        raw += line + "\n"
    layout = Layout(Source("x", "0" * 64, 1, "text/plain", raw), tuple(blocks))
    rows = () if task is None else (Row(None, None, blocks[task].words),)
    about = Metadata(
        title=Stated(title, Span(0, len(title), title)) if title else None,
        number=Stated(number, Span(0, len(number), number)) if number else None,
    )
    return Document(layout, about, rows=rows)


def test_citations_with_and_without_title_marks(tasks: dict[str, Task]) -> None:
    assert _words(tasks["18"].citations) == ["《专利评估指引》"]
    assert tasks["18"].citations[0].documents == (
        "https://w3id.org/cetu/id/document/zhuanli-pinggu-zhiyin",
    )
    assert _words(tasks["26"].citations) == ["国家鼓励外商投资产业目录"]


def test_an_unknown_title_is_kept_without_a_document(understood: Understood) -> None:
    cited = understood("落实《某某管理办法》要求。").citations
    assert _words(cited) == ["《某某管理办法》"]
    assert cited[0].documents == ()


@pytest.mark.parametrize(
    ("text", "words", "title", "number"),
    [
        (
            "落实《云溪市渔港规划》（云政发〔2020〕24号）要求。",
            "《云溪市渔港规划》（云政发〔2020〕24号）",
            "云溪市渔港规划",
            "云政发〔2020〕24号",
        ),
        (
            "落实《云溪市渔港规划》(云政发[2020] 24 号，以下简称《规划》)要求。",
            "《云溪市渔港规划》(云政发[2020] 24 号",
            "云溪市渔港规划",
            "云政发〔2020〕24号",
        ),
        ("按照云政发〔2020〕24号文件办理。", "云政发〔2020〕24号", "", "云政发〔2020〕24号"),
        (
            "落实《关于印发〈云溪市渔港规划〉的通知》。",
            "《关于印发〈云溪市渔港规划〉的通知》",
            "关于印发〈云溪市渔港规划〉的通知",
            "",
        ),
        (
            "落实《关于印发《云溪市渔港规划》的通知》。",
            "《关于印发《云溪市渔港规划》的通知》",
            "关于印发《云溪市渔港规划》的通知",
            "",
        ),
        (
            "落实《云溪市 2025 年渔港规划》。",
            "《云溪市 2025 年渔港规划》",
            "云溪市2025年渔港规划",
            "",
        ),
    ],
)
def test_a_citation_has_its_title_and_number(
    understood: Understood, text: str, words: str, title: str, number: str
) -> None:
    (citation,) = understood(text).citations
    assert (citation.span.text, citation.title, citation.number) == (words, title, number)


@pytest.mark.parametrize(
    "text", ["出让云政工出〔2024〕6号地块。", "出让云政储出【2022】7 号地块。"]
)
def test_the_number_of_a_plot_of_land_is_no_citation(understood: Understood, text: str) -> None:
    assert understood(text).citations == ()


def test_titles_in_a_row_are_several(understood: Understood) -> None:
    found = understood("落实《云溪市渔港规划》《云溪市渔业条例》和《青岚县办法》。").citations
    assert [one.title for one in found] == ["云溪市渔港规划", "云溪市渔业条例", "青岚县办法"]


def test_a_title_that_is_never_closed_swallows_nothing(understood: Understood) -> None:
    found = understood("落实《云溪市渔港规划" + "的要求，" * 50 + "以及《青岚县办法》。").citations
    assert [one.title for one in found] == ["青岚县办法"]


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("《云溪市低空经济发展实施方案（2024－2026年）》", ["yunxi-1"]),
        (
            "《云溪市人民政府办公室关于印发云溪市低空经济发展实施方案（2024—2026年）的通知》",
            ["yunxi-1"],
        ),
        ("《关于印发〈云溪市低空经济发展实施方案（2024—2026年）〉的通知》", ["yunxi-1"]),
        ("云政办发[2024]17号", ["yunxi-1"]),
        ("《某某方案》（云政办发〔2024〕17号）", ["yunxi-1"]),
        ("《临川省人民政府关于加快茶产业发展的若干意见》", ["linchuan-1"]),
        ("《关于加快茶产业发展的若干意见》", ["linchuan-1"]),
        ("《国务院关于加快茶产业发展的若干意见》", []),
        ("《关于加快茶产业发展的若干意见》（国发〔2019〕9号）", []),
        ("《关于加强水利建设的意见》", []),
        ("《青岚县人民政府关于加强水利建设的意见》", ["qinglan-1"]),
        ("《云溪市渔业发展规划》", ["parent-1"]),
        ("《重点任务分工表》", []),
    ],
)
def test_a_document_of_the_graph_is_found_by_title_or_number(
    informed: Lexicon, text: str, documents: list[str]
) -> None:
    (citation,) = cited(_document(f"依据{text}开展工作。"), informed)
    assert _keys(citation) == documents


def test_what_is_cited_outside_tasks(informed: Lexicon) -> None:
    document = _document(
        "现将《云溪市渔港规划》印发给你们。",
        "根据《临川省渔业条例》（临政发〔2020〕3号，以下简称《条例》），制定本规划。",
        "落实《青岚县办法》。",
        "《条例》另有规定的，从其规定。领取《云溪市居住证》。",
        "【政策解读】《云溪市另一个方案》",
        task=2,
        title="云溪市渔港规划",
        number="云政发〔2020〕24号",
    )
    found = cited(document, informed)
    assert [(one.title, one.number) for one in found] == [("临川省渔业条例", "临政发〔2020〕3号")]
    assert _keys(found[0]) == ["linchuan-1"]


def test_a_citation_inside_a_task_is_not_outside_it_though_the_task_begins_after_its_number(
    informed: Lexicon,
) -> None:
    text = "（一）落实《青岚县办法》。"
    document = _document(text, "依据《青岚县条例》施行。")
    words = Cell((Span(3, len(text), text[3:]),))
    found = cited(replace(document, rows=(Row(None, None, words),)), informed)
    assert [one.title for one in found] == ["青岚县条例"]


def test_a_list_of_sources_without_titles_knows_none(tmp_path: Path) -> None:
    assert titles.load(tmp_path) == titles.Titles()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "sources.csv").write_text("identifier,file,kind\na,b,c\n", "utf-8")
    assert titles.load(tmp_path).documents("某某办法", "云政发〔2020〕24号") == ()


@given(st.text(alphabet="《》〈〉（）()〔〕2024号云政发办法，。 ", max_size=60))
def test_any_marks_in_any_order_keep_their_places(lexicon: Lexicon, text: str) -> None:
    document = _document(text)
    for one in cited(document, lexicon):
        assert document.source.text[one.span.start : one.span.end] == one.span.text
        assert one.title or one.number
