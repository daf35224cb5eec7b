from cetu.answer.graphs import graphs
from cetu.engine import Engine


def test_every_named_graph_is_listed_with_its_size(engine: Engine) -> None:
    found = {g.path: g for g in graphs(engine)}
    assert set(found) == {
        "alignment",
        "dongguan-techfin-2024-annex/033ce048e173",
        "inferred",
        "metadata",
        "ontology",
        "reference",
        "vocabulary",
    }
    assert found["alignment"].statements == 3
    assert (
        found["dongguan-techfin-2024-annex/033ce048e173"].thing.zh == "文件图：重点工作任务分工表"
    )
