"""Building the graph: read → annotate → map → reason → write, in this order, what has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cetu import store
from cetu.model.document import Record
from cetu.pipeline import fresh, sheets
from cetu.pipeline.crew import each
from cetu.pipeline.fresh import SHARED, Digests, Entry, Planned, Stamp
from cetu.pipeline.progress import Progress, silent
from cetu.pipeline.sheets import Staged


@dataclass(frozen=True, slots=True)
class Built:
    """One file of the built graph: where, how many triples, and whether its bytes changed."""

    path: Path
    triples: int
    changed: bool


def build(root: Path, progress: Progress = silent, *, jobs: int | None = None) -> tuple[Built, ...]:
    """Build `data/graph/*.trig` under `root`: the same bytes from the same inputs.

    Only what its inputs or its file say is not as built before is made anew, documents in `jobs`
    processes (all processors by default). Everything is written beside its place before the first
    file takes its name, so an error leaves what was built before as it was; an input that changes
    meanwhile makes the graph stale at once.

    Raises:
        CetuError: a source cannot be read or understood.
    """
    with store.alone(root / "data" / "graph"):
        work = _begin(root)
        try:
            _stage(work, progress, jobs)
            progress("写入图谱", "Writing the graph")
            _publish(work)
        except BaseException:
            store.discard(staged.temporary for staged in work.staged.values())
            raise
    return tuple(_built(work))


@dataclass(frozen=True, slots=True)
class _Work:
    """A build under way: what should be, what was, what is not as it should be, what is made."""

    root: Path
    digests: Digests
    stamp: Stamp
    planned: Mapping[str, Planned]
    todo: tuple[str, ...]
    staged: dict[str, Staged] = field(default_factory=dict)


def _begin(root: Path) -> _Work:
    store.sweep(root / "data" / "graph")
    stamp = fresh.load(root)
    digests = Digests(root, stamp.seen)
    planned = fresh.plan(root, digests)
    todo = fresh.outdated(root, planned, stamp, digests)
    return _Work(root, digests, stamp, planned, tuple(todo))


def _stage(work: _Work, progress: Progress, jobs: int | None) -> None:
    """Make what is to do, each file beside its place."""
    root, planned = work.root, work.planned
    if not work.todo:
        return
    documents = [
        (stem, record) for stem in work.todo if (record := planned[stem].record) is not None
    ]
    total = len(documents)
    told = ("读取文件", "Reading documents")
    progress(*told, 0, total)
    # The largest first, so that the last is not the only one that is still read.
    documents.sort(key=lambda item: -_size(root, item[1]))
    shared = f"{planned[SHARED[0]].inputs} {work.digests.of(root / 'data' / 'sources.csv')}"
    for done, (item, result) in enumerate(
        each(sheets.read_and_stage, documents, root, shared, jobs=jobs), start=1
    ):
        work.staged[item[0]] = result()
        progress(*told, done, total)
    if missing := [stem for stem in SHARED if stem in work.todo]:
        progress("推理共有的图", "Reasoning over the shared graphs")
        made = sheets.shared(sheets.world(root))
        for stem in missing:
            work.staged[stem] = sheets.stage(stem, made[stem], root)


def _publish(work: _Work) -> None:
    """Give the files their names, take away what is no longer planned, and write the stamp."""
    root, stamp, digests = work.root, work.stamp, work.digests
    store.publish({fresh.file(root, s): staged.temporary for s, staged in work.staged.items()})
    for path in (gone := fresh.strangers(root, work.planned)):
        path.unlink()
    if not work.staged and not gone and stamp.seen == digests.seen:
        return
    if work.staged:
        fresh.settle()
    for stem, staged in work.staged.items():
        inputs = work.planned[stem].inputs
        stamp.built[stem] = Entry(staged.content, inputs, staged.triples, staged.cites)
        digests.note(fresh.file(root, stem), staged.content)
    built = {stem: stamp.built[stem] for stem in work.planned}
    fresh.save(root, Stamp(built, digests.seen))


def _built(work: _Work) -> Iterator[Built]:
    for stem in work.planned:
        staged = work.staged.get(stem)
        yield Built(
            fresh.file(work.root, stem),
            work.stamp.built[stem].triples,
            staged is not None and staged.temporary is not None,
        )


def _size(root: Path, record: Record) -> int:
    path = root / "data" / record.file
    return path.stat().st_size if path.is_file() else 0
