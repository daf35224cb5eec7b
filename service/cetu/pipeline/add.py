"""Adding documents: each file is read, listed, kept as received (or its facts) and built.

Files go in groups, and a group that is written stays so: adding again what was broken off takes up
where it ended, since a file with the bytes of a listed one is left as it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox

from cetu import annotate, facts, store
from cetu.annotate import Lexicon
from cetu.errors import CetuError, ParameterInvalid, SourceRefused
from cetu.model.document import Record
from cetu.model.finding import Finding
from cetu.pipeline import fresh, revisions, sheets, since
from cetu.pipeline.building import Work, begin, finish, publish
from cetu.pipeline.checking import added_findings
from cetu.pipeline.crew import Crew
from cetu.pipeline.index import Index
from cetu.pipeline.progress import Progress, silent
from cetu.pipeline.reading import FACTS, Understood, place, unlisted
from cetu.pipeline.told import Told, check
from cetu.read.keys import identifier
from cetu.read.records import derive, records, write

Outcome = Literal["added", "revised", "unchanged", "refused"]

_A_GROUP: Final = 16
"""Files of a process that are written together: what a broken-off run has to do again at most."""
_HELD: Final = 64
"""Files at once that are held against the whole graph: for more, the whole check is the way."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How to add: what is said of the documents, and what to keep.

    `about` says what is known of every document, `files` (by file name) what is known of one;
    an identifier in `about` is for a single document. `facts`: keep what was read, not the
    file. `checks`: look at what was built. `dry`: only read, and say what would be.
    """

    about: Told = field(default_factory=Told)
    files: Mapping[str, Told] = field(default_factory=dict)
    facts: bool = False
    checks: bool = True
    dry: bool = False

    def of(self, path: Path) -> Told:
        """Return what is known of the file at `path`: of it alone, else of all."""
        one = self.files.get(path.name, Told())
        return Told(
            **{f.name: getattr(one, f.name) or getattr(self.about, f.name) for f in fields(Told)}
        )


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file."""

    path: Path
    outcome: Outcome
    understood: Understood | None = None
    record: Record | None = None
    findings: tuple[Finding, ...] = ()
    error: CetuError | None = None


def add(
    paths: Sequence[Path],
    root: Path,
    terms: Terms,
    progress: Progress = silent,
    *,
    jobs: int | None = None,
) -> tuple[Added, ...]:
    """Add the files at `paths` (folders: all in them) to the list and to the graph under `root`.

    A file that cannot be read is refused, and the others are added. The bytes of a listed document
    change nothing. A new version of a listed one (see `revisions.revised`) gets a line, a file and
    a graph of its own beside the older one's.

    What was added is checked: each document by itself, and, of up to 64 at once, the whole graph
    for what these broke in it.

    Raises:
        ParameterInvalid: a path leads nowhere, there are several files for one identifier, or what
            is known of a file cannot stand in the list.
        SourcesInvalid: `data/sources.csv` cannot be understood.
    """
    files = _files(paths)
    if terms.about.identifier and len(files) != 1:
        raise ParameterInvalid(
            f"--id names one document, and there are {len(files)} files.",
            f"--id 只能用于一份文件，而这里有 {len(files)} 个。",
        )
    for about in (terms.about, *terms.files.values()):
        check(about)
    with store.alone(root / "data" / "graph"):
        store.sweep(root / "data" / "graph")
        listed = revisions.digests(root)
        found = dict(_known(files, listed))
        left = [path for path in files if path not in found]
        built = any((root / "data" / "graph").glob("*.trig"))
        held = built and 0 < len(left) <= _HELD and terms.checks and not terms.dry
        with (
            Crew(jobs, len(left)) as crew,
            _index(root, progress) if held else nullcontext() as index,
        ):
            work: Work | None = None
            if left:
                adding = _Adding(root, terms, crew, progress, len(left), annotate.load(root))
                adding.digests |= {record: digest for digest, record in listed.items()}
                size = _A_GROUP * crew.size
                for start in range(0, len(left), size):
                    found |= adding.group(left[start : start + size])
                work = adding.work
            if not terms.dry:
                # Those that cite a document that came now, and whatever else is not as it should.
                finish(work or begin(root), progress, crew)
            if index:
                progress("对照全图检查", "Checking against the whole graph")
                found = _broken(found, since.findings(index, root) or (), root)
    return tuple(found[path] for path in files)


@dataclass(slots=True)
class _Adding:
    root: Path
    terms: Terms
    crew: Crew
    progress: Progress
    total: int
    lexicon: Lexicon
    done: int = 0
    digests: dict[Record, str] = field(default_factory=dict)
    work: Work | None = None

    def group(self, files: Sequence[Path]) -> dict[Path, Added]:
        """Read a group of files, write them, and return what became of each."""
        found: dict[Path, Added] = {}
        shared = fresh.world(self.root, fresh.Digests(self.root, fresh.load(self.root).seen))
        for path, result in self.crew.each(_read, _largest(files), self.root, shared):
            found[path] = _outcome(path, result)
            self._step()
        listed = list(records(self.root))
        # In the order given, whoever was read first: keys do not depend on the processes.
        for path in (path for path in files if found[path].understood):
            found[path] = self._listed(found[path], listed)
        if not self.terms.dry:
            found = self._write(found, listed, shared)
        return found

    def _step(self) -> None:
        self.done += 1
        self.progress("读取文件", "Reading documents", self.done, self.total)

    def _listed(self, one: Added, listed: list[Record]) -> Added:
        """Give a document its record, and put it on the list."""
        found = one.understood
        assert found  # noqa: S101 - whoever calls has looked
        record = self._record(one.path, found, listed)
        wanted = self.terms.of(one.path).identifier
        older = revisions.revised(record, listed, wanted=wanted)
        if older:
            key = self.digests.get(older, "")[:12]
            record = replace(record, identifier=older.identifier, revision_of=key)
        record = replace(record, file=self._place(one.path, found, record))
        listed.append(record)
        self.digests[record] = found.document.source.digest
        outcome: Outcome = "revised" if older else "added"
        return replace(
            one, outcome=outcome, record=record, understood=replace(found, record=record)
        )

    def _record(self, path: Path, found: Understood, listed: Sequence[Record]) -> Record:
        here = place(None, found.document, self.lexicon)
        taken = {record.identifier for record in listed}
        known = self.terms.of(path)
        key = known.identifier or identifier(found.document, path, taken)
        record = derive(
            found.document,
            key,
            "",
            place=here.rpartition("/")[2] if here else "",
            address=known.address,
        )
        received = known.received or date.today().isoformat()  # noqa: DTZ011 - a local day
        return replace(
            record,
            title=known.title or record.title,
            title_en=known.title_en,
            received=received,
            metadata_source=known.metadata_source or record.metadata_source,
        )

    def _place(self, path: Path, found: Understood, record: Record) -> str:
        name = record.identifier
        if record.revision_of:
            name += f"-{found.document.source.digest[:12]}"
        suffix = path.suffix.lower() if path.suffix.isascii() else ""
        return f"{FACTS}{name}.json" if self.terms.facts else f"source/{name}{suffix}"

    def _write(
        self, found: dict[Path, Added], listed: list[Record], shared: str
    ) -> dict[Path, Added]:
        """Keep the files, list them, and publish their graphs; what cannot be kept is refused."""
        for path, one in found.items():
            if one.record and one.understood:
                try:
                    store.write(self.root / "data" / one.record.file, self._kept(one))
                except CetuError as error:
                    found[path] = Added(path, "refused", error=error)
                    listed.remove(one.record)
        new = {one.record: path for path, one in found.items() if one.record}
        if not new:
            return found
        stems = {stem: r for stem, r in fresh.stems(listed).items() if r in new}
        items = [(stem, found[new[record]].understood) for stem, record in stems.items()]
        staged = {}
        self.progress("写入图谱", "Writing the graph")
        for (stem, _), result in self.crew.each(_stage, items, self.root, shared):
            try:
                staged[stem] = result()
            except Exception as error:  # noqa: BLE001 - one document never stops the others
                path = new[stems[stem]]
                found[path] = Added(path, "refused", error=_told(path, error))
                listed.remove(stems[stem])
        write(listed, self.root)
        self.work = work = begin(self.root)
        work.staged.update(staged)
        publish(work)
        return self._checked(found, {new[stems[stem]]: stem for stem in staged})

    def _kept(self, one: Added) -> bytes:
        found, record = one.understood, one.record
        assert found  # noqa: S101 - whoever calls has looked
        assert record  # noqa: S101
        if not self.terms.facts:
            return one.path.read_bytes()
        try:
            return facts.dump(found.document, found.tasks, record, found.cited)
        except ValueError as error:
            raise SourceRefused(
                f"{one.path.name}: {error}.", f"{one.path.name}：事实中会含有正文（{error}）。"
            ) from error

    def _checked(self, found: dict[Path, Added], stems: dict[Path, str]) -> dict[Path, Added]:
        if not self.terms.checks:
            return found
        paths = {fresh.file(self.root, stem): path for path, stem in stems.items()}
        self.progress("检查新加入的文件", "Checking what was added")
        digest = self.work.shared if self.work else ""
        for file, result in self.crew.each(added_findings, list(paths), self.root, digest):
            told = tuple(one for one in result() if one.severity != "info")
            found[paths[file]] = replace(found[paths[file]], findings=told)
        return found


@contextmanager
def _index(root: Path, progress: Progress) -> Iterator[Index | None]:
    """The index of the graph as it is before anything is added."""
    with Index(root) as index:
        index.level(progress)
        yield index


def _broken(found: dict[Path, Added], findings: Iterable[Finding], root: Path) -> dict[Path, Added]:
    """Tell each finding of the whole graph with a document that it may be laid to.

    That is the one that describes the thing, else one that speaks of it, else any.
    """
    stems = {record: stem for stem, record in fresh.stems(records(root)).items()}
    files = {
        path: fresh.file(root, stems[one.record])
        for path, one in found.items()
        if one.outcome in {"added", "revised"} and one.record
    }
    grave = [one for one in findings if one.severity != "info"]
    if not files or not grave:
        return found
    spoken = {path: _spoken(file) for path, file in files.items()}
    told = dict(found)
    for finding in grave:
        path = max(files, key=lambda path: spoken[path].get(finding.thing, 0))
        told[path] = replace(told[path], findings=(*told[path].findings, finding))
    return told


def _spoken(file: Path) -> dict[str, int]:
    """The IRIs in a document's file: 2 where it describes the thing, 1 where it links to it."""
    found: dict[str, int] = {}
    for quad in ox.parse(path=file):
        if isinstance(quad.object, ox.NamedNode):
            found.setdefault(quad.object.value, 1)
        if isinstance(quad.subject, ox.NamedNode):
            found[quad.subject.value] = 2
    return found


def _known(files: Sequence[Path], listed: Mapping[str, Record]) -> Iterator[tuple[Path, Added]]:
    """Yield the files whose bytes are `listed` (by SHA-256), or stand among `files` before."""
    first: set[str] = set()
    for path in files:
        try:
            digest = fresh.sha256(path.read_bytes())
        except OSError:
            continue  # reading it will say why
        if digest in listed or digest in first:
            yield path, Added(path, "unchanged", record=listed.get(digest))
        first.add(digest)


def _read(path: Path, root: Path, digest: str) -> Understood:
    return unlisted(path, root, sheets.world_of(root, digest).lexicon)


def _stage(item: tuple[str, Understood], root: Path, digest: str) -> sheets.Staged:
    stem, found = item
    record = found.record
    if record and record.file.startswith(FACTS):
        return sheets.read_and_stage((stem, record), root, digest)
    return sheets.stage_understood(item, root, digest)


def _outcome(path: Path, result: object) -> Added:
    try:
        return Added(path, "added", result())  # type: ignore[operator]
    except Exception as error:  # noqa: BLE001 - one bad file never stops the others
        return Added(path, "refused", error=_told(path, error))


def _told(path: Path, error: Exception) -> CetuError:
    if isinstance(error, CetuError):
        return error
    words = f"{type(error).__name__}: {error}"
    return SourceRefused(f"{path.name}: {words}", f"{path.name}：程序出错（{words}）")


def _files(paths: Sequence[Path]) -> list[Path]:
    """Return the files at `paths`, each once; of a folder all but hidden ones, by name."""
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise ParameterInvalid(
                f"There is no file or folder {path}.", f"没有文件或文件夹 {path}。"
            )
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        hidden = (p for p in inside if any(x.startswith(".") for x in p.relative_to(path).parts))
        found |= dict.fromkeys(p for p in inside if p not in set(hidden))
    return list(found)


def _largest(files: Sequence[Path]) -> list[Path]:
    return sorted(files, key=lambda path: -path.stat().st_size)
