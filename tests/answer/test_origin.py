import pytest

from cetu.answer.naming import Thing
from cetu.answer.origin import Subject, origin, subject
from cetu.engine import Engine
from cetu.model.result import Term
from cetu.namespaces import CETU, GRAPH, PREFIXES

READ_IN = str(GRAPH["dongguan-techfin-2024-annex/033ce048e173"])
LABEL = PREFIXES["rdfs"] + "label"
ANNEX = "document/dongguan-techfin-2024-annex"
PARENT = "document/dongguan-techfin-2024"
VERSION = "version/dongguan-techfin-2024-annex/033ce048e173"
LIMIT = "limit/dongguan-techfin-2024-annex/t17aaaaa-1"
EVIDENCE = "evidence/dongguan-techfin-2024-annex/2210-2222"


@pytest.mark.parametrize(
    ("key", "name", "read"),
    [
        (LIMIT, "value", True),
        (LIMIT, "asWritten", True),
        (LIMIT, "onInstrument", True),
        (LIMIT, "inDocument", False),
        (LIMIT, "evidence", False),
        (EVIDENCE, "exactQuote", True),
        (EVIDENCE, "startOffset", False),
        (VERSION, "contentDigest", False),
        (ANNEX, "title", False),
        (ANNEX, "value", False),
    ],
)
def test_read_is_what_the_words_of_a_reading_or_quote_say(
    engine: Engine, thing: str, key: str, name: str, read: bool
) -> None:
    found = origin(subject(engine, thing + key), str(CETU[name]), Term("literal", "x"), READ_IN)
    assert found.read == read
    assert bool(found.source.zh and found.source.en) != read


def test_metadata_is_registered_and_says_where_it_was_found(engine: Engine, thing: str) -> None:
    annex = subject(engine, thing + ANNEX)
    dated = origin(annex, str(CETU.documentDate), Term("literal", "2024"), READ_IN).source
    assert dated.zh.startswith("登记于来源清单（data/sources.csv）：题名、发文机关和日期读自正文")
    assert "data/sources.csv): Title, issuers and date" in dated.en
    placed = origin(annex, str(CETU.jurisdiction), Term("uri", "urn:x"), READ_IN).source
    assert placed.zh == "登记于来源清单（data/sources.csv）"


def test_the_title_of_a_file_received_is_taken_from_it(engine: Engine, thing: str) -> None:
    for predicate in (str(CETU.title), LABEL):
        title = Term("literal", "重点工作任务分工表", "zh")
        taken = origin(subject(engine, thing + ANNEX), predicate, title, READ_IN).source
        assert taken.en == "taken by the program from the file as received"
        listed = origin(subject(engine, thing + PARENT), predicate, title, READ_IN).source
        assert listed.en.startswith("registered in the list of sources")


@pytest.mark.parametrize(
    ("graph", "language", "zh"),
    [
        (READ_IN, "en", "我们的译名"),
        (str(GRAPH["vocabulary"]), "en", "我们的译名，载于词表"),
        (str(GRAPH["vocabulary"]), "zh", "载于词表"),
        (str(GRAPH["reference"]), "en", "我们的译名，载于参考数据"),
        (str(GRAPH["ontology"]), "en", "载于本体"),
        (str(GRAPH["alignment"]), "en", "载于对齐表"),
        (str(GRAPH["metadata"]), "zh", "由程序得出"),
    ],
)
def test_labels_say_who_gave_them(graph: str, language: str, zh: str) -> None:
    plain = Subject(
        is_reading=False, is_quote=False, is_document=False, has_version=False, metadata=Thing("")
    )
    assert origin(plain, LABEL, Term("literal", "x", language), graph).source.zh == zh
