"""Facts without text: the same graph as from the document, without its running words.

The document is of an invented city.
"""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from cetu import annotate, facts, mapping
from cetu.errors import SourceDamaged
from cetu.model.body import Body
from cetu.model.document import Document, Measure, Metadata, Record, Row, Stated, Units
from cetu.model.layout import Doubt, Layout, Paragraph, Source
from cetu.model.span import Cell, Span
from cetu.model.task import (
    Candidate,
    Citation,
    Clause,
    Deadline,
    Mention,
    Party,
    Quantity,
    Task,
)
from cetu.namespaces import CETU, ID
from cetu.read import read
from cetu.read.records import records
from cetu.validate import shapes

TEXT = (
    "云溪市关于支持科技企业融资的若干措施\f云政发〔2025〕7号\n"
    "（一）设立云溪科创贷。鼓励银行机构面向科技型中小企业发放云溪科创贷，单户最高不超过500万元，"
    "对不良部分给予贷款本金80%的风险补偿，按照《临川省科技金融条例》执行。"
    "（市财政局牵头，市大数据局配合，2026年6月底前）\n"
    "各县区要高度重视，认真组织实施，确保各项措施落到实处。\n"
)
DIGEST = "ab" * 32
RECORD = Record(
    "yunxi-2025",
    "source/yunxi.pdf",
    "measures",
    issuers=("云溪市人民政府", "云溪市科学院"),
    place="990100",
    date="2025-07-01",
    address="https://example.org/zcwj/7.html",
    metadata_source="由编者核对",
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def cell(words: str) -> Cell:
    return Cell((at(words),))


BUREAU = Body(
    str(ID["body/990100-caizhengju"]),
    "云溪市财政局",
    frozenset({str(ID["place/990100"])}),
    collective=False,
    derived=True,
    short="市财政局",
    kind="MunicipalBureau",
    place=str(ID["place/990100"]),
    basis="namingRule",
)
BODY = TEXT[TEXT.index("鼓励银行") : TEXT.index("（市财政局")]


@pytest.fixture
def document() -> Document:
    source = Source("yunxi.pdf", DIGEST, 9000, "application/pdf", TEXT, "pdf")
    row = Row(
        number=at("（一）"),
        measure="二",
        task=cell(BODY),
        units=(Units(cell("市财政局牵头，市大数据局配合")),),
        title="支持科技企业融资",
        ordinal=1,
        heading=cell("设立云溪科创贷"),
    )
    return Document(
        Layout(source, (Paragraph(cell(BODY)),), pages=(0, TEXT.index("云政发"))),
        Metadata(
            title=Stated(
                "云溪市关于支持科技企业融资的若干措施", at("云溪市关于支持科技企业融资的若干措施")
            ),
            number=Stated("云政发〔2025〕7号", at("云政发〔2025〕7号")),
        ),
        (Measure("二", "支持科技企业融资", (at("支持科技企业融资"),)),),
        (row,),
        (Doubt("long-item", "这一项很长。", "This item is long.", at(BODY), page=2),),
    )


@pytest.fixture
def tasks(document: Document) -> tuple[Task, ...]:
    (row,) = document.rows
    return (
        Task(
            row,
            parties=(
                Party(at("市财政局"), 1, "lead", BUREAU, "云溪市财政局", role_span=at("牵头")),
                Party(
                    at("市大数据局"),
                    2,
                    "support",
                    candidates=(str(ID["body/990100-shujuju"]),),
                ),
            ),
            instruments=(Mention(at("风险补偿"), (str(ID["instrument/fengxian-buchang"]),)),),
            beneficiaries=(
                Mention(at("科技型中小企业"), (str(ID["beneficiary/keji-zhongxiao"]),)),
            ),
            quantities=(
                Quantity(
                    at("最高不超过500万元"),
                    Decimal(5000000),
                    str(ID["unit/cny"]),
                    "元",
                    "max",
                    "",
                    per="户",
                ),
                Quantity(
                    at("贷款本金80%"),
                    Decimal(80),
                    str(ID["unit/percent"]),
                    "%",
                    "exact",
                    "贷款本金",
                ),
            ),
            clauses=(Clause(at(BODY), str(ID["policy-verb/guli"]), at("鼓励"), 1),),
            citations=(Citation(at("《临川省科技金融条例》"), "临川省科技金融条例"),),
            deadlines=(Deadline(at("2026年6月底前"), "2026-06-30"),),
            candidates=(Candidate(at("云溪科创贷"), "贷"),),
        ),
    )


@pytest.fixture
def cited() -> tuple[Citation, ...]:
    return (Citation(at("《临川省科技金融条例》"), "临川省科技金融条例", "临政发〔2020〕1号"),)


@pytest.fixture
def path(
    tmp_path: Path, document: Document, tasks: tuple[Task, ...], cited: tuple[Citation, ...]
) -> Path:
    file = tmp_path / "yunxi-2025.json"
    file.write_bytes(facts.dump(document, tasks, RECORD, cited))
    return file


Mapped = set[tuple[str, str, str]]


def mapped(document: Document, tasks: tuple[Task, ...], cited: tuple[Citation, ...]) -> Mapped:
    issuers = {"云溪市人民政府": str(ID["body/990100-zhengfu"])}
    _, triples = mapping.map_document(
        document, RECORD, tasks, issuers, mapping.Setting(cited=cited)
    )
    return {(t.subject.value, t.predicate.value, _value(t.object)) for t in triples}  # type: ignore[union-attr]


def _value(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value


def test_the_graph_is_the_same_without_the_running_words(
    path: Path, document: Document, tasks: tuple[Task, ...], cited: tuple[Citation, ...]
) -> None:
    whole, kept = mapped(document, tasks, cited), mapped(*facts.load(path))
    version = str(ID[f"version/yunxi-2025/{DIGEST[:12]}"])
    assert kept - whole == {(version, str(CETU.textWithheld), "true")}
    lost = {(s, p) for s, p, _ in whole - kept}
    clause = str(ID["clause/yunxi-2025/"])
    assert {p for s, p in lost if not s.startswith(clause)} == {
        str(CETU[name])
        for name in (
            "taskText",
            "hasClause",
            "exactQuote",
            "quotePrefix",
            "quoteSuffix",
            "asWritten",
            "doubtNote",
        )
    }
    # Of mentions only beneficiaries lose their words, of evidence only what is long or theirs.
    assert [s for s, p in lost if p == str(CETU.asWritten) and not s.startswith(clause)] == [
        s for s, p, o in whole if o == "科技型中小企业" and p == str(CETU.asWritten)
    ]
    quoted = {o for s, p, o in whole - kept if p == str(CETU.exactQuote)}
    assert quoted == {BODY, "科技型中小企业"}


def test_places_pages_and_counts_are_kept(path: Path) -> None:
    document, tasks, cited = facts.load(path)
    graph = mapped(document, tasks, cited)
    version = str(ID[f"version/yunxi-2025/{DIGEST[:12]}"])
    assert (version, str(CETU.characterCount), str(len(TEXT))) in graph
    node = f"{ID}evidence/yunxi-2025/{DIGEST[:12]}/{at(BODY).start}-{at(BODY).end}"
    assert (node, str(CETU.page), "2") in graph
    assert not [o for s, p, o in graph if s == node and p == str(CETU.exactQuote)]
    (task,) = tasks
    assert task.row.heading.text == "设立云溪科创贷"
    assert task.row.task.pieces == (Span(at(BODY).start, at(BODY).end, ""),)
    assert task.row.task.pieces[0].withheld


def test_no_running_text_is_in_the_facts_nor_in_their_graph(path: Path) -> None:
    literals = [o for _, _, o in mapped(*facts.load(path)) if not o.startswith("http")]
    strings = re.findall(r'"((?:[^"\\]|\\.)*)"', path.read_text("utf-8"))
    for words in (*literals, *strings):
        assert "。" not in words
        assert len(words) <= 60 or words == DIGEST or words.startswith("http")
    text = path.read_text("utf-8")
    for sentence in re.split("[。\n\f]", TEXT):
        for window in range(0, max(1, len(sentence) - 24), 3):
            if len(piece := sentence[window : window + 24]) == 24:
                assert piece not in text


@pytest.mark.parametrize(
    "damage",
    [
        lambda task, long: replace(task, parties=(replace(task.parties[0], full_name=long),)),
        lambda task, long: replace(task, candidates=(replace(task.candidates[0], head=long),)),
        lambda task, long: replace(task, row=replace(task.row, key=long)),
    ],
)
def test_words_too_long_for_a_fact_are_refused(
    document: Document, tasks: tuple[Task, ...], damage: Callable[[Task, str], Task]
) -> None:
    with pytest.raises(ValueError, match="running text"):
        facts.dump(document, (damage(tasks[0], BODY),), RECORD)


def test_a_title_that_is_a_sentence_is_cut_and_keeps_its_key(
    document: Document, tasks: tuple[Task, ...], tmp_path: Path
) -> None:
    title = TEXT[TEXT.index("各县区") : -1]
    (row,) = document.rows
    document = replace(
        document,
        measures=(Measure("二", title, (at(title),)),),
        rows=(replace(row, title=title),),
    )
    tasks = (replace(tasks[0], row=document.rows[0]),)
    file = tmp_path / "x.json"
    file.write_bytes(facts.dump(document, tasks, RECORD))
    loaded = mapped(*facts.load(file))
    whole = mapped(document, tasks, ())
    of = str(CETU.ofMeasure)
    assert [t for t in loaded if t[1] == of] == [t for t in whole if t[1] == of] != []
    assert "各县区要高度重视，认真组织实施，确保各项措施落到实处" in {o for _, _, o in loaded}
    assert title not in file.read_text("utf-8")


def test_the_same_reading_gives_the_same_bytes_and_facts_of_facts_are_the_same(
    path: Path, document: Document, tasks: tuple[Task, ...], cited: tuple[Citation, ...]
) -> None:
    assert facts.dump(document, tasks, RECORD, cited) == path.read_bytes()
    again, found, named = facts.load(path)
    assert facts.dump(again, found, RECORD, named) == path.read_bytes()


def test_what_was_known_of_the_document_is_kept(path: Path) -> None:
    assert facts.record(path) == replace(RECORD, metadata_source="")
    assert json.loads(path.read_bytes())["record"]["address"] == RECORD.address


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"format":"cetu-facts/1"}', '{"format":"cetu-facts/1","document":[1]}'],
)
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(content)
    with pytest.raises(SourceDamaged, match=r"x\.json"):
        facts.load(file)
    with pytest.raises(SourceDamaged):
        facts.record(file)


def test_facts_of_the_first_document_conform_to_the_shapes(
    root: Path, annex: Path, tmp_path: Path
) -> None:
    document = read(annex, root)
    record = records(root)[0]
    lexicon = annotate.load(root)
    here = str(ID["place/441900"])
    content = facts.dump(document, annotate.annotate(document, lexicon, here), record)
    assert "。" not in content.decode()
    assert len(content) < 60_000
    file = tmp_path / "x.json"
    file.write_bytes(content)
    known, tasks, _ = facts.load(file)
    bodies = {name: body.iri for name in record.issuers if (body := lexicon.body(name, here))}
    _, triples = mapping.map_document(known, record, tasks, bodies)
    ontology = Graph()
    for path in sorted((root / "ontology").glob("*.ttl")):
        if path.stem != "alignment":
            ontology.parse(path)
    data = shapes.hierarchy(ontology)
    for folder in ("ontology/vocabulary", "data/reference"):
        for path in sorted((root / folder).glob("*.ttl")):
            data.parse(path)
    lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert lines is not None
    data.parse(data=lines, format="nt")
    found = shapes.shapes(data, shapes.load(root / "shapes"))
    assert [finding.zh for finding in found if finding.severity == "violation"] == []


def test_words_over_a_page_end_are_kept_whole_and_what_breaks_them_is_not(
    tmp_path: Path, document: Document
) -> None:
    raw = "市数据集\n云溪市文件汇编\n— 7 —\n\f团（筹）负责"
    pieces = (Span(0, 4, "市数据集"), Span(20, 26, raw[20:]))
    row = Row(number=None, measure=None, units=(Units(Cell(pieces)),), ordinal=1)
    name = Party(Span(0, 24, raw[:24]), 1, words="市数据集团（筹）")
    until = Deadline(Span(0, 24, raw[:24]))
    path = tmp_path / "facts.json"
    path.write_bytes(facts.dump(document, (Task(row, (name,), deadlines=(until,)),), RECORD))
    assert "文件汇编" not in path.read_text("utf-8")
    _, (task,), _ = facts.load(path)
    assert task.parties[0].span == Span(0, 24, "")
    assert task.parties[0].words == task.deadlines[0].words == "市数据集团（筹）"
