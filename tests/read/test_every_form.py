"""Every header and every convention that documents were seen to have, in every form of file.

The towns are invented. What is expected was written before the file was read.
"""

from pathlib import Path
from typing import Any

import pytest
from tests.read import written

from cetu import annotate
from cetu.annotate import Lexicon
from cetu.model.task import Task
from cetu.read import read

HEADS: dict[str, tuple[written.Rows, list[tuple[Any, ...]]]] = {
    "政策措施|序号|具体工作任务|责任单位": (
        [
            ["政策措施", "序号", "具体工作任务", "责任单位"],
            ["一、扩大授信", "1", "开展云溪贷试点。", "市财政局"],
            [None, "2", "扩大担保规模。", "市科技局、各镇街"],
            ["二、培育企业", "3", "建立企业名单。", "市科技局"],
        ],
        [
            ("1", "扩大授信", "开展云溪贷试点。", [("市财政局", "listed")], ""),
            ("2", "扩大授信", "扩大担保规模。", [("市科技局", "listed"), ("各镇街", "listed")], ""),
            ("3", "培育企业", "建立企业名单。", [("市科技局", "listed")], ""),
        ],
    ),
    "目标任务|工作措施|牵头单位|协办单位": (
        [
            ["目标任务", "工作措施", "牵头单位", "协办单位"],
            ["优化服务", "推行一窗受理。", "市政务局", "市数据局、市财政局"],
            [None, "压减办理时限。", "市政务局", "无"],
        ],
        [
            ("1", "优化服务", "推行一窗受理。",
             [("市政务局", "lead"), ("市数据局", "support"), ("市财政局", "support")], ""),
            ("2", "优化服务", "压减办理时限。", [("市政务局", "lead")], ""),
        ],
    ),
    "序号|重点举措|实施路径|完成时限|责任单位|配合单位": (
        [
            ["序号", "重点举措", "实施路径", "完成时限", "责任单位", "配合单位"],
            ["1", "建设算力（2项）", "建成云溪智算中心。", "12月", "市发改局", "/"],
            ["2", None, "发放算力券。", "9月", "市数据局", "青岚县政府"],
        ],
        [
            ("1", "建设算力", "建成云溪智算中心。", [("市发改局", "lead")], "12月"),
            ("2", "建设算力", "发放算力券。",
             [("市数据局", "lead"), ("青岚县政府", "support")], "9月"),
        ],
    ),
    "序号|领域|具体任务|责任单位": (
        [
            ["序号", "领域", "具体任务", "责任单位"],
            ["1", "交通", "建设智慧公交。", "市交通局"],
            ["2", "医疗", "推广智能诊断。", "市卫健委"],
        ],
        [
            ("1", "交通", "建设智慧公交。", [("市交通局", "listed")], ""),
            ("2", "医疗", "推广智能诊断。", [("市卫健委", "listed")], ""),
        ],
    ),
    "序号|场景领域|工作指标|2027年目标值|责任单位": (
        [
            ["序号", "场景领域", "工作指标", "2027年目标值", "责任单位"],
            ["1", "工业", "新增智能工厂（家）", "50", "市工信局"],
            ["2", "农业", "建成数字农场（个）", "12", "市农业农村局"],
        ],
        [
            ("1", "工业", "新增智能工厂（家）", [("市工信局", "listed")], "2027年"),
            ("2", "农业", "建成数字农场（个）", [("市农业农村局", "listed")], "2027年"),
        ],
    ),
    "序号|具体任务|牵头部门": (
        [["序号", "具体任务", "牵头部门"], ["1", "制定管理办法。", "市财政局"],
         ["2", "公布服务清单。", "市民政局"]],
        [
            ("1", "", "制定管理办法。", [("市财政局", "lead")], ""),
            ("2", "", "公布服务清单。", [("市民政局", "lead")], ""),
        ],
    ),
    "序号|具体任务|责任单位": (
        [["序号", "具体任务", "责任单位"], ["1", "制定管理办法。", "市财政局"],
         ["2", "公布服务清单。", "市民政局"]],
        [
            ("1", "", "制定管理办法。", [("市财政局", "listed")], ""),
            ("2", "", "公布服务清单。", [("市民政局", "listed")], ""),
        ],
    ),
    "序号|重点工程|工作内容|2026年目标|2027年目标|牵头单位": (
        [
            ["序号", "重点工程", "工作内容", "2026年目标", "2027年目标", "牵头单位"],
            ["1", "强基工程", "建设共享平台。", "建成1个", "建成3个", "市科技局"],
            ["2", "育才工程", "引进青年人才。", "引进50人", "引进90人", "市人社局"],
        ],
        [
            ("1", "强基工程", "建设共享平台。", [("市科技局", "lead")], "2027年"),
            ("2", "育才工程", "引进青年人才。", [("市人社局", "lead")], "2027年"),
        ],
    ),
    "序号|任务名称|任务内容|责任单位|时间节点": (
        [
            ["序号", "任务名称", "任务内容", "责任单位", "时间节点"],
            ["1", "平台建设", "建设云溪平台。", "市数据局", "2026年12月"],
            ["2", "人才引育", "引进各类人才。", "市人社局", "2026年底"],
        ],
        [
            ("1", "", "建设云溪平台。", [("市数据局", "listed")], "2026年12月"),
            ("2", "", "引进各类人才。", [("市人社局", "listed")], "2026年底"),
        ],
    ),
    "序号|重点任务|具体工作|责任单位|完成时限": (
        [
            ["序号", "重点任务", "具体工作", "责任单位", "完成时限"],
            ["1", "平台", "建设云溪平台。", "市数据局", "6月"],
            ["2", "网络", "升级骨干网络。", "市工信局", ""],
        ],
        [
            ("1", "", "建设云溪平台。", [("市数据局", "listed")], "6月"),
            ("2", "", "升级骨干网络。", [("市工信局", "listed")], ""),
        ],
    ),
    "序号|领域|数据集名称|建设主体|简要描述|应用场景|责任单位|拟投入运营时间": (
        [
            ["序号", "领域", "数据集名称", "建设主体", "简要描述", "应用场景", "责任单位",
             "拟投入运营时间"],
            ["1", "交通", "客流数据集", "公交", "汇聚公交客流。", "调度", "市交通局", "2026年6月"],
            ["2", "医疗", "影像数据集", "医院", "汇聚医学影像。", "诊断", "市卫健委", "2026年9月"],
        ],
        [
            ("1", "交通", "汇聚公交客流。", [("市交通局", "listed")], "2026年6月"),
            ("2", "医疗", "汇聚医学影像。", [("市卫健委", "listed")], "2026年9月"),
        ],
    ),
    "group|task|owner|co|time": (
        [
            ["group", "task", "owner", "co", "time"],
            ["平台", "建设云溪平台。", "市数据局", "市财政局", "2026年6月"],
            ["网络", "升级骨干网络。", "市工信局", "", "2026年9月"],
        ],
        [
            ("1", "平台", "建设云溪平台。", [("市数据局", "lead"), ("市财政局", "support")],
             "2026年6月"),
            ("2", "网络", "升级骨干网络。", [("市工信局", "lead")], "2026年9月"),
        ],
    ),
}  # fmt: skip
"""Header → rows of the table, and (number, measure, words, units with roles, last deadline)."""

UNITS = {
    "（责任单位：市财政局、市教育局）": [("市财政局", "listed"), ("市教育局", "listed")],
    "（市财政局牵头，市教育局、市民政局按职责分工负责）": [
        ("市财政局", "lead"), ("市教育局", "support"), ("市民政局", "support")],
    "（市财政局、市教育局负责）": [("市财政局", "listed"), ("市教育局", "listed")],
    "（市财政局牵头，市教育局、市民政局配合）": [
        ("市财政局", "lead"), ("市教育局", "support"), ("市民政局", "support")],
    "(牵头单位:市财政局、市教育局,配合单位:市民政局)": [
        ("市财政局", "lead"), ("市教育局", "lead"), ("市民政局", "support")],
    "（责任部门：市财政局）": [("市财政局", "listed")],
    "（主办单位：市财政局；协办单位：市教育局）": [("市财政局", "lead"), ("市教育局", "support")],
    "（责任单位：市委组织部（市委人才办），各市、县〔市、区〕政府）": [
        ("市委组织部（市委人才办）", "listed"), ("各市、县〔市、区〕政府", "listed")],
    "（责任单位：市财政局、市教育局，列第一位的为牵头单位，下同）": [
        ("市财政局", "lead"), ("市教育局", "support")],
}  # fmt: skip
"""A bracket at the end of an item → its units with roles."""

FIGURES = {
    "对企业给予最高不超过500万元补助": [(5_000_000, "元", "max")],
    "奖补资金不高于合同金额的３０％": [(30, "%", "max")],
    "每年培育科技企业不少于20家": [(20, "家", "min")],
    "建成示范基地10个以上": [(10, "个", "min")],
    "产业规模突破800亿元": [(80_000_000_000, "元", "min")],
    "引进培育优质企业5家": [(5, "家", "exact")],
    "外债额度不超过等值1000万美元": [(10_000_000, "美元", "max")],
    "不良率容忍度不超过3个百分点": [(3, "百分点", "max")],
}
"""Words of a task → its limits and targets: value, unit, bound."""

DEADLINES = {
    "到2027年底，建成云溪平台": "2027-12-31",
    "2026年6月底前完成平台建设": "2026-06-30",
    "在14个工作日内完成办理": None,
    "对2027年9月30日前到期的贷款给予续贷": None,
}
"""Words of a task → the last day by which it is to be done."""


@pytest.fixture(scope="module")
def lexicon(root: Path) -> Lexicon:
    return annotate.load(root)


def _tasks(content: bytes, path: Path, root: Path, lexicon: Lexicon) -> tuple[Task, ...]:
    path.write_bytes(content)
    return annotate.annotate(read(path, root), lexicon, None)


def _units(task: Task) -> list[tuple[str, str]]:
    return [(party.words or party.span.text, party.role) for party in task.parties]


@pytest.mark.parametrize("form", written.TABLES)
@pytest.mark.parametrize("head", HEADS)
def test_a_table_of_every_header(
    head: str, form: str, root: Path, lexicon: Lexicon, tmp_path: Path
) -> None:
    rows, expected = HEADS[head]
    content = written.TABLES[form]("云溪市重点任务分工表", rows)
    tasks = _tasks(content, tmp_path / f"plan.{form}", root, lexicon)
    found = [
        (
            task.row.numeral,
            task.row.title,
            task.row.task.text,
            _units(task),
            "".join(task.deadlines[-1].span.text.split()) if task.deadlines else "",
        )
        for task in tasks
    ]
    assert found == expected


PROSE = ("docx", "html", "pdf")


def _plan(first: str, second: str) -> list[str]:
    return ["云溪市惠企工作方案", "一、重点任务", f"1.{first}", f"2.{second}"]


@pytest.mark.parametrize("form", PROSE)
@pytest.mark.parametrize("bracket", UNITS)
def test_units_of_every_convention(
    bracket: str, form: str, root: Path, lexicon: Lexicon, tmp_path: Path
) -> None:
    lines = _plan(f"推动园区提质增效。{bracket}", f"建立企业服务清单。{bracket}")
    tasks = _tasks(written.paragraphs(form, lines), tmp_path / f"plan.{form}", root, lexicon)
    assert [task.row.task.text for task in tasks] == ["推动园区提质增效。", "建立企业服务清单。"]
    assert [_units(task) for task in tasks] == [UNITS[bracket]] * 2


@pytest.mark.parametrize("form", PROSE)
@pytest.mark.parametrize("words", FIGURES)
def test_figures_of_every_convention(
    words: str, form: str, root: Path, lexicon: Lexicon, tmp_path: Path
) -> None:
    unit = "（责任单位：市财政局）"
    lines = _plan(f"推动园区发展。{words}。{unit}", f"建立服务清单。{unit}")
    tasks = _tasks(written.paragraphs(form, lines), tmp_path / f"plan.{form}", root, lexicon)
    found = [(float(q.value), q.written_unit, q.bound) for q in tasks[0].quantities]
    assert found == FIGURES[words]
    assert tasks[1].quantities == ()


@pytest.mark.parametrize("form", PROSE)
@pytest.mark.parametrize("words", DEADLINES)
def test_deadlines_of_every_convention(
    words: str, form: str, root: Path, lexicon: Lexicon, tmp_path: Path
) -> None:
    unit = "（责任单位：市财政局）"
    lines = _plan(f"推动园区发展。{words}。{unit}", f"建立服务清单。{unit}")
    tasks = _tasks(written.paragraphs(form, lines), tmp_path / f"plan.{form}", root, lexicon)
    until = [deadline.until for deadline in tasks[0].deadlines]
    assert until == ([DEADLINES[words]] if DEADLINES[words] else [])
