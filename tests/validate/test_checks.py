"""How checks are loaded and run; tests/checks tries the checks themselves."""

from pathlib import Path

import pytest

from cetu.errors import CheckFailed
from cetu.model.result import Table, Term
from cetu.validate import checks

HEADER = """#+ summary: 任务有编号。
#+ summary_en: A task has a number.
#+ severity: warning
#+ sentence: 「{thing}」没有编号 {number}。
#+ sentence_en: “{thing}” has no number {number}.
"""
QUERY = "SELECT ?thing ?number WHERE { ?thing ?p ?number }\n"
THING = Term("uri", "https://w3id.org/cetu/id/task/d/1")


class Answers:
    """Stands for an engine: gives rows for the check, then the names of what was asked for."""

    def __init__(
        self, rows: list[dict[str, Term]], names: dict[str, list[dict[str, Term]]]
    ) -> None:
        self.rows = rows
        self.names = names
        self.asked: list[str] = []

    def __call__(self, query: str) -> Table:
        self.asked.append(query)
        if "VALUES ?thing" not in query:
            return Table(("thing", "number", "quote"), tuple(self.rows))
        found = [
            {"thing": Term("uri", iri), **row}
            for iri, rows in self.names.items()
            if f"<{iri}>" in query
            for row in rows
        ]
        return Table(("thing", "label", "words", "quote"), tuple(found))


def check(tmp_path: Path, text: str = HEADER + QUERY) -> checks.Check:
    (tmp_path / "task-number.rq").write_text(text, encoding="utf-8")
    (loaded,) = checks.load(tmp_path)
    return loaded


def test_load_reads_the_header(tmp_path: Path) -> None:
    loaded = check(tmp_path)
    assert loaded.name == "task-number"
    assert loaded.severity == "warning"
    assert loaded.summary_zh == "任务有编号。"
    assert loaded.summary_en == "A task has a number."


@pytest.mark.parametrize("key", ["summary", "summary_en", "severity", "sentence", "sentence_en"])
def test_load_says_which_line_is_missing(tmp_path: Path, key: str) -> None:
    lines = [line for line in HEADER.splitlines() if not line.startswith(f"#+ {key}:")]
    with pytest.raises(CheckFailed, match=rf"task-number\.rq has no line `#\+ {key}: …`"):
        check(tmp_path, "\n".join(lines) + "\n" + QUERY)


def test_load_refuses_an_unknown_severity(tmp_path: Path) -> None:
    with pytest.raises(CheckFailed, match="fatal"):
        check(tmp_path, HEADER.replace("warning", "fatal") + QUERY)


def test_a_row_is_a_finding_told_by_labels(tmp_path: Path) -> None:
    names = {
        THING.value: [
            {"label": Term("literal", "任务一", "zh")},
            {"label": Term("literal", "task one", "en")},
            {"quote": Term("literal", "1")},
            {"quote": Term("literal", "支持企业")},
        ]
    }
    select = Answers([{"thing": THING, "number": Term("literal", "7")}], names)
    (finding,) = checks.run([check(tmp_path)], select)
    assert finding.zh == "「任务一」没有编号 7。"
    assert finding.en == "“task one” has no number 7."
    assert finding.severity == "warning"
    assert finding.rule.endswith("#task-number")
    assert finding.quote == "支持企业"
    assert finding.value == "number=7"


def test_a_quote_that_the_check_selects_is_taken(tmp_path: Path) -> None:
    row = {"thing": THING, "number": Term("literal", "7"), "quote": Term("literal", "原文")}
    (finding,) = checks.run([check(tmp_path)], Answers([row], {}))
    assert finding.quote == "原文"
    assert finding.value == "number=7"


def test_what_has_no_label_goes_by_its_words_or_its_key(tmp_path: Path) -> None:
    select = Answers(
        [{"thing": THING}],
        {THING.value: [{"words": Term("literal", "支持\n企业")}]},
    )
    (finding,) = checks.run([check(tmp_path)], select)
    assert finding.zh == "「支持 企业」没有编号 —。"
    (finding,) = checks.run([check(tmp_path)], Answers([{"thing": THING}], {}))
    assert finding.zh.startswith("「task/d/1」")


def test_names_are_asked_in_queries_of_bounded_length(tmp_path: Path) -> None:
    rows = [{"thing": Term("uri", f"https://w3id.org/cetu/id/task/d/{n}")} for n in range(450)]
    select = Answers(rows, {})
    assert len(checks.run([check(tmp_path)], select)) == 450
    naming = select.asked[1:]
    assert len(naming) == 9
    assert max(len(query.encode()) for query in naming) < 32 << 10


def test_an_iri_that_would_break_a_query_is_not_put_in_one(tmp_path: Path) -> None:
    evil = "https://example.org/a> } DROP ALL #"
    select = Answers([{"thing": Term("uri", evil)}], {})
    (finding,) = checks.run([check(tmp_path)], select)
    assert finding.thing == evil
    assert not any("DROP" in query for query in select.asked)


def test_a_sentence_may_use_only_what_is_selected(tmp_path: Path) -> None:
    broken = check(tmp_path, HEADER.replace("{number}", "{nothing}") + QUERY)
    with pytest.raises(CheckFailed, match=r"does not select \?nothing"):
        checks.run([broken], Answers([], {}))


def test_a_row_without_a_thing_is_no_finding(tmp_path: Path) -> None:
    assert checks.run([check(tmp_path)], Answers([{"number": Term("literal", "7")}], {})) == []
