import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cetu.answer import hits
from cetu.answer.calls import calls
from cetu.answer.lookup import KINDS, Finder
from cetu.engine import Engine
from cetu.errors import QueryRefused
from cetu.namespaces import SEARCH
from cetu.search import Entry, Index, fold

PREFIX = f"PREFIX search: <{SEARCH}>\n"

THINGS = (
    Entry("urn:t:1", "task", "任务 1", "Task 1", texts=("落实贷款贴息与再贷款，支持中小企业融资",)),
    Entry(
        "urn:t:2", "task", "任务 2", "Task 2", texts=("给“白名单”企业\n贴息（Interest subsidy）",)
    ),
    Entry("urn:i:1", "instrument", "贴息", "interest subsidy", ("贷款贴息", 'a "quoted\\" name')),
    Entry("urn:b:1", "body", "", "Bank of China", ("中行",)),
    Entry("urn:b:2", "body", "市中小企业局", "", ("中小局",)),
)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(THINGS)


def _asked(body: str, index: Index) -> list[dict[str, str]]:
    """The rows of the block that stands for a call, read by the engine's own library."""
    [call] = calls(PREFIX + f"SELECT * {{ SERVICE <https://w3id.org/cetu/search> {{ {body} }} }}")
    block = hits.answer(call, index)
    answer = ox.Store().query(f"SELECT * {{ {block} }}")
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return [{name: str(row[name]) for name in names} for row in answer]


def test_things_are_found_best_first(index: Index) -> None:
    rows = _asked("?x search:words '贴息' ; search:rank ?r .", index)
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    assert {row["x"] for row in rows} == {"<urn:i:1>", "<urn:t:1>", "<urn:t:2>"}
    assert rows[0] == {"x": "<urn:i:1>", "r": f'"1"{integer}'}
    assert [row["r"] for row in rows] == [f'"{n}"{integer}' for n in (1, 2, 3)]


def test_every_detail_of_a_hit_is_told(index: Index) -> None:
    asked = "; search:kind ?k ; search:label ?l ; search:in ?in ; search:snippet ?s"
    [task] = _asked(f"?x search:words '再贷款' {asked}", index)
    assert task == {
        "x": "<urn:t:1>",
        "k": '"task"',
        "l": '"任务 1"@zh',
        "in": '"text"',
        "s": '"落实贷款贴息与再贷款，支持中小企业融资"',
    }
    [bank] = _asked(f"?x search:words 'bank' {asked}", index)
    assert (bank["l"], bank["in"], bank["s"]) == (
        '"Bank of China"@en',
        '"label"',
        '"Bank of China"',
    )
    [other] = _asked(f"?x search:words '中行' {asked}", index)
    assert (other["in"], other["s"]) == ('"name"', '"中行"')


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('?x search:words "企业"', {"urn:t:1", "urn:t:2", "urn:b:2"}),
        ('?x search:words "企业", "贴息"', {"urn:t:1", "urn:t:2"}),
        ('?x search:words "企业 贴息"', {"urn:t:1", "urn:t:2"}),
        ('?x search:words "企业" ; search:kind "body"', {"urn:b:2"}),
        ('?x search:words "企业" ; search:kind "body", "task"', {"urn:t:1", "urn:t:2", "urn:b:2"}),
        ('?x search:kind "instrument" ; search:words "企业"', set()),
        ('?x search:words "息"', {"urn:t:1", "urn:t:2", "urn:i:1"}),
        ('?x search:words "企业贴息"', {"urn:t:2"}),  # over a line break
        ('?x search:words "ＩＮＴＥＲＥＳＴ"', {"urn:t:2", "urn:i:1"}),
        ('?x search:words """\\u8D34\\u606F"""', {"urn:t:1", "urn:t:2", "urn:i:1"}),
        ("?x search:words 'a \\\"quoted\\\\\\\" name'", {"urn:i:1"}),
        ('VALUES ?w { "再贷款" } ?x search:words ?w', {"urn:t:1"}),
        (f'?x <{SEARCH}words> "再贷款"', {"urn:t:1"}),
        ('?x search:words "没有"', set()),
        ('?x search:words "再贷款" ; .', {"urn:t:1"}),
    ],
)
def test_words_and_kinds(index: Index, body: str, found: set[str]) -> None:
    assert {row["x"].strip("<>") for row in _asked(body, index)} == found


def test_a_limit_gives_the_best(index: Index) -> None:
    assert [row["x"] for row in _asked("?x search:words '息' ; search:limit 1", index)] == [
        "<urn:i:1>"
    ]
    assert _asked("?x search:words '息' ; search:limit 0", index) == []


@pytest.mark.parametrize(
    "body",
    [
        "",
        "?x",
        "?x search:words",
        "?x search:words ?y",
        "?x search:words 3",
        "?x search:words '贴息'@zh",
        "?x search:words '贴息'^^search:words",
        "?x search:words ' '",
        "?x search:words '贴息' search:kind 'task'",
        "?x search:words '贴息' ; search:kind 'tasks'",
        "?x search:words '贴息' ; search:score ?s",
        "?x search:words '贴息' ; <words> ?s",
        "?x search:words '贴息' ; undeclared:rank ?s",
        "?x search:words '贴息' ; search:rank ?x",
        "?x search:words '贴息' ; search:rank ?r, ?r",
        "?x search:words '贴息' ; search:rank 1",
        "?x search:words '贴息' ; search:limit -1",
        "?x search:words '贴息' ; search:limit 1.5",
        "?x search:words '贴息' ; search:limit 1, 2",
        "?x search:kind 'task'",
        "?x search:words '贴息' . ?y search:words '企业'",
        "?x search:words '贴息' . FILTER(true)",
        "[] search:words '贴息'",
        "<urn:t:1> search:words '贴息'",
        "?x search:words 'a b c d e f g h i'",
        f"?x search:words '{'长' * 201}'",
        "VALUES ?w { '贴息' '企业' } ?x search:words ?w",
        "VALUES (?w) { ('贴息') } ?x search:words ?w",
        "VALUES ?w { UNDEF } ?x search:words ?w",
        "?x search:words '贴息' ; search:words/search:words '企业'",
    ],
)
def test_what_is_not_understood_is_refused_and_told(index: Index, body: str) -> None:
    with pytest.raises(QueryRefused, match="cannot be understood") as refused:
        _asked(body, index)
    assert str(SEARCH) in refused.value.hint


def test_more_hits_than_a_call_gives_are_refused_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    many = Index(Entry(f"urn:x:{i}", "task", texts=("同一句话",)) for i in range(12))
    monkeypatch.setattr(hits, "MOST_HITS", 11)
    with pytest.raises(QueryRefused, match="has 12 hits"):
        _asked("?x search:words '一句'", many)
    assert len(_asked("?x search:words '一句' ; search:limit 12", many)) == 11
    monkeypatch.setattr(hits, "MOST_HITS", 12)
    assert len(_asked("?x search:words '一句'", many)) == 12


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=40))
def test_no_word_becomes_query_text(index: Index, word: str) -> None:
    """Whatever is looked for, written as a string of SPARQL, is found or not, and nothing more."""
    written = ox.Literal(word) if word.isprintable() else None
    if written is None or not fold(word)[0] or len(set(word.split())) > 8:
        return
    found = {row["x"].strip("<>") for row in _asked(f"?x search:words {written}", index)}
    assert found <= {one.iri for one in THINGS}


@pytest.fixture(scope="module")
def finder(engine: Engine) -> Finder:
    """The index of the sample; other tests change nothing of it."""
    return Finder(engine)


def _texts(entry: Entry) -> tuple[str, ...]:
    return (entry.zh, entry.en, *entry.also, *entry.texts)


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_every_occurrence_of_every_string_is_found(finder: Finder, data: st.DataObject) -> None:
    """Any piece of any text of the graph, by looking into each text one after the other."""
    entries = finder.index().entries
    text = data.draw(st.sampled_from([t for e in entries for t in _texts(e) if fold(t)[0]]))
    folded = fold(text)[0]
    start = data.draw(st.integers(0, len(folded) - 1))
    word = folded[start : start + data.draw(st.integers(1, 12))]
    wanted = {e.iri for e in entries if any(word in fold(t)[0] for t in _texts(e))}
    rows = _asked(f"?x search:words {ox.Literal(word)}", finder.index())
    assert {row["x"].strip("<>") for row in rows} == wanted
    assert len(rows) == len(wanted)


def test_every_kind_can_be_asked_for(finder: Finder) -> None:
    everything = {e.iri: e.kind for e in finder.index().entries}
    for kind in KINDS:
        rows = _asked(f"?x search:words 'a' ; search:kind '{kind}'", finder.index())
        assert {everything[row["x"].strip("<>")] for row in rows} <= {kind}
