"""Every stored question: its header, its rows against what reading the document gives, its limits.

The CSV files beside this one were written from the document, not from the graph: numbers, texts,
parties and positions from the source file, instruments, beneficiaries and limits from reading it.
"""

import csv
import io
import os
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from tests.queries.asked import ASKED, shown, written

from cetu import queries
from cetu.errors import ParameterInvalid
from cetu.model.question import Question
from cetu.namespaces import BASE, CETU, GRAPH, ID, PREFIXES

Rows = list[dict[str, str]]
Ask = Callable[..., Rows]
Expected = Callable[[str], Rows]

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in (HERE.parents[1] / "queries" / "questions").glob("*.rq"))
PARTIAL = {"facts-with-evidence", "alignments"}
"""Too long to write out: the CSV has whole rows of each kind, and a test of its own counts all."""

DEAR = {"facts-without-evidence", "facts-with-evidence", "bodies-by-tasks", "changed-from-earlier"}
"""Four of 37 that take rdflib as long as all the others together: asked of it with CETU_HARD=1."""

ANSWERABLE = {*range(1, 7), *range(10, 16), 18, 19, 21, 23, 24, 25, *range(29, 38)}
"""The competency questions that what is shipped answers."""
TRAPS = {101: "lead-of-task", 102: "group-members", 103: "task-text"}

KEY = "dongguan-techfin-2024-annex"
DOCUMENT = str(ID[f"document/{KEY}"])
INJECTED = ox.NamedNode(GRAPH["injected"])
HEAD = f"@base <{ID}> .\n" + "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())


def _inject(store: ox.Store, turtle: str) -> ox.Store:
    store.load(input=HEAD + turtle, format=ox.RdfFormat.TURTLE, to_graph=INJECTED)
    return store


# The files


def test_there_are_34_questions_and_3_traps(questions: dict[str, Question]) -> None:
    numbers = [question.number for question in questions.values()]
    assert numbers == [*range(1, 26), *range(29, 38), *TRAPS]
    assert {n: q.name for q in questions.values() if (n := q.number) in TRAPS} == TRAPS


def test_every_question_has_expected_rows_and_no_file_is_left_over() -> None:
    of_first = {path.stem for path in HERE.glob("*.csv")}
    of_shipped = {path.stem for path in HERE.glob("shipped/*.csv")}
    assert of_first | of_shipped == set(NAMES)
    assert of_shipped == set(ASKED)


@pytest.mark.parametrize("name", NAMES)
def test_header_says_who_asks_what_in_both_languages(
    questions: dict[str, Question], name: str
) -> None:
    question = questions[name]
    assert re.search(r"[\u4e00-\u9fff]", question.summary_zh)
    assert question.summary_en.isascii() or "市版权局" in question.summary_en
    assert question.users
    assert set(question.users) <= {"analyst", "enterprise", "engineer", "researcher"}
    for parameter in question.parameters:
        assert parameter.default is not None
        assert re.search(r"[\u4e00-\u9fff]", parameter.label_zh)
        assert parameter.label_en.isascii()


def test_a_question_is_answerable_or_says_what_the_graph_lacks(
    questions: dict[str, Question],
) -> None:
    competency = [question for question in questions.values() if question.number not in TRAPS]
    assert {question.number for question in competency if question.answerable} == ANSWERABLE
    for question in competency:
        if not question.answerable:
            assert question.lacks_zh
            assert question.lacks_en


@pytest.mark.parametrize("name", NAMES)
def test_the_file_as_it_is_asks_what_its_defaults_ask(
    questions: dict[str, Question], ask: Ask, published: ox.Store, name: str
) -> None:
    """A file pasted into any tool answers as the service does, without binding."""
    question = questions[name]
    answer = published.query(question.text, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    assert sum(1 for _ in answer) == len(ask(name))
    for parameter in question.parameters:
        assert parameter.default is not None
        assert parameter.default in question.text.split("VALUES ?" + parameter.name)[1][:200]


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_its_parameters_are_taken(
    questions: dict[str, Question], ask: Ask, name: str
) -> None:
    ask(name, **{parameter.name: parameter.example for parameter in questions[name].parameters})


def test_the_page_on_queries_lists_every_question(
    root: Path, questions: dict[str, Question]
) -> None:
    page = (root / "docs" / "queries.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (\d+) \| `([a-z-]+)` \|", page, re.MULTILINE)
    assert listed == [(str(q.number), q.name) for q in questions.values()]


# The rows


WRITTEN = [name for name in NAMES if (HERE / f"{name}.csv").is_file()]


@pytest.mark.parametrize("name", [name for name in WRITTEN if name not in PARTIAL])
def test_rows_are_those_the_document_gives(
    questions: dict[str, Question], ask: Ask, expected: Expected, name: str
) -> None:
    of_any = questions[name].parameter("document")
    assert ask(name, **({"document": DOCUMENT} if of_any else {})) == expected(name)


@pytest.mark.parametrize("name", sorted(PARTIAL))
def test_rows_written_out_are_among_the_answers(ask: Ask, expected: Expected, name: str) -> None:
    answer = ask(name)
    for row in expected(name):
        assert answer.count(row) == 1


def test_every_quote_stands_at_its_place_in_the_source(ask: Ask, annex: Path) -> None:
    raw = annex.read_text(encoding="utf-8")
    answer = ask("facts-with-evidence")
    for row in answer:
        assert raw[int(row["start"]) : int(row["end"])] == row["quote"]
    places = [(int(row["start"]), -int(row["end"]), row["fact"]) for row in answer]
    assert places == sorted(places)


def test_every_place_of_every_fact_is_given(ask: Ask, published: ox.Store) -> None:
    """Counted in the document: 16 headings, 40 numbers and 39 texts, 81 parties, 3, 3."""
    answer = ask("facts-with-evidence")
    kinds = Counter(row["kind"].removeprefix(str(CETU)) for row in answer)
    assert kinds["Measure"] == 16
    assert kinds["Task"] == 40 + 39
    assert kinds["Responsibility"] == 81
    assert kinds["Limit"] == 3
    assert kinds["Citation"] == 3
    stated = {
        (quad.subject, quad.object)
        for quad in published.quads_for_pattern(None, ox.NamedNode(CETU.evidence), None)
        if f"/{KEY}/" in quad.subject.value  # type: ignore[union-attr]  # no blank nodes
    }
    assert len(answer) == len(stated)


def test_alignments_are_those_of_the_file(root: Path, ask: Ask) -> None:
    """Read again with another library: each mapping once, each term without one once."""
    own = rdflib.Graph()
    for path in sorted((root / "ontology").glob("*.ttl")):
        if path.stem != "alignment":
            own.parse(path)
    alignment = rdflib.Graph().parse(root / "ontology" / "alignment.ttl")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    terms = {str(s) for kind in kinds for s in own.subjects(RDF.type, kind) if str(CETU) in str(s)}
    relations = (RDFS.subClassOf, RDFS.subPropertyOf, *(SKOS[f"{m}Match"] for m in MATCHES))
    mapped = {
        (str(s), str(p), str(o))
        for p in relations
        for s, o in alignment.subject_objects(p)
        if str(s) in terms and BASE not in str(o)
    }
    bare = {(term, "", "") for term in terms - {term for term, _, _ in mapped}}
    answer = [(row["term"], row["relation"], row["foreign"]) for row in ask("alignments")]
    assert Counter(answer) == Counter(mapped | bare)


MATCHES = ("exact", "close", "broad", "narrow", "related")


def test_triples_that_two_graphs_state_change_no_answer(ask: Ask, scratch: ox.Store) -> None:
    """The default graph is a union, but engines may give a triple once for each graph it is in."""
    for predicate in (RDF.type, RDFS.label, SKOS.prefLabel, CETU.hasResponsibility, CETU.party):
        for quad in list(scratch.quads_for_pattern(None, ox.NamedNode(predicate), None)):
            scratch.add(ox.Quad(quad.subject, quad.predicate, quad.object, INJECTED))
    for name in NAMES:
        assert ask(name, scratch) == ask(name), name


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_rdflib_gives_the_same_rows(
    questions: dict[str, Question], ask: Ask, published: ox.Store
) -> None:
    """Plain SPARQL 1.1: another engine answers alike, in the same order."""
    dataset = rdflib.Dataset(default_union=True)
    for graph in published.named_graphs():
        triples = published.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
        assert triples is not None
        dataset.graph(rdflib.URIRef(graph.value)).parse(data=triples, format="nt")
    for name, question in questions.items():
        if name in DEAR and os.environ.get("CETU_HARD") != "1":
            continue
        answer = dataset.query(queries.bind(question, {})).serialize(format="csv")
        assert answer is not None
        rows = list(csv.DictReader(io.StringIO(answer.decode(), newline="")))
        assert rows == ask(name), name


# Other values than the defaults


def test_a_body_without_tasks_has_no_rows(ask: Ask) -> None:
    assert ask("tasks-of-body", body=str(ID["body/national-renminyinhang"])) == []


def test_a_body_that_shares_all_its_tasks_is_never_alone(ask: Ask) -> None:
    answer = ask("tasks-of-body", body="body/441900-gongyehexinxihuaju")
    assert [row["number"] for row in answer] == ["16", "17", "22", "32", "38"]
    assert {row["alone"] for row in answer} == {"false"}


def test_pairs_with_at_least_five_shared_tasks(ask: Ask) -> None:
    [pair] = ask("shared-tasks", least="5")
    assert pair["numbers"] == "10、11、13、14、15"


def test_a_narrower_class_finds_what_is_for_the_wider(ask: Ask) -> None:
    answer = ask("support-for-enterprise", **{"class": str(ID["beneficiary/xiaojuren"])})
    assert {(row["number"], row["relationEn"]) for row in answer} == {
        ("17", "names a wider class"),
        ("21", "names this class"),
        ("25", "names a wider class"),
    }


def test_the_bodys_own_name_is_no_plate(ask: Ask) -> None:
    [row] = ask("name-plate", name="市委金融办")
    assert (row["statusEn"], row["body"]) == (
        "the body's own name",
        str(ID["body/441900-jinrongban"]),
    )


@pytest.mark.parametrize(
    ("name", "values", "status"),
    [
        ("name-plate", {"name": "市不存在局"}, "the graph has no such name"),
        ("lead-of-task", {"number": "99"}, "the document has no task of this number"),
        ("lead-of-task", {"number": "40"}, "not stated: the document names no lead unit"),
        ("task-text", {"number": "41"}, "the document has no task of this number"),
        ("task-text", {"number": "17"}, "the document's own words"),
        ("group-members", {"group": "body/441900-jinrongban"}, "the graph has no such group"),
        (
            "changed-from-earlier",
            {"document": "document/none"},
            "no earlier document of the same place is loaded",
        ),
        (
            "version-changes",
            {"document": "document/none"},
            "only one version is loaded: nothing to compare",
        ),
    ],
)
def test_what_is_not_there_is_said(
    ask: Ask, name: str, values: dict[str, str], status: str
) -> None:
    [row] = ask(name, **values)
    assert row["statusEn"] == status


@pytest.mark.parametrize("number", range(1, 41))
def test_no_task_has_a_lead(ask: Ask, number: int) -> None:
    [row] = ask("lead-of-task", number=str(number))
    assert (row["lead"], row["leadName"]) == ("", "")
    assert row["statusEn"].startswith("not stated")


def test_a_value_of_another_type_is_refused(ask: Ask) -> None:
    with pytest.raises(ParameterInvalid, match="number"):
        ask("lead-of-task", number="seventeen")


# What the questions would find: facts the documents do not have


def _evidence(start: int, end: int, quote: str, row: str = "9398e099") -> str:
    return f"""
        <evidence/x/1> cetu:exactQuote "{quote}" ; cetu:startOffset {start} ; cetu:endOffset {end} ;
            cetu:inPart <part/{KEY}/033ce048e173/row-{row}> ; cetu:readBy <reader/x> ;
            cetu:fromVersion <version/{KEY}/033ce048e173> ."""


@pytest.mark.parametrize(
    ("turtle", "problem"),
    [
        ("<limit/x/1> a cetu:Limit .", "no evidence"),
        (
            '<limit/x/1> cetu:evidence <evidence/x/1> . <evidence/x/1> cetu:exactQuote "a" .',
            "evidence without quote, positions, row, version or reader",
        ),
        (
            "<limit/x/1> cetu:evidence <evidence/x/1> ." + _evidence(6000, 6009, "限额"),
            "length of the quote differs from its positions",
        ),
        (
            "<limit/x/1> cetu:evidence <evidence/x/1> ; cetu:asWritten '不超过3' ."
            + _evidence(6000, 6004, "不超过4"),
            "quote differs from the words kept with the fact",
        ),
        (
            f"<limit/x/1> cetu:evidence <evidence/x/1> ."
            f"{_evidence(2210, 2212, '最低', 'ddddaabc')}",
            "quote differs from the words of its row",
        ),
    ],
)
def test_a_fact_with_bad_evidence_is_found(
    ask: Ask, scratch: ox.Store, turtle: str, problem: str
) -> None:
    [row] = ask("facts-without-evidence", _inject(scratch, turtle))
    assert row["fact"] == str(ID["limit/x/1"])
    assert row["problemEn"] == problem


def test_evidence_of_a_replaced_version_is_found(ask: Ask, scratch: ox.Store) -> None:
    store = _inject(scratch, f"<version/{KEY}/new> cetu:revisionOf <version/{KEY}/033ce048e173> .")
    answer = ask("facts-without-evidence", store)
    assert {row["problemEn"] for row in answer} == {"evidence from a version that was replaced"}
    assert len(answer) == len(ask("facts-with-evidence"))


OTHER_LIMIT = """
    <document/other> cetu:jurisdiction <place/{place}> .
    <place/440300> rdfs:label "深圳市"@zh .
    <task/other/1> a cetu:Task ; cetu:inDocument <document/other> ; cetu:taskOrdinal 1 ;
        cetu:hasLimit <limit/other/1> .
    <limit/other/1> cetu:asWritten "最高{value}%" ; cetu:value {value}.0 ;
        cetu:unit <unit/percent> ; cetu:bound cetu:max ; cetu:base "{base}" ;
        cetu:onInstrument <instrument/fengxian-buchang> ."""


@pytest.mark.parametrize(
    ("value", "base", "status"),
    [
        (70, "贷款本金", "wider than the superior limit"),
        (80, "贷款本金", "same as the superior limit"),
        (90, "贷款本金", "narrower than the superior limit"),
        (70, "担保余额", "no superior limit to compare with is loaded"),
    ],
)
def test_a_provincial_limit_is_compared(
    ask: Ask, scratch: ox.Store, value: int, base: str, status: str
) -> None:
    store = _inject(scratch, OTHER_LIMIT.format(place="440000", value=value, base=base))
    [row] = [row for row in ask("wider-than-superior", store) if row["number"] == "17"]
    assert row["statusEn"] == status


@pytest.mark.parametrize(
    ("value", "status"),
    [(90, "better than here"), (80, "same as here"), (70, "worse than here")],
)
def test_a_limit_of_another_city_is_compared(
    ask: Ask, scratch: ox.Store, value: int, status: str
) -> None:
    turtle = OTHER_LIMIT.format(place="440300", value=value, base="贷款本金")
    [row] = [r for r in ask("terms-elsewhere", _inject(scratch, turtle)) if r["number"] == "17"]
    assert (row["statusEn"], row["otherPlaceName"]) == (status, "深圳市")


def test_an_earlier_policy_is_compared(ask: Ask, scratch: ox.Store) -> None:
    kept, moved = (ask("task-text", number=number)[0]["text"] for number in ("5", "7"))
    turtle = f"""
        <document/old> cetu:jurisdiction <place/441900> ;
            cetu:documentDate "2020-01-01T00:00:00"^^xsd:dateTime .
        <task/old/1> cetu:inDocument <document/old> ; cetu:taskText "{kept}" ;
            cetu:hasResponsibility <responsibility/old/1> .
        <task/old/2> cetu:inDocument <document/old> ; cetu:taskText "{moved}" ;
            cetu:hasResponsibility <responsibility/old/2> .
        <task/old/3> cetu:inDocument <document/old> ; cetu:taskText "旧任务。" .
        <responsibility/old/1> cetu:party <body/441900-kexuejishuju> .
        <responsibility/old/2> cetu:party <body/441900-caizhengju> ."""
    answer = ask("changed-from-earlier", _inject(scratch, turtle))
    assert [(row["statusEn"], row["noLonger"]) for row in answer] == [
        ("repeated", ""),
        ("task kept, this body no longer has it", str(ID["body/441900-caizhengju"])),
        ("not in the later document", ""),
    ]


def test_words_on_combining_are_found(ask: Ask, scratch: ox.Store) -> None:
    turtle = """
        <task/x/1> cetu:inDocument <document/x> ; cetu:taskOrdinal 1 ;
            cetu:taskText "同一项目不得重复享受资金奖励。" ; cetu:hasInstrumentUse <use/x/1> .
        <use/x/1> cetu:instrument <instrument/zijin-jiangli> ."""
    said = [r for r in ask("combining-support", _inject(scratch, turtle)) if r["text"]]
    assert [row["statusEn"] for row in said] == ["the task has words on combining: read them"]


def test_names_without_body_or_out_of_use_are_found(ask: Ask, scratch: ox.Store) -> None:
    turtle = """
        <task/x/1> cetu:inDocument <document/x> ; cetu:taskOrdinal 1 ;
            cetu:hasResponsibility <responsibility/x/1> .
        <responsibility/x/1> cetu:asWritten "市金融工作局" .
        <body-name/441900-jinrongban/1> cetu:validUntil "2024-01-01T00:00:00"^^xsd:dateTime ."""
    answer = ask("unresolved-names", _inject(scratch, turtle))
    assert Counter(row["statusEn"] for row in answer) == {
        "no body has this name": 1,
        "name out of use on the date of the document": 13,
    }


def test_tasks_of_a_new_version_are_compared(ask: Ask, scratch: ox.Store) -> None:
    text = ask("task-text", number="17")[0]
    turtle = f"""
        <version/{KEY}/new> cetu:versionOf <document/{KEY}> ;
            cetu:revisionOf <version/{KEY}/033ce048e173> .
        <{text["task"]}> cetu:evidence <evidence/new/1> .
        <task/{KEY}/new> a cetu:Task ; cetu:taskText "新任务。" ; cetu:evidence <evidence/new/1> .
        <evidence/new/1> cetu:fromVersion <version/{KEY}/new> ."""
    answer = ask("version-changes", _inject(scratch, turtle))
    assert Counter(row["statusEn"] for row in answer) == {
        "added in the newer version": 1,
        "removed in the newer version": 39,
    }
    assert text["task"] not in {row["task"] for row in answer}


def test_an_earlier_use_of_an_instrument_comes_first(ask: Ask, scratch: ox.Store) -> None:
    turtle = """
        <document/nation> cetu:title "通知" ;
            cetu:documentDate "2024-04-01T00:00:00"^^xsd:dateTime .
        <task/nation/1> cetu:inDocument <document/nation> ; cetu:taskOrdinal 1 ;
            cetu:hasInstrumentUse <use/nation/1> .
        <use/nation/1> cetu:instrument <instrument/keji-chuangxin-jishu-gaizao-zaidaikuan> ;
            cetu:asWritten "科技创新和技术改造再贷款" ; cetu:evidence <evidence/nation/1> .
        <evidence/nation/1> cetu:startOffset 1 ."""
    answer = ask("spread-of-instrument", _inject(scratch, turtle))
    assert [row["documentTitle"] for row in answer] == ["通知", "重点工作任务分工表"]


def test_a_stated_lead_is_named(ask: Ask, scratch: ox.Store) -> None:
    store = _inject(scratch, f"<responsibility/{KEY}/ddddaabc-2> cetu:role cetu:lead .")
    [row] = ask("lead-of-task", store)
    assert (row["leadName"], row["statusEn"]) == ("市财政局", "stated in the document")


def test_a_listed_member_is_named_and_its_group_no_longer_unlisted(
    ask: Ask, scratch: ox.Store
) -> None:
    group = "body/441900-fengxianbuchang-lianxihuiyi"
    store = _inject(scratch, f"<{group}> cetu:hasMember <body/441900-caizhengju> .")
    [row] = ask("group-members", store)
    assert (row["memberName"], row["statusEn"]) == ("东莞市财政局", "a member that a source lists")
    assert str(ID[group]) not in {row["group"] for row in ask("groups-without-members", store)}


@pytest.mark.parametrize(
    "turtle",
    [
        f"<task/{KEY}/93870a7a> cetu:hasResponsibility <responsibility/x/1> ."
        "<responsibility/x/1> cetu:party <body/441900-caizhengju> .",
        f"<task/{KEY}/93870a7a> cetu:hasResponsibility <responsibility/x/1> ."
        "<responsibility/x/1> cetu:asWritten '某局' .",
    ],
)
def test_a_party_from_the_city_or_unknown_ends_vertical_only(
    ask: Ask, scratch: ox.Store, turtle: str
) -> None:
    answer = ask("vertical-only", _inject(scratch, turtle))
    assert [row["number"] for row in answer] == ["8", "9", "10", "14", "15", "24", "25"]
    assert {row["wholeMeasure"] for row in answer} == {"false"}


def test_a_body_of_no_known_kind_is_still_counted(ask: Ask, scratch: ox.Store) -> None:
    turtle = """
        <task/x/1> cetu:inDocument <document/x> ; cetu:hasResponsibility <responsibility/x/1> .
        <responsibility/x/1> cetu:party <body/x> .
        <body/x> a cetu:Organisation ; rdfs:label "某单位"@zh ."""
    [row] = [r for r in ask("bodies-by-tasks", _inject(scratch, turtle)) if r["name"] == "某单位"]
    assert (row["kind"], row["tasks"]) == (str(CETU.Actor), "1")


# Across documents


@pytest.mark.parametrize("name", ASKED)
def test_rows_of_the_shipped_graph_are_those_the_documents_give(
    ask: Ask, shipped_store: ox.Store, name: str
) -> None:
    assert shown(ask(name, shipped_store, **ASKED[name]), name) == written(name)


ACROSS_DOCUMENTS = """
    <place/990000> rdfs:label "临川省"@zh ; cetu:placeCode "990000" .
    <place/990100> rdfs:label "云溪市"@zh ; cetu:placeCode "990100" ; cetu:within <place/990000> .
    <place/990121> rdfs:label "青岚县"@zh ; cetu:placeCode "990121" ; cetu:within <place/990100> .
    <body/990100-caizhengju> a cetu:MunicipalBureau ; rdfs:label "云溪市财政局"@zh ;
        cetu:jurisdiction <place/990100> .
    <body/990121-caizhengju> a cetu:MunicipalBureau ; rdfs:label "青岚县财政局"@zh ;
        cetu:jurisdiction <place/990121> .
    <body/990100-yiyuan> a cetu:PublicInstitution ; rdfs:label "云溪市人民医院"@zh .
    <document/yunxi> a cetu:PolicyDocument ; cetu:title "云溪市措施" ;
        cetu:jurisdiction <place/990100> ;
        cetu:documentNumber "云政发〔2025〕7号" ; cetu:issuerAsWritten "云溪市人民政府" ;
        cetu:documentDate "2025-03-01T00:00:00"^^xsd:dateTime .
    <version/yunxi/1> cetu:versionOf <document/yunxi> ; cetu:textWithheld true .
    <document/guojia> a cetu:PolicyDocument ; cetu:title "国家条例" ;
        cetu:jurisdiction <place/china> .
    <document/qinglan> a cetu:PolicyDocument ; cetu:title "青岚县方案" ;
        cetu:jurisdiction <place/990121> .
    <version/qinglan/1> cetu:versionOf <document/qinglan> .
    <version/qinglan/2> cetu:versionOf <document/qinglan> ; cetu:revisionOf <version/qinglan/1> .
    <task/yunxi/1> a cetu:Task ; cetu:inDocument <document/yunxi> ; cetu:taskOrdinal 1 ;
        cetu:taskTitle "风险补偿" ; cetu:hasResponsibility <responsibility/yunxi/1> ,
            <responsibility/yunxi/2> ; cetu:hasInstrumentUse <instrument-use/yunxi/1> ;
        cetu:hasLimit <limit/yunxi/1> ; cetu:hasDeadline <deadline/yunxi/1> ;
        cetu:hasCitation <citation/yunxi/1> .
    <responsibility/yunxi/1> cetu:inDocument <document/yunxi> ;
        cetu:party <body/990100-caizhengju> ; cetu:role cetu:lead ; cetu:position 1 ;
        cetu:asWritten "市财政局" .
    <responsibility/yunxi/2> cetu:inDocument <document/yunxi> ; cetu:party <body/990100-yiyuan> ;
        cetu:role cetu:support ; cetu:position 2 ; cetu:asWritten "市人民医院" .
    <instrument-use/yunxi/1> cetu:instrument <instrument/fengxian-buchang> ;
        cetu:asWritten "风险补偿" .
    <limit/yunxi/1> a cetu:Limit ; cetu:inDocument <document/yunxi> ; cetu:asWritten "最高70%" ;
        cetu:value 70.0 ; cetu:unit <unit/percent> ; cetu:bound cetu:max ;
        cetu:onInstrument <instrument/fengxian-buchang> .
    <deadline/yunxi/1> cetu:asWritten "2025年6月底前" ;
        cetu:untilDate "2025-06-30T00:00:00"^^xsd:dateTime .
    <citation/yunxi/1> a cetu:Citation ; cetu:inDocument <document/yunxi> ;
        cetu:asWritten "《意见》（国办发〔2020〕24号）" ; cetu:citedTitle "意见" ;
        cetu:citedNumber "国办发〔2020〕24号" .
    <task/qinglan/1> a cetu:Task ; cetu:inDocument <document/qinglan> ; cetu:taskOrdinal 1 ;
        cetu:hasResponsibility <responsibility/qinglan/1> ;
        cetu:hasInstrumentUse <instrument-use/qinglan/1> .
    <responsibility/qinglan/1> cetu:party <body/990121-caizhengju> ; cetu:role cetu:listed ;
        cetu:position 1 ; cetu:asWritten "县财政局" .
    <instrument-use/qinglan/1> cetu:instrument <instrument/fengxian-buchang> .
    <citation/qinglan/1> a cetu:Citation ; cetu:inDocument <document/qinglan> ;
        cetu:asWritten "云政发〔2025〕7号" ; cetu:citedNumber "云政发〔2025〕7号" ."""


@pytest.fixture
def across(scratch: ox.Store) -> ox.Store:
    """The snapshot and two documents of invented places."""
    return _inject(scratch, ACROSS_DOCUMENTS)


def test_an_instrument_is_found_across_places_and_levels(ask: Ask, across: ox.Store) -> None:
    rows = ask("instrument-across-places", across)
    found = {
        (r["level"], r["placeName"], r["title"], r["limitWords"], r["value"])
        for r in rows
        if r["documentTitle"] in {"云溪市措施", "青岚县方案"}
    }
    assert found == {
        ("市级", "云溪市", "风险补偿", "最高70%", "70"),
        ("县级", "青岚县", "", "", ""),
    }


def test_bodies_of_a_function_are_compared(ask: Ask, across: ox.Store) -> None:
    rows = ask("bodies-of-function", across, function="财政局")
    found = {(r["placeName"], r["name"], r["tasks"], r["leads"]) for r in rows}
    assert ("云溪市", "云溪市财政局", "1", "1") in found
    assert ("青岚县", "青岚县财政局", "1", "0") in found
    assert ask("bodies-of-function", across, function="没有这种职能") == []


def test_a_citation_of_a_national_document_is_known_by_its_number(
    ask: Ask, across: ox.Store
) -> None:
    rows = ask("tasks-citing-national", across)
    mine = [row for row in rows if row["documentTitle"] in {"云溪市措施", "青岚县方案"}]
    assert [(row["number"], row["citedTitle"], row["cited"]) for row in mine] == [("1", "意见", "")]


def test_a_kind_of_body_is_found_everywhere(ask: Ask, across: ox.Store) -> None:
    rows = ask("tasks-of-kind", across, kind=str(CETU.PublicInstitution))
    mine = [row for row in rows if row["documentTitle"] == "云溪市措施"]
    assert [(r["name"], r["roleName"], r["title"], r["instruments"]) for r in mine] == [
        ("云溪市人民医院", "配合", "风险补偿", "风险补偿")
    ]


@pytest.mark.parametrize(("year", "quarter", "due"), [(2025, 2, 1), (2025, 3, 0), (2024, 2, 0)])
def test_deadlines_are_those_of_the_quarter(
    ask: Ask, across: ox.Store, year: int, quarter: int, due: int
) -> None:
    rows = ask("deadlines-in-quarter", across, year=str(year), quarter=str(quarter))
    mine = [row for row in rows if row["documentTitle"] == "云溪市措施"]
    assert [(r["until"], r["bodies"]) for r in mine] == [
        ("2025-06-30", "市财政局、市人民医院")
    ] * due


def test_documents_are_listed_once_with_their_newest_version(ask: Ask, across: ox.Store) -> None:
    rows = {row["title"]: row for row in ask("documents-overview", across)}
    yunxi, qinglan = rows["云溪市措施"], rows["青岚县方案"]
    assert (yunxi["issuers"], yunxi["tasks"], yunxi["limits"], yunxi["withheld"]) == (
        "云溪市人民政府",
        "1",
        "1",
        "true",
    )
    assert qinglan["version"] == str(ID["version/qinglan/2"])
    assert (qinglan["documentNumber"], qinglan["withheld"]) == ("", "false")


def test_a_question_that_lists_everything_can_be_asked_of_one_document(
    questions: dict[str, Question], ask: Ask, across: ox.Store
) -> None:
    for name, question in questions.items():
        parameter = question.parameter("document")
        if parameter and parameter.default == "UNDEF":
            of_one = ask(name, across, document=str(ID["document/qinglan"]))
            every = ask(name, across)
            if name != "bodies-by-tasks":  # it counts over them
                assert [row for row in every if row in of_one] == of_one, name
            assert len(of_one) < len(every) or not every, name
