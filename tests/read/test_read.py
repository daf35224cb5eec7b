"""The first document, read."""

from pathlib import Path

from cetu.read import read

TITLES = [
    "推动创业投资机构投早投小投硬科技",
    "促进股权投资基金业发展",
    "引导银行业金融机构扩大科技信贷规模",
    "完善差异化科技信贷管理与考核机制",
    "健全科技信贷风险分担和补偿机制",
    "推动知识产权质押融资提质增效",
    "强化多层次资本市场对科技型企业的支持",
    "引导保险机构为科技创新提供支持和保障",
    "提高科技领域跨境投融资便利化水平",
    "打造松山湖科技金融示范区",
    "推动镇街科技金融发展",
    "完善科技金融综合服务体系",
    "加强科技金融信用体系建设",
    "统筹金融支持科技创新和防范金融风险",
]
TASKS = (5, 3, 4, 3, 2, 3, 1, 2, 3, 4, 2, 4, 2, 2)
"""Titles of the measures and how many rows stand under each, read off the document."""


def test_title_measures_and_rows(root: Path, annex: Path) -> None:
    document = read(annex, root)
    assert document.title is not None
    assert document.title.text == "重点工作任务分工表"
    assert [measure.title for measure in document.measures] == TITLES
    assert [row.numeral for row in document.rows] == [str(n) for n in range(1, 41)]
    counts = [sum(row.measure == m.number for row in document.rows) for m in document.measures]
    assert tuple(counts) == TASKS


def test_measures_one_and_three_are_repeated_after_a_page_break(root: Path, annex: Path) -> None:
    document = read(annex, root)
    repeated = [m.number for m in document.measures if len(m.spans) == 2]
    assert repeated == ["一", "三"]


def test_row_forty_is_kept_and_said_to_be_cut_off(root: Path, annex: Path) -> None:
    document = read(annex, root)
    last = document.rows[-1]
    assert (last.numeral, last.measure, last.incomplete) == ("40", "十四", True)
    assert [doubt.kind for doubt in document.doubts] == ["incomplete"]


def test_the_rows_broken_by_blank_lines_are_whole(root: Path, annex: Path) -> None:
    rows = {row.numeral: row for row in read(annex, root).rows}
    assert rows["9"].units[0].cell.text == "人民银行东莞市分行"
    assert rows["22"].units[0].cell.text == "市科学技术局、市工业和信息化局、市市场监管局"
    assert rows["23"].units[0].cell.text == "市委金融办、国家金融监督管理总局东莞监管分局"
    assert rows["33"].units[0].cell.text == "市科学技术局、各镇街（园区）"
