from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.search import Entry, Index, fold, spans, terms

TASK = "鼓励有条件的镇街（园区）制订科技信用贷款贴息、风险补偿等科技金融政策"


@pytest.fixture
def index() -> Iterator[Index]:
    found = Index(
        [
            Entry("urn:task", "task", "任务 32", "Task 32", texts=(TASK,)),
            Entry("urn:tiexi", "instrument", "贴息", "interest subsidy", ("贷款贴息",)),
            Entry("urn:qflp", "instrument", "外商投资股权投资企业（QFLP）试点", "QFLP"),
            Entry("urn:bse", "body", "北京证券交易所", "", ("北交所", "BSE")),
        ]
    )
    yield found
    found.close()


def _found(index: Index, query: str) -> list[str]:
    return [hit.entry.iri for hit in index.find(query).hits]


@pytest.mark.parametrize(
    ("query", "iris"),
    [
        ("贴息", ["urn:tiexi", "urn:task"]),
        ("贷款贴息", ["urn:tiexi", "urn:task"]),
        ("息", ["urn:tiexi", "urn:task"]),
        ("qflp", ["urn:qflp"]),
        ("ＱＦＬＰ试点", []),
        ("QFLP 试点", ["urn:qflp"]),
        ("北交所", ["urn:bse"]),
        ("风险补偿 贴息", ["urn:task"]),
        ("interest", ["urn:tiexi"]),
        ("支小再贷款", []),
        ("", []),
        ("   ", []),
        ('" OR text : "', []),
        ("*", []),
        ("贴息\x00", ["urn:tiexi", "urn:task"]),
    ],
)
def test_finds_substrings_labels_first(index: Index, query: str, iris: list[str]) -> None:
    assert _found(index, query) == iris


def test_names_do_not_run_into_one_another(index: Index) -> None:
    assert _found(index, "所北") == []
    assert _found(index, "所B") == []


def test_texts_do_not_run_into_one_another() -> None:
    index = Index([Entry("urn:a", "task", texts=("支持中小企业", "贴息\n贷款"))])
    assert _found(index, "企业贴息") == []
    assert _found(index, "企业 贴息") == ["urn:a"]
    assert _found(index, "贴息贷款") == ["urn:a"]  # a line break is white space
    index.close()


def test_kinds_are_counted_and_can_be_chosen(index: Index) -> None:
    hits = index.find("贴息", kinds=["task"])
    assert [h.entry.iri for h in hits.hits] == ["urn:task"]
    assert hits.by_kind == {"instrument": 1, "task": 1}
    assert (hits.total, index.find("贴息", most=1).total) == (1, 2)


def test_a_hit_tells_the_other_name_that_matched(index: Index) -> None:
    assert [h.name for h in index.find("北交所").hits] == ["北交所"]
    assert [h.name for h in index.find("北京证券").hits] == [""]


def test_what_is_called_exactly_so_comes_first() -> None:
    names = ["贷款贴息补助", "贴息政策", "贴息", "科技贷款贴息"]
    index = Index(Entry(f"urn:{i}", "instrument", name) for i, name in enumerate(names))
    assert _found(index, "贴息")[0] == "urn:2"
    assert len(_found(index, "贴息")) == 4


def test_a_lower_rank_comes_first_among_names() -> None:
    index = Index(
        [
            Entry("urn:term", "term", "补贴", rank=1),
            Entry("urn:long", "instrument", "科技保险保费补贴"),
            Entry("urn:text", "task", "任务", texts=("补贴",)),
        ]
    )
    assert _found(index, "补贴") == ["urn:long", "urn:term", "urn:text"]


ALPHABET = "贴息再贷款支农支小金融ABab１1 （）、ﬁ\u202e"
TEXTS = st.text(ALPHABET, max_size=30)
WORDS = st.text(ALPHABET.replace(" ", ""), min_size=1, max_size=6)


@given(st.lists(TEXTS, min_size=1, max_size=8), st.lists(WORDS, min_size=1, max_size=3))
def test_exactly_the_entries_that_hold_every_word(texts: list[str], words: list[str]) -> None:
    index = Index(Entry(f"urn:{i}", "task", texts=(text,)) for i, text in enumerate(texts))
    query = " ".join(words)
    folded = terms(query)
    expected = {
        f"urn:{i}"
        for i, text in enumerate(texts)
        if folded and all(word in fold(text)[0] for word in folded)
    }
    assert set(_found(index, query)) == expected
    index.close()


@given(TEXTS, WORDS)
def test_marked_spans_are_the_words(text: str, word: str) -> None:
    found = spans(text, word)
    assert found == sorted(found)
    assert bool(found) == bool(terms(word) and terms(word)[0] in fold(text)[0])
    for start, end in found:
        assert terms(word)[0] in fold(text[start:end])[0]


def test_spans_point_into_the_text_as_it_was() -> None:
    text = "最高给予贷款本金 80%的风险补偿"
    assert [text[a:b] for a, b in spans(text, "本金80% 补偿")] == ["本金 80%", "补偿"]


def _marked(one: str, **marks: str) -> Entry:
    return Entry(f"urn:{one}", "task", "贴息", marks=frozenset(marks.items()))


def test_facets_are_counted_among_what_fits_all_the_others() -> None:
    index = Index(
        [
            _marked("1", place="东", year="2024"),
            _marked("2", place="西", year="2024"),
            _marked("3", place="西", year="2025"),
            Entry("urn:4", "body", "贴息办", marks=frozenset({("place", "西")})),
        ]
    )
    hits = index.find("贴息", chosen={"place": ["西"], "year": ["2024"]})
    assert [h.entry.iri for h in hits.hits] == ["urn:2"]
    assert hits.of("year") == {"2024": 1, "2025": 1}  # in 西
    assert hits.of("place") == {"东": 1, "西": 1}  # in 2024
    assert hits.by_kind == {"task": 1}
    either = index.find("贴息", chosen={"place": ["西", "东"]}, kinds=["task"])
    assert (either.total, either.by_kind) == (3, {"task": 3, "body": 1})
    index.close()


def test_without_words_what_fits_is_listed_and_nothing_without_a_choice() -> None:
    index = Index([_marked("1", year="2024"), _marked("2", year="2025")])
    assert [h.entry.iri for h in index.find("", chosen={"year": ["2025"]}).hits] == ["urn:2"]
    assert index.find("", kinds=["task"], skip=1).hits[0].entry.iri == "urn:2"
    assert index.find("", chosen={"year": []}).total == 0
    assert index.find("", chosen={"year": ["1999"]}).total == 0
    index.close()


def test_an_entry_is_found_by_its_iri(index: Index) -> None:
    known = index.named("urn:tiexi")
    assert known is not None
    assert known.zh == "贴息"
    assert index.named("urn:nothing") is None


_MARKS = st.frozensets(
    st.tuples(st.sampled_from("pyb"), st.sampled_from("123")), max_size=4
)  # a facet may have several values in one entry
_CHOSEN = st.dictionaries(st.sampled_from("pyb"), st.sets(st.sampled_from("123"), min_size=1))


@given(st.lists(_MARKS, min_size=1, max_size=12), _CHOSEN)
def test_facets_choose_and_count_as_the_definition_says(
    given_marks: list[frozenset[tuple[str, str]]], chosen: dict[str, set[str]]
) -> None:
    index = Index(
        Entry(f"urn:{i}", "task", "贴息", marks=marks) for i, marks in enumerate(given_marks)
    )

    def fits(marks: frozenset[tuple[str, str]], but: str = "") -> bool:
        return all(
            any((facet, value) in marks for value in values)
            for facet, values in chosen.items()
            if facet != but
        )

    hits = index.find("贴息", chosen=chosen)
    assert {h.entry.iri for h in hits.hits} == {
        f"urn:{i}" for i, marks in enumerate(given_marks) if fits(marks)
    }
    for facet in "pyb":
        counted = {
            value: sum((facet, value) in marks and fits(marks, facet) for marks in given_marks)
            for value in "123"
        }
        assert hits.of(facet) == {value: n for value, n in counted.items() if n}
    index.close()
