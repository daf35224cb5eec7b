"""The list of accepted findings: edited by people, read strictly, added to as it stands."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.conftest import ALL, CLASH, NO_TEXT

from cetu.errors import BaselineInvalid
from cetu.model.finding import Acceptance, Finding
from cetu.report import assemble
from cetu.report.baseline import add, load, mark

TODAY = date(2026, 7, 1)
LATER = date(2026, 12, 31)
FOUND = assemble(ALL).findings
FIRST, SECOND = FOUND[:2]
BY_HAND = f"""\
# 我们的清单

[[accepted]]
# 这一项等街道回复
finding = "{FIRST.identity}"
reason = '原文如此'
date = 2026-01-31
until = "2026-06-30"
"""


def test_what_people_write_is_read() -> None:
    assert load(BY_HAND) == (Acceptance(FIRST.identity, "原文如此", "2026-01-31", "2026-06-30"),)
    assert load("") == load("# 空的清单\n") == ()


def test_a_new_list_says_what_it_is_and_what_was_accepted() -> None:
    text = add("", [FIRST], "原文如此", TODAY, LATER)
    assert text.startswith("# 已知并接受的检查结果 · Findings that are known and accepted.\n")
    assert f'told = "违反：{FIRST.zh}"' in text
    assert load(text) == (Acceptance(FIRST.identity, "原文如此", "2026-07-01", "2026-12-31"),)


def test_what_stands_in_the_list_stays_as_it_is() -> None:
    text = add(BY_HAND, [SECOND], "来源确实如此", TODAY)
    assert text.startswith(BY_HAND)
    assert [one.reason for one in load(text)] == ["原文如此", "来源确实如此"]
    assert add(text, [], "x", TODAY) == text


def test_one_that_has_run_out_is_accepted_anew_at_the_end() -> None:
    text = add(add(BY_HAND, [SECOND], "b", TODAY), [FIRST], "仍在等", TODAY)
    assert [(one.identity, one.reason) for one in load(text)] == [
        (SECOND.identity, "b"),
        (FIRST.identity, "仍在等"),
    ]
    assert text.startswith("# 我们的清单\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[accepted]", "line 1"),
        ("accepted = 3", "one for each finding"),
        ("[accepted]\nfinding = 'x'", "one for each finding"),
        ("accepted = [3]", "entry 1 is no table"),
        ("[other]", "“other”"),
        (BY_HAND.replace("finding", "Finding"), "“Finding”"),
        (BY_HAND.replace("reason = '原文如此'\n", ""), "no “reason”"),
        (BY_HAND.replace("date = 2026-01-31\n", ""), "no “date”"),
        (BY_HAND.replace("原文如此", " "), "“reason” of entry 1"),
        (BY_HAND.replace("'原文如此'", "7"), "“reason” of entry 1"),
        (BY_HAND.replace(FIRST.identity, "任务 40"), "16 hexadecimal digits"),
        (BY_HAND.replace("2026-01-31", "'31.1.2026'"), "“date” of entry 1"),
        (BY_HAND.replace("2026-01-31", "2026-01-31T10:00:00"), "“date” of entry 1"),
        (BY_HAND.replace('"2026-06-30"', '"20260630"'), "“until” of entry 1"),
        (BY_HAND.replace('"2026-06-30"', '"2026-06-31"'), "“until” of entry 1"),
        (BY_HAND + BY_HAND, "a second time"),
        ("a=" + "[" * 5000, "cannot be read"),
    ],
)
def test_a_list_that_is_wrong_is_refused_with_the_place(text: str, said: str) -> None:
    with pytest.raises(BaselineInvalid, match=said) as refused:
        load(text)
    assert refused.value.detail_zh.startswith("已接受结果的清单无法读取")


def test_a_list_that_is_not_written_in_tables_cannot_be_added_to() -> None:
    inline = f'accepted = [{{ finding = "{FIRST.identity}", reason = "a", date = 2026-01-01 }}]\n'
    assert len(load(inline)) == 1
    with pytest.raises(BaselineInvalid, match="begins with a line"):
        add(inline, [SECOND], "b", TODAY)
    hidden = f'{inline}# \n[[x]]\ny = """\n[[accepted]]\n"""\n'.replace(
        "[[x]]\ny", "#\n#y"
    ).replace('#y = """\n[[accepted]]\n"""', "#")
    assert load(hidden)


def test_a_line_in_quotes_is_no_entry() -> None:
    text = BY_HAND.replace("'原文如此'", "'''原文\n[[accepted]]\n如此'''")
    assert len(load(text)) == 1
    with pytest.raises(BaselineInvalid, match="begins with a line"):
        add(text, [SECOND], "b", TODAY)


def test_known_findings_are_accepted_until_their_day() -> None:
    told = assemble(ALL)
    known = load(BY_HAND)
    assert mark(told, known, date(2026, 6, 30)).accepted == known
    run_out = mark(told, known, date(2026, 7, 1))
    assert run_out.accepted == run_out.gone == ()
    assert run_out.open == told.findings


def test_what_is_found_no_more_is_told() -> None:
    told = mark(
        assemble([CLASH]), load(add(BY_HAND, assemble([CLASH]).findings, "b", TODAY)), TODAY
    )
    assert [one.reason for one in told.gone] == ["原文如此"]
    assert told.open == ()


_WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@given(_WORDS, _WORDS, st.dates(), st.none() | st.dates())
def test_whatever_is_accepted_is_read_back(
    reason: str, words: str, today: date, until: date | None
) -> None:
    findings = [replace(one, zh=words, thing=words) for one in (NO_TEXT, CLASH)]
    text = ""
    wanted: list[Acceptance] = []
    for one in assemble(findings).findings:
        text = add(text, [one], reason, today, until)
        day = until.isoformat() if until else ""
        wanted.append(Acceptance(one.identity, reason, today.isoformat(), day))
        assert load(text) == tuple(wanted)


@given(st.text() | st.text(st.sampled_from("[]accepted =\"'\n#{}.finding012reasondate-:T")))
def test_any_text_is_a_list_or_refused(text: str) -> None:
    try:
        found = load(text)
    except BaselineInvalid:
        return
    try:
        more = add(text, _others(found), "r", TODAY)
    except BaselineInvalid:
        return
    assert more.startswith(text.rstrip("\n"))
    assert [one.identity for one in load(more)][: len(found)] == [one.identity for one in found]


def _others(found: tuple[Acceptance, ...]) -> list[Finding]:
    known = {one.identity for one in found}
    return [one for one in FOUND if one.identity not in known]


def test_half_a_character_of_a_command_line_is_no_reason_to_fail() -> None:
    assert load(add("", [FIRST], "a\udce4b", TODAY))[0].reason == "a?b"
