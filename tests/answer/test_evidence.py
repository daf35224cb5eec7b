from cetu.answer.evidence import place
from cetu.engine import Engine


def test_a_quote_stands_in_the_words_of_its_task(engine: Engine, thing: str) -> None:
    found = place(engine, thing + "evidence/dongguan-techfin-2024-annex/2210-2222")
    assert found is not None
    assert found.quote.words == "最高给予贷款本金 80%"
    assert found.whole is not None
    assert (found.whole.start, found.whole.end) == (2091, 2228)
    inside = found.quote.start - found.whole.start
    assert found.whole.words[inside:].startswith(found.quote.words)
    assert found.row_number == "17"
    assert [(r.zh, c.zh if c else "") for r, c in found.readings] == [
        ("最高给予贷款本金 80%", "限额")
    ]
    assert [t.iri[-8:] for t in found.tasks] == ["t17aaaaa"]


def test_the_longest_quote_has_only_what_stands_before_and_after(
    engine: Engine, thing: str
) -> None:
    found = place(engine, thing + "evidence/dongguan-techfin-2024-annex/2091-2228")
    assert found is not None
    assert found.whole is None
    assert found.before.endswith("17\n\t")
    assert found.after.startswith("\n\t市工业和信息化局")


def test_what_is_no_evidence_is_none(engine: Engine, thing: str) -> None:
    assert place(engine, thing + "place/441900") is None
