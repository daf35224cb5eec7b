"""Each kind of contradiction, put into sound data, is found and named; HermiT agrees."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from rdflib import Graph

from cetu.errors import CheckFailed
from cetu.reason import contradictions
from cetu.reason.dl import consistent
from cetu.reason.proof import proves

PREFIXES = """
@prefix cetu: <https://w3id.org/cetu/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix body: <https://w3id.org/cetu/id/body/> .
@prefix body-kind: <https://w3id.org/cetu/id/body-kind/> .
@prefix body-name: <https://w3id.org/cetu/id/body-name/> .
@prefix document: <https://w3id.org/cetu/id/document/> .
@prefix evidence: <https://w3id.org/cetu/id/evidence/> .
@prefix instrument: <https://w3id.org/cetu/id/instrument/> .
@prefix limit: <https://w3id.org/cetu/id/limit/> .
@prefix measure: <https://w3id.org/cetu/id/measure/> .
@prefix place: <https://w3id.org/cetu/id/place/> .
@prefix responsibility: <https://w3id.org/cetu/id/responsibility/> .
@prefix task: <https://w3id.org/cetu/id/task/> .
@prefix unit: <https://w3id.org/cetu/id/unit/> .
@prefix version: <https://w3id.org/cetu/id/version/> .
"""


@dataclass(frozen=True)
class Case:
    name: str
    rule: str
    wrong: str
    zh: str


CASES = [
    Case(
        "disjoint classes",
        "cax-dw",
        "body:bureau a cetu:StateOwnedCompany .",
        "「市财政局」既是「国有公司」又是「公共机构」，二者互不相容。",
    ),
    Case(
        "classes declared pairwise disjoint",
        "cax-adc",
        "task:t17 a cetu:TextRow .",
        "「任务17」既是「文件组成部分」又是「任务」，二者互不相容。",
    ),
    Case(
        "instrument families",
        "cax-adc",
        "instrument:compensation a cetu:Relending .",
        "「风险补偿」既是「担保与风险补偿」又是「货币政策工具」，二者互不相容。",
    ),
    Case(
        "a domain against a stated class",
        "cax-adc",
        "body:bureau cetu:branchOf body:bank .",
        "「市财政局」既是「市级部门」又是「垂直管理机构」，二者互不相容。",
    ),
    Case(
        "a range against a stated class",
        "cax-adc",
        "responsibility:r1 cetu:actsUnder place:city .",
        "「东莞市」既是「机构名称」又是「地方」，二者互不相容。",
    ),
    Case(
        "functional property with two things",
        "prp-fp",
        "measure:m6 cetu:hasTask task:t17 .",
        "「任务17」的「属于措施」只能有一个，却有两个：「措施五」与「措施六」。",
    ),
    Case(
        "functional property with two values",
        "prp-fp",
        "evidence:e1 cetu:startOffset 101 .",
        "「引文一」的「起点」只能有一个，却有两个：「100」与「101」。",
    ),
    Case(
        "two roles at once",
        "prp-fp",
        "responsibility:r1 cetu:role cetu:lead .",
        "「任务17的第一责任方」的「角色」只能有一个，却有两个：「牵头」与「列出」。",
    ),
    Case(
        "kind against class",
        "cax-adc",
        "body:bureau cetu:kind body-kind:party-organ .",
        "「市财政局」既是「市级部门」又是「党委机构」，二者互不相容。",
    ),
    Case(
        "members unknown and listed",
        "prp-fp",
        "body:conference cetu:hasMember body:bureau .",
        "「联席会议成员单位」的「成员是否列明」只能有一个，却有两个：「成员已列明」与「成员未列明」。",
    ),
    Case(
        "a name of two bodies",
        "prp-ifp",
        "body:branch cetu:hasName body-name:n1 .",
        "「名称“市财政局”」只能由一方经「使用名称」所有，却同属「人民银行分行」与「市财政局」。",
    ),
    Case(
        "a reading of two tasks",
        "prp-ifp",
        "task:t18 cetu:hasLimit limit:l1 .",
        "「补偿上限」只能由一方经「任务含内容」所有，却同属「任务17」与「任务18」。",
    ),
    Case(
        "irreflexive",
        "prp-irp",
        "document:annex cetu:cites document:annex .",
        "「分工表」不能「引用」自己。",
    ),
    Case(
        "asymmetric",
        "prp-asyp",
        "version:v1 cetu:revisionOf version:v2 .",
        "「第一版」与「第二版」互为「修订自」，而这种关系只能单向。",
    ),
    Case(
        "negative assertion against a chain",
        "prp-npa",
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual task:t17 ;"
        " owl:assertionProperty cetu:responsibleParty ; owl:targetIndividual body:bureau .",
        "已声明「任务17」的「负责方」不是「市财政局」，但由其他陈述可得它是。",
    ),
    Case(
        "negative assertion of a value",
        "prp-npa",
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual limit:l1 ;"
        " owl:assertionProperty cetu:value ; owl:targetValue 80.0 .",
        "已声明「补偿上限」的「数值」不是「80」，但由其他陈述可得它是。",
    ),
    Case(
        "key of a passage",
        "prp-key",
        "evidence:e2 cetu:startOffset 100 ; cetu:endOffset 117 . evidence:e3 a cetu:Evidence ;"
        ' rdfs:label "引文三"@zh ; cetu:fromVersion version:v1 ;'
        ' cetu:exactQuote "x" ; cetu:startOffset 100 ; cetu:endOffset 117 .',
        "「引文一」与「引文三」的「终点」等标识完全相同，应是同一个，却作为两个。",
    ),
    Case(
        "key of a place",
        "prp-key",
        'place:other a cetu:Place ; rdfs:label "别处"@zh ; cetu:placeCode "441900" .',
        "「东莞市」与「别处」的「行政区划代码」等标识完全相同，应是同一个，却作为两个。",
    ),
    Case(
        "qualified cardinality: two parties",
        "cls-maxqc",
        "responsibility:r1 cetu:party body:company .",
        "「任务17的第一责任方」的「责任方」应恰有一个，却有两个：「市财政局」与「科技创新金融集团」。",
    ),
    Case(
        "qualified cardinality: two units",
        "cls-maxqc",
        "limit:l1 cetu:unit unit:usd .",
        "「补偿上限」的「单位」应恰有一个，却有两个：「百分比」与「美元」。",
    ),
    Case(
        "two values where one is the most",
        "cls-maxc",
        "cetu:Annex rdfs:subClassOf [ a owl:Restriction ; owl:onProperty cetu:issuedBy ;"
        ' owl:maxCardinality "1"^^xsd:nonNegativeInteger ] .'
        " document:annex cetu:issuedBy body:bureau , body:bank .",
        "「分工表」的「发布者」至多有一个，却有两个：「人民银行」与「市财政局」。",
    ),
    Case(
        "in two parts of a disjoint union",
        "cax-du",
        "cetu:SubsidyOrAward owl:disjointUnionOf ( cetu:Subsidy cetu:Award ) ."
        ' instrument:i a cetu:Subsidy , cetu:Award ; rdfs:label "奖补"@zh .',
        "「奖补」既是「奖励」又是「补贴」，而「补贴与奖励」分为这些类，各类互不相容。",
    ),
    Case(
        "two disjoint properties",
        "prp-pdw",
        "cetu:party owl:propertyDisjointWith cetu:candidateBody ."
        " responsibility:r1 cetu:candidateBody body:bureau .",
        "「市财政局」既是「任务17的第一责任方」的「责任方」，又是它的「可能是」，二者不能并存。",
    ),
    Case(
        "outside an enumeration",
        "cls-oo",
        'body-name:n2 a cetu:BodyName ; rdfs:label "另一名称"@zh ; cetu:nameKind cetu:lead .',
        "「牵头」不是「名称种类」所列的值之一（见「另一名称」）。",
    ),
    Case(
        "two IRIs said to be one",
        "eq-diff1",
        "body:bank owl:sameAs body:branch .",
        "「人民银行」与「人民银行分行」被说成同一个，而本图谱中一个标识只指一个事物。",
    ),
    Case(
        "datatype of a property",
        "dt-type",
        "task:t17 cetu:taskText 17 .",
        "「任务17」的「任务文字」是「17」，不属于要求的数据类型（string）。",
    ),
    Case(
        "negative position in a text",
        "dt-type",
        'evidence:e4 a cetu:Evidence ; rdfs:label "引文四"@zh ; cetu:startOffset -1 .',
        "「引文四」的「起点」是「-1」，不属于要求的数据类型（nonNegativeInteger）。",
    ),
    Case(
        "more than the whole is compensated",
        "dt-facet",
        'limit:l2 a cetu:Limit ; rdfs:label "超额补偿"@zh ; cetu:unit unit:percent ;'
        " cetu:bound cetu:max ; cetu:onInstrument instrument:compensation ; cetu:value 150.0 .",
        "「超额补偿」的「数值」是「150」，超出允许的范围或格式（100）。",
    ),
    Case(
        "form of a code",
        "dt-facet",
        'place:p a cetu:Place ; rdfs:label "某地"@zh ; cetu:placeCode "4419" .',
        "「某地」的「行政区划代码」是「4419」，超出允许的范围或格式（[0-9]{6}）。",
    ),
    Case(
        "positions count from one",
        "dt-facet",
        'responsibility:r2 a cetu:Responsibility ; rdfs:label "零位责任"@zh ; cetu:position 0 .',
        "「零位责任」的「位次」是「0」，超出允许的范围或格式（1）。",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_named(case: Case, clean: Graph) -> None:
    graph = Graph()
    graph += clean
    graph.parse(data=PREFIXES + case.wrong, format="turtle")
    result = consistent(graph)
    assert not result.consistent
    told = {
        (finding.rule.removeprefix(contradictions.RULES), finding.zh) for finding in result.findings
    }
    assert (case.rule, case.zh) in told
    for finding in result.findings:
        assert finding.severity == "violation"
        assert finding.layer == "owl"
        assert finding.en != finding.zh
        assert finding.advice_zh
        assert finding.advice_en
        assert proves(finding)


SOUND = {
    "a dedicated fund that compensates for risk": "instrument:compensation a cetu:DedicatedFund .",
    "insurance of a loan": "instrument:i a cetu:InsuranceProduct, cetu:GuaranteeScheme .",
    "a loan with a guarantee": "instrument:i a cetu:LoanProduct, cetu:GuaranteeScheme .",
    "a loan tied to a fund": "instrument:i a cetu:LoanProduct, cetu:InvestmentFund .",
    "a loan given on a platform": "instrument:i a cetu:LoanProduct, cetu:CreditPlatform .",
    "a fund from abroad": "instrument:i a cetu:QFLP, cetu:InvestmentFund .",
    "compensation that grows by more than the whole": (
        "limit:l2 a cetu:Limit ; cetu:unit unit:percent ; cetu:bound cetu:increase ;"
        " cetu:onInstrument instrument:compensation ; cetu:value 150.0 ."
    ),
    "a white list of enterprises": (
        "<https://w3id.org/cetu/id/white-list/annex/t17> a cetu:WhiteList ;"
        " cetu:listsClass <https://w3id.org/cetu/id/beneficiary/beizeng> ."
        " <https://w3id.org/cetu/id/beneficiary/beizeng> a cetu:EnterpriseClass ."
    ),
    "a name that was not checked": "body-name:n1 cetu:nameBasis cetu:notChecked .",
}


@pytest.mark.parametrize("name", SOUND)
def test_what_practice_joins_is_no_contradiction(name: str, clean: Graph) -> None:
    graph = Graph()
    graph += clean
    graph.parse(data=PREFIXES + SOUND[name], format="turtle")
    result = consistent(graph)
    assert [finding.zh for finding in result.findings] == []
    assert result.consistent


def test_every_kind_has_a_case() -> None:
    assert {detector.name for detector in contradictions.detectors()} == {c.rule for c in CASES}


def test_sentences_fit_their_queries() -> None:
    for detector in contradictions.detectors():
        selected = detector.query.partition("SELECT DISTINCT ")[2].partition("\n")[0]
        named = {word.removeprefix("?"): "" for word in selected.split()}
        assert "thing" in named
        assert detector.zh.format_map(named)
        assert detector.en.format_map(named)


def test_sentence_missing(tmp_path: Path) -> None:
    folder = tmp_path / "queries" / "contradictions"
    folder.mkdir(parents=True)
    (folder / "mute.rq").write_text("SELECT ?thing {}")
    with pytest.raises(CheckFailed, match="mute"):
        contradictions.detectors(tmp_path)
