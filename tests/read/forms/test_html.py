"""Web pages."""

import pytest
from tests.read.forms.conftest import Read
from tests.read.forms.plain import plain

from cetu.errors import SourceEmpty, SourceTooHeavy
from cetu.model.layout import Paragraph

TEXT = "支持青岚县企业建设中试基地，对新建基地给予最高一百万元补助。"

PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>云溪市人民政府</title>
<style>p {{}}</style><script>var a = "不是正文";</script></head><body>
<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/b">政务公开</a></li></ul></div>
<nav>导航栏目，请选择您要去的栏目页面</nav>
<table><tr><td>索引号：</td><td>YX-2026-1</td></tr><tr><td>发文字号：</td><td>云政发〔2026〕3号</td></tr>
</table>
<div class="box"><h1>云溪市低空经济若干措施</h1><div>发布日期：2026-03-05</div>
<div class="share">分享到</div>
<div id="zoom">
<p style="text-align: center"><span style="font-size: 22pt">云溪市关于促进低空</span></p>
<p style="text-align: center"><span style="font-size: 22pt">经济发展的若干措施</span></p>
<p>　　一、总体要求</p>
<p>　　<b>（一）</b>夯实<span>基础</span>。{TEXT * 6}<br>　　（二）开通航线。{TEXT}</p>
<p style="display:none">看不见的字</p>
<table><tr><th>序号</th><th>任务</th><th>单位</th></tr>
<tr><td rowspan="2">1</td><td>建设起降场<br>及配套</td><td>市交通局</td></tr>
<tr><td colspan="2">开通航线</td></tr></table>
</div></div>
<footer>版权所有 云溪市人民政府办公室 备案号 12345</footer></body></html>"""


def test_nav_and_footer_of_a_page_without_a_part_for_the_document(read: Read) -> None:
    page = f"""<body><nav>导航栏目，请选择您要去的栏目页面</nav><p>云溪市若干措施</p>
<p>{TEXT}</p><footer>版权所有 云溪市人民政府办公室</footer></body>"""
    assert plain(read("page.html", page.encode())) == ["云溪市若干措施", TEXT]


def test_a_page_with_navigation_gives_the_document_once(read: Read) -> None:
    layout = read("page.bin", PAGE.encode())
    assert (layout.source.form, layout.source.media_type) == ("html", "text/html")
    assert plain(layout) == [
        [["索引号：", "YX-2026-1"], ["发文字号：", "云政发〔2026〕3号"]],
        "云溪市低空经济若干措施",
        "发布日期：2026-03-05",
        "云溪市关于促进低空/经济发展的若干措施",
        "一、总体要求",
        f"（一）夯实基础。{TEXT * 6}",
        f"（二）开通航线。{TEXT}",
        [
            ["序号", "任务", "单位"],
            ["1", "建设起降场/及配套", "市交通局"],
            [None, "开通航线", None],
        ],
    ]
    levels = [block.level for block in layout.blocks if isinstance(block, Paragraph)]
    assert levels == [1, 0, 0, 0, 0, 0]
    for words in ("不是正文", "看不见的字"):
        assert words not in layout.source.text
    assert "版权所有" in layout.source.text


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_the_encoding_is_the_one_declared(read: Read, encoding: str) -> None:
    declared = "gb2312" if encoding == "gb18030" else "utf-8"
    page = f'<html><head><meta charset="{declared}"></head><body><p>{TEXT}</p></body></html>'
    assert plain(read("a.txt", page.encode(encoding))) == [TEXT]


def test_a_fragment_as_databases_store_it(read: Read) -> None:
    part = f"<tbody><tr><td id='UCAP-CONTENT'><p>一、任务</p><p>{TEXT}</p></td></tr></tbody>"
    assert plain(read("a.html", part.encode())) == ["一、任务", TEXT]


def test_a_table_that_only_lays_out_the_page_is_text(read: Read) -> None:
    part = f"<table><tr><td>{'<p>' + TEXT + '</p>'}</td></tr></table>"
    assert plain(read("a.html", part.encode())) == [TEXT]


def test_text_that_stands_twice_is_read_once(read: Read) -> None:
    items = "".join(f"<p>{number}.{TEXT}{number}</p>" for number in range(1, 9))
    page = f"<body><div>{items}</div><div class='mobile'>{items}</div></body>"
    assert plain(read("a.html", page.encode())) == [f"{n}.{TEXT}{n}" for n in range(1, 9)]


def test_a_page_without_words_is_empty(read: Read) -> None:
    with pytest.raises(SourceEmpty):
        read("a.html", b"<html><body><script>1</script></body></html>")


def test_elements_too_deep_in_one_another_are_refused(read: Read) -> None:
    with pytest.raises(SourceTooHeavy) as refused:
        read("a.html", b"<p>" + b"<div>" * 3000 + "字".encode())
    assert "嵌套" in refused.value.detail_zh


def test_spans_beyond_reason_are_cut(read: Read) -> None:
    page = "<table><tr><td colspan=999999999>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>"
    rows = plain(read("a.html", page.encode()))[0]
    assert len(rows[0]) == 1001
