import hashlib
from pathlib import Path

from cetu.answer.documents import document
from cetu.engine import Engine


def test_a_document_tells_its_metadata_and_where_it_was_read(engine: Engine, thing: str) -> None:
    found = document(engine, thing + "document/dongguan-techfin-2024-annex")
    assert (found.title, found.date, found.number) == ("重点工作任务分工表", "2024-07-03", "")
    assert "附件本身未载明" in found.source.zh
    assert "annex does not state" in found.source.en
    assert {i.zh for i in found.issuers} == {"东莞市科学技术局", "中共东莞市委金融委员会办公室"}
    assert found.annex_of is not None
    assert len(found.tasks) == 3
    assert len(found.measures) == 3


def test_the_version_is_the_file_as_received(engine: Engine, thing: str, annex: Path) -> None:
    (version,) = document(engine, thing + "document/dongguan-techfin-2024-annex").versions
    raw = annex.read_bytes()
    assert version.digest == hashlib.sha256(raw).hexdigest()
    assert version.byte_count == str(len(raw))
    assert version.characters == str(len(raw.decode()))
    assert version.reader is not None


def test_a_parent_lists_its_annexes(engine: Engine, thing: str) -> None:
    found = document(engine, thing + "document/dongguan-techfin-2024")
    assert [a.zh for a in found.annexes] == ["重点工作任务分工表"]
    assert found.versions == ()
