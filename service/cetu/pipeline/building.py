"""Building the graph: read → annotate → map → reason → write, in this order, what has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cetu import store
from cetu.model.document import Record
from cetu.pipeline import fresh, sheets
from cetu.pipeline.crew import Crew
from cetu.pipeline.fresh import SHARED, Digests, Entry, Planned, Stamp
from cetu.pipeline.progress import Progress, silent
from cetu.pipeline.sheets import Staged
from cetu.read.records import records


@dataclass(frozen=True, slots=True)
class Built:
    """One file of the built graph: where, how many triples, and whether its bytes changed."""

    path: Path
    triples: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Work:
    """A build under way: what should be, what was, what is not as it should be, what is made."""

    root: Path
    digests: Digests
    stamp: Stamp
    planned: Mapping[str, Planned]
    todo: tuple[str, ...]
    staged: dict[str, Staged] = field(default_factory=dict)

    @property
    def shared(self) -> str:
        """A digest of what documents share and of their list."""
        return fresh.world(self.root, self.digests)


def build(root: Path, progress: Progress = silent, *, jobs: int | None = None) -> tuple[Built, ...]:
    """Build `data/graph/*.trig` under `root`: the same bytes from the same inputs.

    Only what its inputs or its file say is not as built before is made anew, documents in `jobs`
    processes (all processors by default). Everything is written beside its place before the first
    file takes its name, so an error leaves what was built before as it was; an input that changes
    meanwhile makes the graph stale at once.

    Raises:
        CetuError: a source cannot be read or understood.
    """
    with store.alone(root / "data" / "graph"), Crew(jobs, len(records(root))) as crew:
        return renew(root, progress, crew)


def renew(root: Path, progress: Progress, crew: Crew) -> tuple[Built, ...]:
    """Build as `build` does, for who holds the folder of the graph alone.

    Raises:
        CetuError: a source cannot be read or understood.
    """
    store.sweep(root / "data" / "graph")
    return finish(begin(root), progress, crew)


def finish(work: Work, progress: Progress, crew: Crew) -> tuple[Built, ...]:
    """Make what is left to do of a build, and publish it.

    Raises:
        CetuError: a source cannot be read or understood.
    """
    try:
        _stage(work, progress, crew)
        progress("写入图谱", "Writing the graph")
        publish(work)
    except BaseException:
        store.discard(staged.temporary for staged in work.staged.values())
        raise
    return tuple(_built(work))


def begin(root: Path) -> Work:
    """Return the build that is to do.

    Raises:
        SourcesInvalid: `data/sources.csv` cannot be understood.
    """
    stamp = fresh.load(root)
    digests = Digests(root, stamp.seen)
    planned = fresh.plan(root, digests)
    todo = fresh.outdated(root, planned, stamp, digests)
    return Work(root, digests, stamp, planned, tuple(todo))


def _stage(work: Work, progress: Progress, crew: Crew) -> None:
    """Make what is to do, each file beside its place."""
    root, planned = work.root, work.planned
    todo = [stem for stem in work.todo if stem not in work.staged]
    if not todo:
        return
    documents = [(stem, record) for stem in todo if (record := planned[stem].record) is not None]
    total = len(documents)
    told = ("读取文件", "Reading documents")
    progress(*told, 0, total)
    # The largest first, so that the last is not the only one that is still read.
    documents.sort(key=lambda item: -_size(root, item[1]))
    for done, (item, result) in enumerate(
        crew.each(sheets.read_and_stage, documents, root, work.shared), start=1
    ):
        work.staged[item[0]] = result()
        progress(*told, done, total)
    if missing := [stem for stem in SHARED if stem in todo]:
        progress("推理共有的图", "Reasoning over the shared graphs")
        made = sheets.shared(sheets.world(root))
        for stem in missing:
            work.staged[stem] = sheets.stage(stem, made[stem], root)


def publish(work: Work) -> None:
    """Give the files their names, take away what is no longer planned, and write the stamp.

    What was published of the same work before is left as it is.
    """
    root, stamp, digests = work.root, work.stamp, work.digests
    temporary = {fresh.file(root, s): staged.temporary for s, staged in work.staged.items()}
    store.publish({path: t for path, t in temporary.items() if t and t.exists()})
    for path in (gone := fresh.strangers(root, work.planned)):
        path.unlink()
    if not work.staged and not gone and stamp.seen == digests.seen:
        return
    if work.staged:
        fresh.settle()
    for stem, staged in work.staged.items():
        inputs = work.planned[stem].inputs
        stamp.built[stem] = Entry(
            staged.content, inputs, staged.triples, staged.cites, staged.source
        )
        digests.note(fresh.file(root, stem), staged.content)
    built = {stem: stamp.built[stem] for stem in work.planned if stem in stamp.built}
    fresh.save(root, Stamp(built, digests.seen))


def _built(work: Work) -> Iterator[Built]:
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
