"""The built files as the engine keeps them on disk: what a change is held against.

It lies in `data/graph/.index` and can be made anew at any time: `store/` has the quads, `files/`
what each file was (hard links: a file that is replaced stays there as it was), `state.json` which
files these are. While it is changed there is no `state.json`; without one it is made anew.
"""

import gc
import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import pyoxigraph as ox

from cetu import store
from cetu.model.snapshot import GraphFile
from cetu.namespaces import GRAPH
from cetu.pipeline.progress import Progress, silent

_FORM: Final = 1
"""Changes with what is written here: an index of another form is made anew."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What the files say and the index does not yet, and what they say no more."""

    came: tuple[ox.Quad, ...]
    went: tuple[ox.Quad, ...]


@dataclass(slots=True)
class _State:
    """The files that are in it, by name, with their marks; how often more a quad is stated."""

    files: dict[str, list[int]] = field(default_factory=dict)
    again: dict[str, int] = field(default_factory=dict)


class Index:
    """The index of the files under a root; for who holds the folder of the graph alone."""

    def __init__(self, root: Path) -> None:
        """Open what there is."""
        self._root = root
        self.folder = root / "data" / "graph" / ".index"
        self._state = self._read()
        self._next: _State | None = None
        if self._state is None:
            shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "files").mkdir(parents=True, exist_ok=True)
        self.store = ox.Store(self.folder / "store")

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store; what was not kept is made anew the next time."""
        del self.store
        gc.collect()  # it is closed, and can be opened again, when nobody has it

    def level(self, progress: Progress = silent) -> None:
        """Bring the index to what the files say now.

        Raises:
            GraphMissing: nothing has been built.
        """
        found = self.difference()
        if found is None:
            progress("为图谱建立索引（仅首次）", "Indexing the graph (once)")
            self._fill()
        else:
            self.touch()
            exchange(self.store, found.went, found.came)
            self.keep()

    def difference(self) -> Difference | None:
        """Return what differs between the files and the index; None: all may, it is to be filled.

        Raises:
            GraphMissing: nothing has been built.
        """
        if self._state is None:
            return None
        files = self._files()
        marks = {name: _mark(file.path) for name, file in files.items()}
        before = self._state.files
        changed = [name for name in files if before.get(name) != marks[name]]
        gone = [name for name in before if name not in files]
        if any(not name.endswith(".trig") for name in (*changed, *gone)):
            return None  # what all share: blank nodes there have other names each time
        again = dict(self._state.again)
        came: dict[ox.Quad, None] = {}
        went: dict[ox.Quad, None] = {}
        for name in (*gone, *changed):
            old = set(self._kept(name)) if name in before else set()
            new = set(_quads(files[name])) if name in files else set()
            for quad in old - new:
                _less(quad, again, went, came)
            for quad in new - old:
                _more(quad, again, came, went, self.store)
        self._next = _State(marks, again)
        return Difference(tuple(came), tuple(went))

    def touch(self) -> None:
        """Note that the store is about to be changed."""
        (self.folder / "state.json").unlink(missing_ok=True)

    def keep(self) -> None:
        """Note that the store has now what the files say, by the last `difference`."""
        if self._next is None:
            raise ValueError("there is no difference to keep")
        self._link(self._next.files)
        self._state, self._next = self._next, None
        self._write()

    # -- files

    def _files(self) -> dict[str, GraphFile]:
        return {
            file.path.relative_to(self._root).as_posix(): file
            for file in store.files_of(self._root)
        }

    def _kept(self, name: str) -> Iterator[ox.Quad]:
        return _quads(GraphFile(self._place(name), None))

    def _place(self, name: str) -> Path:
        return self.folder / "files" / name.replace("/", ":")

    def _link(self, marks: Mapping[str, list[int]]) -> None:
        """Keep the files as they are now, those of documents."""
        wanted = {self._place(name): name for name in marks if name.endswith(".trig")}
        for path in (self.folder / "files").iterdir():
            if path not in wanted or _mark(path) != marks[wanted[path]]:
                path.unlink()
        for path, name in wanted.items():
            if not path.exists():
                try:
                    path.hardlink_to(self._root / name)
                except OSError:
                    shutil.copy2(self._root / name, path)

    def _fill(self) -> None:
        self.touch()
        del self.store
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "files").mkdir(parents=True)
        self.store = ox.Store(self.folder / "store")
        files = self._files()
        marks = {name: _mark(file.path) for name, file in files.items()}
        again: dict[str, int] = {}
        seen: set[int] = set()
        self.store.bulk_extend(
            quad for file in files.values() for quad in _counted(file, again, seen)
        )
        self.store.flush()
        self._state, self._next = None, _State(marks, again)
        self.keep()

    # -- state

    def _read(self) -> _State | None:
        with suppress(OSError, ValueError, KeyError, TypeError):
            told: Mapping[str, Any] = json.loads((self.folder / "state.json").read_bytes())
            if told["form"] == _FORM:
                return _State(dict(told["files"]), dict(told["again"]))
        return None

    def _write(self) -> None:
        assert self._state  # noqa: S101 - whoever calls has set it
        told = {"form": _FORM, "files": self._state.files, "again": self._state.again}
        store.write(self.folder / "state.json", json.dumps(told).encode())


def exchange(held: ox.Store, went: Sequence[ox.Quad], came: Sequence[ox.Quad]) -> None:
    """Take quads out of a store and put others in."""
    for quad in went:
        held.remove(quad)
    held.extend(came)


def _quads(file: GraphFile) -> Iterator[ox.Quad]:
    for quad in ox.parse(path=file.path):
        if file.graph is None:
            yield quad
        else:
            yield ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(file.graph))


def _counted(file: GraphFile, again: dict[str, int], seen: set[int]) -> Iterator[ox.Quad]:
    """Yield the quads of a file; count again those that a file before it has stated."""
    for quad in _quads(file):
        if _is_shared(quad):
            mark = hash(quad)
            if mark in seen:
                key = _key(quad)
                again[key] = again.get(key, 0) + 1
            seen.add(mark)
        yield quad


def _is_shared(quad: ox.Quad) -> bool:
    """Whether several files may state it: a document's own graph has two parts to its name."""
    name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
    return "/" not in name.removeprefix(str(GRAPH))


def _more(
    quad: ox.Quad,
    again: dict[str, int],
    came: dict[ox.Quad, None],
    went: dict[ox.Quad, None],
    held: ox.Store,
) -> None:
    """Count a quad that one more file states."""
    if quad in went:
        del went[quad]
    elif quad in came or quad in held:
        key = _key(quad)
        again[key] = again.get(key, 0) + 1
    else:
        came[quad] = None


def _less(
    quad: ox.Quad, again: dict[str, int], went: dict[ox.Quad, None], came: dict[ox.Quad, None]
) -> None:
    """Count a quad that one file less states."""
    key = _key(quad)
    if again.get(key):
        again[key] -= 1
        if not again[key]:
            del again[key]
    elif quad in came:
        del came[quad]
    else:
        went[quad] = None


def _key(quad: ox.Quad) -> str:
    return hashlib.sha256(str(quad).encode()).hexdigest()[:16]


def _mark(path: Path) -> list[int]:
    """What changes when a file is replaced, or written to; not when it is linked to."""
    found = path.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ino]
