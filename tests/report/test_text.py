"""The report on a terminal: by severity and kind, short unless all is asked for."""

from dataclasses import replace

import pytest
from rich.cells import cell_len
from tests.report.conftest import ALL, CLASH, GROUP, NO_TEXT, PLAN

from cetu.model.finding import Acceptance, Finding, Premise
from cetu.report import as_text, assemble


def test_in_chinese_it_is_grouped_and_says_why_and_what_to_do() -> None:
    told = as_text(assemble(ALL, consistent=True))
    assert told.splitlines()[0] == ("不符合要求：违反 2 项，提醒 1 项，说明 1 项。数据与本体一致。")
    assert told.index("违反（2）") < told.index("提醒（1）") < told.index("说明（1）")
    assert told.index("  缺少内容（1）") < told.index("  写法不合要求（1）")
    assert "「任务1」：没有文字。\n     原文：1 [red]支持[/red]\n" in told
    assert "     怎么办：对照原文补上任务文字。\n" in told
    assert "依据的规则：shapes#TaskShape-has-text\n" in told
    assert "依据的规则：contradictions#prp-fp（另见 checks#task-number-repeated）\n" in told
    assert (
        "     为什么：\n"
        "       - 一项任务只有一个序号。\n"
        "       - 「任务 1」的序号是“1”。〔lincheng-plan，第 1 行：“1 支持企业贷款”〕\n"
        "       - 「任务 1」的序号是“2”。\n"
    ) in told
    assert NO_TEXT.en not in told


def test_in_english() -> None:
    told = assemble([NO_TEXT, CLASH], consistent=False, unsatisfiable=["https://example.org/C"])
    said = as_text(told, "en")
    assert said.splitlines()[0] == (
        "Does not conform: 1 violation, 1 warning, 0 notes. The data contradict the ontology."
        " Classes that can have no instance: https://example.org/C."
    )
    assert "Violations (1)\n\n  Something is missing (1)\n  1. “task 1”: It has no text.\n" in said
    assert "What to do: Add the text of the task from the source.\n" in said
    assert "The number of “task 1” is “1”. [lincheng-plan, row 1: “1 支持企业贷款”]\n" in said
    assert "（" not in said


def test_premises_of_notes_and_long_lists_are_told_when_asked_for() -> None:
    many = [replace(GROUP, thing=f"{PLAN}-{n:02}") for n in range(12)]
    short, full = as_text(assemble(many)), as_text(assemble(many), full=True)
    assert "为什么" not in short
    assert "同一规则另有 8 项，用 --full 全部列出。" in short
    assert short.count("依据的规则") == 4
    assert full.count("为什么：") == full.count("依据的规则") == 12
    assert "--full" not in full
    long = replace(CLASH, premises=tuple(Premise(f"<urn:{n}> <urn:p> <urn:o> .") for n in range(9)))
    assert "- 另有 3 条，用 --full 全部列出。" in as_text(assemble([long]))
    assert "<urn:8> <urn:p> <urn:o> ." in as_text(assemble([long]), full=True)


def test_a_premise_without_a_sentence_is_told_as_it_is_written() -> None:
    one = replace(CLASH, premises=(Premise("DisjointClasses(<urn:a> <urn:b>)"),))
    assert "       - DisjointClasses(<urn:a> <urn:b>)\n" in as_text(assemble([one]), "en")


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(width: int, language: str) -> None:
    wordy = replace(
        NO_TEXT,
        zh="「临城市关于支持企业贷款的若干措施」：" + "没有文字，也没有说明原因。" * 12,
        en="“some measures of Lincheng”: " + "it has no text and says not why; " * 12,
        thing="https://example.org/t",
        rule="https://example.org/r",
    )
    lines = as_text(assemble([wordy, CLASH]), language, width=width).splitlines()
    whole = ("https://", "contradictions#", "checks#")  # never cut, so that they can be copied
    assert [
        one for one in lines if cell_len(one) > width and not any(w in one for w in whole)
    ] == []
    assert max(cell_len(one) for one in lines) > width * 0.8
    said = "".join(as_text(assemble([wordy]), language).split())
    assert "".join(as_text(assemble([wordy]), language, width=width).split()) == said


def test_no_line_begins_with_a_mark_that_closes() -> None:
    wordy = replace(NO_TEXT, zh="「甲」，（乙）。《丙》、“丁”；" * 20)
    for width in range(40, 60):
        lines = as_text(assemble([wordy]), width=width).splitlines()
        assert [one for one in lines if one.strip()[:1] in "，。、；）》」”" and one.strip()] == []
        assert [one for one in lines if one[-1:] in "（《「“" and one] == []


def test_control_characters_of_a_document_do_not_reach_the_terminal() -> None:
    one = replace(CLASH, zh="甲\x1b[31m乙\u202e丙", quote="a\x07b\x9bc")
    told = as_text(assemble([one]))
    assert all(c.isprintable() or c == "\n" for c in told)


def known(finding: Finding) -> Acceptance:
    return Acceptance(finding.identity, "原文如此", "2026-07-01", "2027-01-01")


def test_what_is_accepted_is_counted_and_told_when_asked_for() -> None:
    told = assemble([NO_TEXT, CLASH])
    told = replace(told, accepted=(known(told.findings[0]),))
    short, full = as_text(told), as_text(told, full=True)
    assert short.splitlines()[0] == ("符合要求：违反 0 项，提醒 1 项，说明 0 项。另有 1 项已接受。")
    assert NO_TEXT.zh not in short
    assert "\n已接受（1）\n  2. 「任务1」：没有文字。\n" in full
    assert "     接受的理由：原文如此（2026-07-01，至 2027-01-01）\n" in full


def test_what_is_accepted_and_found_no_more_is_told() -> None:
    gone = Acceptance("0" * 16, "原文如此", "2026-07-01")
    told = as_text(replace(assemble([]), gone=(gone,)))
    assert "已接受而不再出现（1），可从清单中删去\n  - 0000000000000000 原文如此\n" in told
