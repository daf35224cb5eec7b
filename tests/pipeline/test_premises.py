"""Statements told as sentences, with who states them and the words behind them."""

import pyoxigraph as ox
import pytest

from cetu.engine import rows
from cetu.model.finding import Finding, Premise
from cetu.model.result import Table
from cetu.namespaces import CETU, GRAPH, ID
from cetu.pipeline import premises

GRAPHS = f"""
@prefix cetu: <{CETU}> . @prefix g: <{GRAPH}> . @prefix id: <{ID}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
g:ontology {{
  cetu:value rdfs:label "数值"@zh , "value"@en .
  cetu:Limit rdfs:label "限额"@zh , "limit"@en .
  cetu:Evidence rdfs:label "依据"@zh , "piece of evidence"@en .
  cetu:responsibleFor rdfs:label "负责"@zh , "responsible for"@en .
}}
g:a {{
  <{ID}limit/a/1> a cetu:Limit ; cetu:value 50 ; cetu:asWritten "不超过50%" ;
    cetu:evidence <{ID}evidence/a/1> , <{ID}evidence/a/2> .
  <{ID}evidence/a/1> cetu:exactQuote "贷款本金的不超过50%" ; cetu:startOffset 3 ;
    cetu:fromVersion <{ID}version/a> ; cetu:inPart <{ID}part/a/7> .
  <{ID}evidence/a/2> cetu:exactQuote "由市金融工作局按照年度安排落实的各项任务" ;
    cetu:startOffset 0 ; cetu:fromVersion <{ID}version/a> .
  <{ID}part/a/7> cetu:rowNumber "7" .
  <{ID}version/a> cetu:versionOf <{ID}document/a> .
  <{ID}document/a> cetu:title "海江市若干措施" .
}}
g:inferred {{ <{ID}body/b> cetu:responsibleFor <{ID}limit/a/1> . <{ID}limit/a/1> a cetu:Limit . }}
"""
LIMIT = f"<{ID}limit/a/1>"


def select(query: str) -> Table:
    store = ox.Store()
    store.load(GRAPHS.encode(), format=ox.RdfFormat.TRIG)
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    return rows(answer.serialize(format=ox.QueryResultsFormat.JSON) or b"")


def told(*texts: str) -> tuple[Premise, ...]:
    finding = Finding(
        "violation", "check", "r", "t", "。", ".", premises=tuple(map(Premise, texts))
    )
    (one,) = premises.told([finding], select)
    return one.premises


def test_a_value_is_told_with_the_words_that_hold_it() -> None:
    text = f'{LIMIT} <{CETU.asWritten}> "不超过50%" .'
    (premise,) = told(text)
    assert premise == Premise(
        text,
        "「不超过50%」的「asWritten」是「不超过50%」。",
        "The “asWritten” of “不超过50%” is “不超过50%”.",
        graph=str(GRAPH.a),
        quote="贷款本金的不超过50%",
        document=str(ID["document/a"]),
        row="7",
    )


def test_a_type_is_told_as_one_and_what_is_stated_goes_before_what_was_inferred() -> None:
    (premise,) = told(f"{LIMIT} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{CETU.Limit}> .")
    assert premise.zh == "「不超过50%」是一个「限额」。"
    assert premise.en == "“不超过50%” is a “limit”."
    assert premise.graph == str(GRAPH.a)


def test_what_was_only_inferred_says_so_and_no_words_are_claimed_for_it() -> None:
    (premise,) = told(f"<{ID}body/b> <{CETU.responsibleFor}> {LIMIT} .")
    assert premise.zh == "「body/b」的「负责」是「不超过50%」。（由推理得出）"
    assert premise.en.endswith(" (inferred)")
    assert (premise.graph, premise.quote) == (str(GRAPH.inferred), "")


def test_what_the_program_adds_has_its_row_and_no_quote() -> None:
    (premise,) = told(f"{LIMIT} <{CETU.evidence}> <{ID}evidence/a/1> .")
    assert (premise.quote, premise.document) == ("", str(ID["document/a"]))


@pytest.mark.parametrize(
    "text",
    ["DisjointClasses(<x:A> <x:B>)", "<x:a> is no statement", f'{LIMIT} <x:p> "{"长" * 20000}" .'],
)
def test_what_cannot_be_looked_up_is_left_or_told_from_itself(text: str) -> None:
    (premise,) = told(text)
    assert premise.text == text
    assert not premise.graph
    assert len(premise.zh) < 250


def test_a_premise_with_a_sentence_is_left_as_it_is() -> None:
    axiom = Premise("FunctionalObjectProperty(<x:p>)", "「p」至多一个。", "At most one “p”.")
    finding = Finding("violation", "owl", "r", "t", "。", ".", premises=(axiom,))
    assert premises.told([finding], select) == [finding]
