"""Units that stand in sentences only."""

from collections.abc import Callable, Sequence

from cetu.model.layout import Layout
from cetu.read.prose import prose

Lay = Callable[[Sequence[str]], Layout]


def test_units_in_sentences_alone_make_tasks_but_in_articles(lay: Lay) -> None:
    said = [
        "修堤。由市水利局会同市财政局、市商务局等部门编制计划。",
        "清淤。由市水利局牵头，会同各县（市、区）政府建设试点。",
        "巡河。市公安局会同市水利局加强巡查。",
        "会商。市水利局会同有关部门组建协调小组和专家委员会。",
    ]
    items = [f"（{number}）{words}" for number, words in zip("一二三四", said, strict=True)]
    found = prose(lay(["一、水利", *items]))
    assert [row.task.text for row in found.rows] == said
    assert [[(one.cell.text, one.role) for one in row.units] for row in found.rows] == [
        [("市水利局", "lead"), ("市财政局、市商务局", "support")],
        [("市水利局牵头", None), ("各县（市、区）政府", "support")],
        [("市公安局", "lead"), ("市水利局", "support")],
        [("市水利局", "lead"), ("有关部门", "support")],
    ]
    heads = [row.units[0].head for row in found.rows]
    assert [head and head.text for head in heads] == ["会同", None, "会同", "会同"]
    articles = [f"第{number}条 {words}" for number, words in zip("一二三四", said, strict=True)]
    assert prose(lay(articles)).rows == ()
    once = ["一、水利", items[0], "（二）清淤。", "（三）巡河。"]
    assert prose(lay(once)).rows == ()
