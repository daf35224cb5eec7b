"""Which files of the graph are still the ones that their inputs give.

The stamp, `data/graph/.stamp` (JSON), says of each file of the graph its SHA-256 and the digest of
what it was made from. Each entry stands for itself: a file that was replaced, or whose inputs
changed, while the stamp was not yet written is made anew, so nothing need be forgotten before a
build. The stamp also keeps the digests of files by size and times, so that asking again whether
3,000 documents are as they were reads none of them.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import cetu
from cetu import store
from cetu.annotate import titles
from cetu.model.document import Record
from cetu.read.records import records

EXAMPLES: Final = "examples"
SHARED: Final = ("inferred", "metadata", EXAMPLES)
"""Stems of the files that hold what the shared graphs give, and the stored questions."""

_FOLDERS: Final = ("ontology", "data/reference")
_PACKAGE: Final = Path(cetu.__file__).resolve().parent
_SETTLED_NS: Final = 20_000_000
"""A file changed less than this before it was read may change again with no trace in its times."""


Cited = Sequence[tuple[str, str, Sequence[str]]]
"""What a document cites: title, number, and the documents of the list (IRIs) that this means."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was built: the SHA-256 of a file's bytes, the digest of its inputs, its triples.

    `cites` is what of the list of sources stands in it: a document that is listed later may be the
    one that it cites. `source` is the SHA-256 of the document as received, also of one whose facts
    alone are kept.
    """

    content: str
    inputs: str
    triples: int
    cites: Cited = ()
    source: str = ""


@dataclass(slots=True)
class Stamp:
    """What was built (file stem → entry), and the digests seen (path → stat and SHA-256)."""

    built: dict[str, Entry] = field(default_factory=dict)
    seen: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Planned:
    """A file of the graph as it should be: of which document (None: shared), from what inputs."""

    inputs: str
    record: Record | None = None


class Digests:
    """The SHA-256 of files; one whose size and times are those seen before is not read again."""

    def __init__(self, root: Path, seen: Mapping[str, list[Any]]) -> None:
        """Keep what was `seen` under `root`."""
        self._prefix = f"{root}{os.sep}"
        self._before = seen
        self.seen: dict[str, list[Any]] = {}
        """What was asked for, to be seen the next time."""

    def of(self, path: Path) -> str:
        """Return the hex SHA-256 of the file at `path`, "" where there is none."""
        name = self._name(path)
        try:
            mark = _mark(path)
            before = self._before.get(name)
            if before and before[:-1] == mark:
                digest = str(before[-1])
            else:
                now = time.time_ns()
                digest = sha256(path.read_bytes())
                if mark[1] + _SETTLED_NS > now:
                    return digest
        except OSError:
            return ""
        self.seen[name] = [*mark, digest]
        return digest

    def note(self, path: Path, digest: str) -> None:
        """See `path`, just written, with the digest it was given."""
        self.seen[self._name(path)] = [*_mark(path), digest]

    def _name(self, path: Path) -> str:
        return str(path).removeprefix(self._prefix)


def buildable(root: Path) -> bool:
    """Return whether a graph may be built under `root`.

    It must hold the sources and be writable, and not be what an installed wheel carries: files
    among the installed packages are the installer's.
    """
    place = root.resolve() / "data" / "graph"
    if place.is_relative_to(_PACKAGE) or not (root / "data" / "sources.csv").is_file():
        return False
    nearest = next(folder for folder in (place, *place.parents) if folder.exists())
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)


def stale(root: Path) -> bool:
    """Return whether the graph is not the one that the inputs of now gave here.

    So it is where nothing was built, an input changed, or a built file changed, went or came.

    Raises:
        SourcesInvalid: `data/sources.csv` cannot be understood.
    """
    stamp = load(root)
    digests = Digests(root, stamp.seen)
    planned = plan(root, digests)
    return bool(outdated(root, planned, stamp, digests)) or bool(strangers(root, planned))


def plan(root: Path, digests: Digests) -> dict[str, Planned]:
    """Return the files that the graph should have: stem → what it is made from, in list order.

    Raises:
        SourcesInvalid: `data/sources.csv` cannot be understood.
    """
    shared = _shared(root, digests)
    asked = [digests.of(path) for path in sorted((root / "queries" / "questions").glob("*.rq"))]
    planned = dict.fromkeys(SHARED, Planned(shared))
    linked = [digests.of(path) for path in sorted((root / "data" / "links").glob("*.ttl"))]
    planned[EXAMPLES] = Planned(sha256(f"{shared} {asked}".encode()))
    planned["metadata"] = Planned(sha256(f"{shared} {asked} {linked}".encode()))
    for stem, record in stems(records(root)).items():
        digest = digests.of(root / "data" / record.file)
        words = f"{shared} {digest} {record!r}"
        planned[stem] = Planned(sha256(words.encode()), record)
    return planned


def world(root: Path, digests: Digests) -> str:
    """Return a digest of what documents share and of their list."""
    return f"{_shared(root, digests)} {digests.of(root / 'data' / 'sources.csv')}"


def stems(listed: Iterable[Record]) -> dict[str, Record]:
    """Return the stem of each record's file: its identifier, `.v2` behind it for a second version.

    An identifier holds no full stop, so no two documents meet.
    """
    found: dict[str, Record] = {}
    versions: dict[str, int] = {}
    for record in listed:
        number = versions[record.identifier] = versions.get(record.identifier, 0) + 1
        found[record.identifier if number == 1 else f"{record.identifier}.v{number}"] = record
    return found


def outdated(
    root: Path, planned: Mapping[str, Planned], stamp: Stamp, digests: Digests
) -> list[str]:
    """Return the stems of the planned files that are not as planned, in their order."""
    known = titles.load(root)
    return [
        stem
        for stem, wanted in planned.items()
        if not (entry := stamp.built.get(stem))
        or entry.inputs != wanted.inputs
        or any(list(known.documents(title, no)) != list(iris) for title, no, iris in entry.cites)
        or entry.content != digests.of(file(root, stem))
    ]


def strangers(root: Path, planned: Mapping[str, Planned]) -> list[Path]:
    """Return the files among the built ones that nothing plans: of documents no longer listed."""
    wanted = {file(root, stem) for stem in planned}
    return sorted(path for path in (root / "data" / "graph").glob("*.trig") if path not in wanted)


def file(root: Path, stem: str) -> Path:
    """Return the path of a file of the graph."""
    return root / "data" / "graph" / f"{stem}.trig"


def load(root: Path) -> Stamp:
    """Return the stamp; an empty one where there is none that can be read."""
    try:
        content = json.loads(_stamp(root).read_bytes())
        built = {stem: Entry(*entry) for stem, entry in content["built"].items()}
        return Stamp(built, dict(content["seen"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Stamp()


def save(root: Path, stamp: Stamp) -> None:
    """Write the stamp."""
    content = {
        "built": {
            stem: [
                entry.content,
                entry.inputs,
                entry.triples,
                entry.cites,
                entry.source,
            ]
            for stem, entry in sorted(stamp.built.items())
        },
        "seen": dict(sorted(stamp.seen.items())),
    }
    store.write(_stamp(root), json.dumps(content, ensure_ascii=False).encode())


def settle() -> None:
    """Wait until files written just now can be told from ones that change after this."""
    time.sleep(2 * _SETTLED_NS / 1e9)


def sha256(content: bytes) -> str:
    """Return the hex SHA-256 of `content`."""
    return hashlib.sha256(content).hexdigest()


def _shared(root: Path, digests: Digests) -> str:
    """Return a digest of what every document depends on: ontology, rules, reference, program."""
    given = (p for f in _FOLDERS for p in (root / f).rglob("*"))
    named = {path.relative_to(root).as_posix(): path for path in given if path.is_file()}
    named |= {f"cetu/{p.relative_to(_PACKAGE).as_posix()}": p for p in _PACKAGE.rglob("*.py")}
    digest = hashlib.sha256()
    for name, path in sorted(named.items()):
        digest.update(f"{name}\0{digests.of(path)}\n".encode())
    return digest.hexdigest()


def _stamp(root: Path) -> Path:
    return root / "data" / "graph" / ".stamp"


def _mark(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_ctime_ns, found.st_mtime_ns, found.st_ino]
