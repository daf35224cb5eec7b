"""Adding documents, again, anew, and taking them away."""

from pathlib import Path

import pytest
from tests.pipeline import plans

from cetu import pipeline, store
from cetu.errors import ParameterInvalid, ThingUnknown
from cetu.namespaces import CETU
from cetu.pipeline.add import Terms, add
from cetu.pipeline.remove import remove
from cetu.pipeline.told import Told, told
from cetu.read.records import records

QUICK = Terms(Told(received="2026-11-20"), checks=False)


def _graph(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "data" / "graph").glob("*.trig")}


def test_a_document_is_kept_as_received_listed_and_built(empty: Path, tmp_path: Path) -> None:
    path = plans.write(tmp_path / "yunxi-plan.html")
    (one,) = add([path], empty, QUICK)
    assert (one.outcome, len(one.understood.tasks if one.understood else ())) == ("added", 3)
    (record,) = records(empty)
    assert (record.identifier, record.place, record.title) == (
        "yunxi-plan",
        "330300",
        plans.TITLE,
    )
    assert (empty / "data" / record.file).read_bytes() == path.read_bytes()
    assert "yunxi-plan.trig" in _graph(empty)
    assert not pipeline.stale(empty)


def test_the_same_bytes_again_change_nothing(empty: Path, tmp_path: Path) -> None:
    path = plans.write(tmp_path / "yunxi-plan.html")
    add([path], empty, QUICK)
    before = _graph(empty), (empty / "data" / "sources.csv").read_bytes()
    copy = tmp_path / "copy.html"
    copy.write_bytes(path.read_bytes())
    assert [one.outcome for one in add([path, copy], empty, QUICK)] == ["unchanged"] * 2
    assert (_graph(empty), (empty / "data" / "sources.csv").read_bytes()) == before


def test_one_bad_file_stops_nothing(empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    plans.write(folder / "deep" / "yunxi-plan.html")
    (folder / "empty.txt").write_bytes(b"")
    (folder / ".hidden").write_bytes(b"x")
    found = {one.path.name: one.outcome for one in add([folder], empty, QUICK)}
    assert found == {"yunxi-plan.html": "added", "empty.txt": "refused"}
    assert [record.identifier for record in records(empty)] == ["yunxi-plan"]


def test_any_number_of_processes_gives_the_same_bytes(empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        rows = [(str(n), f"{number}{task}", unit, by) for n, task, unit, by in plans.ROWS]
        plans.write(folder / f"plan-{number}.html", rows, f"温州市第{number}片区行动方案")
    add([folder], empty, QUICK, jobs=2)
    together = _graph(empty), (empty / "data" / "sources.csv").read_bytes()
    for number in range(3):
        remove(f"plan-{number}", empty, source=True)
    assert list((empty / "data" / "source").iterdir()) == []
    assert sorted(_graph(empty)) == ["examples.trig", "inferred.trig", "metadata.trig"]
    for number in range(3):
        add([folder / f"plan-{number}.html"], empty, QUICK)
    assert (_graph(empty), (empty / "data" / "sources.csv").read_bytes()) == together


def test_only_facts_are_kept_where_only_they_may_be(empty: Path, tmp_path: Path) -> None:
    path = plans.write(tmp_path / "yunxi-plan.html")
    terms = Terms(Told(received="2026-11-20"), checks=False, facts=True)
    (one,) = add([path], empty, terms)
    assert one.record
    assert one.record.file == "facts/yunxi-plan.json"
    assert not (empty / "data" / "source").exists()
    assert "科技成果转化中心，组织" not in _graph(empty)["yunxi-plan.trig"].decode()
    assert [one.outcome for one in add([path], empty, terms)] == ["unchanged"]


def test_a_dry_run_writes_nothing(empty: Path, tmp_path: Path) -> None:
    before = (empty / "data" / "sources.csv").read_bytes()
    (one,) = add([plans.write(tmp_path / "yunxi-plan.html")], empty, Terms(dry=True))
    assert one.record
    assert one.record.identifier == "yunxi-plan"
    assert (empty / "data" / "sources.csv").read_bytes() == before
    assert _graph(empty) == {}


@pytest.mark.parametrize("key", ["", "yunxi-plan"])
def test_a_new_version_stands_beside_the_older_one(empty: Path, tmp_path: Path, key: str) -> None:
    add([plans.write(tmp_path / "yunxi-plan.html")], empty, QUICK)
    older = _graph(empty)["yunxi-plan.trig"]
    rows = [*plans.ROWS[:2], ("3", "建设云溪口岸冷链物流基地。", "市商务局", "")]
    title = plans.TITLE if not key else f"{plans.TITLE}（修订）"
    newer = plans.write(tmp_path / "newer.html", rows, title)
    (one,) = add([newer], empty, Terms(Told(key, received="2026-11-21"), checks=False))
    assert one.outcome == "revised"
    first, second = records(empty)
    assert (first.identifier, first.revision_of) == ("yunxi-plan", "")
    assert second.identifier == "yunxi-plan"
    built = _graph(empty)
    assert built["yunxi-plan.trig"] == older
    graphs = store.load(empty / "data" / "graph" / "yunxi-plan.v2.trig")
    links = [pair for graph in graphs.values() for pair in graph.subject_objects(CETU.revisionOf)]
    ((new, old),) = set(links)
    assert str(old).endswith(f"yunxi-plan/{second.revision_of}")
    assert new != old
    assert {r.file for r in remove("yunxi-plan", empty)} == {first.file, second.file}
    assert sorted(_graph(empty)) == ["examples.trig", "inferred.trig", "metadata.trig"]
    assert (empty / "data" / first.file).is_file()


def test_an_identifier_is_for_one_file(empty: Path, tmp_path: Path) -> None:
    files = [plans.write(tmp_path / "a.html"), plans.write(tmp_path / "b.html", title="另一份")]
    with pytest.raises(ParameterInvalid, match="2 files"):
        add(files, empty, Terms(Told("x")))
    with pytest.raises(ParameterInvalid, match=r"none\.html"):
        add([tmp_path / "none.html"], empty, QUICK)


def test_what_is_not_listed_cannot_be_removed(empty: Path) -> None:
    with pytest.raises(ThingUnknown, match="nobody"):
        remove("nobody", empty)


def test_a_document_that_is_listed_later_is_found_by_those_that_cite_it(
    empty: Path, tmp_path: Path
) -> None:
    cited = "温州市云溪片区总体规划"
    rows = [("1", f"落实《{cited}》，建设云溪公园。", "市住建局", "")]
    add([plans.write(tmp_path / "citing.html", rows, "温州市云溪片区公园方案")], empty, QUICK)
    key = b"document/cited"
    assert key not in _graph(empty)["citing.trig"]
    add([plans.write(tmp_path / "cited.html", title=cited)], empty, QUICK)
    assert key in _graph(empty)["citing.trig"]
    remove("cited", empty)
    assert key not in _graph(empty)["citing.trig"]


def test_a_list_says_what_is_known_of_each_file(empty: Path, tmp_path: Path) -> None:
    path = plans.write(tmp_path / "yunxi-plan.html")
    known = tmp_path / "list.csv"
    known.write_text(
        "file,identifier,address,title,metadata_source\n"
        "yunxi-plan.html,yunxi-2026,https://example.org/plan,云溪市分工方案,印发它的通知\n",
        encoding="utf-8",
    )
    terms = Terms(Told(received="2026-11-20"), told(known), checks=False)
    (one,) = add([path], empty, terms)
    assert one.record
    assert (one.record.identifier, one.record.address, one.record.received) == (
        "yunxi-2026",
        "https://example.org/plan",
        "2026-11-20",
    )
    assert (one.record.title, one.record.metadata_source) == ("云溪市分工方案", "印发它的通知")


@pytest.mark.parametrize("words", ["identifier\nx\n", "file,colour\nx,red\n", ""])
def test_a_list_of_other_columns_is_refused(tmp_path: Path, words: str) -> None:
    known = tmp_path / "list.csv"
    known.write_text(words, encoding="utf-8")
    with pytest.raises(ParameterInvalid):
        told(known)


def test_what_a_document_breaks_in_the_whole_graph_is_told(empty: Path, tmp_path: Path) -> None:
    """Two documents of one place give the same task to different bodies."""
    text = "建设云溪口岸冷链物流基地，完善通关设施。"
    terms = Terms(Told(received="2026-11-20"))
    told: dict[str, set[str]] = {}
    for name, lead in (("one", "市商务局（牵头）"), ("two", "市交通运输局（牵头）")):
        path = plans.write(
            tmp_path / f"{name}.html", [("1", text, lead, "")], f"温州市云溪片区{name}方案"
        )
        (added,) = add([path], empty, terms)
        told[name] = {finding.rule.rpartition("#")[2] for finding in added.findings}
    assert "task-lead-differs" not in told["one"]
    assert "task-lead-differs" in told["two"]
