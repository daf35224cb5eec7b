"""Whether the built graph is still the one its inputs give.

The stamp, `data/graph/.stamp`, says what was built from what: a line with the digest of the inputs,
then a line with the SHA-256 of each file of the graph. It is written last, so a build that was cut
off has none.
"""

import hashlib
import os
from pathlib import Path
from typing import Final

import cetu
from cetu import store

_FOLDERS: Final = ("ontology", "queries/rules", "data/source", "data/reference")
_PACKAGE: Final = Path(cetu.__file__).resolve().parent


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
    """
    stamp = _stamp(root)
    return not stamp.is_file() or stamp.read_bytes() != _words(root, inputs(root))


def unmark(root: Path) -> None:
    """Forget what was built: a build begins to write."""
    _stamp(root).unlink(missing_ok=True)


def mark(root: Path, given: str) -> None:
    """Note that the graph as it lies there was built from the inputs with the digest `given`."""
    store.write(_stamp(root), _words(root, given))


def inputs(root: Path) -> str:
    """Return a digest of everything a build depends on: data, ontology, rules, and this program."""
    given = [root / "data" / "sources.csv", *(p for f in _FOLDERS for p in (root / f).rglob("*"))]
    named = {path.relative_to(root).as_posix(): path for path in given if path.is_file()}
    named |= {f"cetu/{p.relative_to(_PACKAGE).as_posix()}": p for p in _PACKAGE.rglob("*.py")}
    digest = hashlib.sha256()
    for name, path in sorted(named.items()):
        digest.update(f"{name}\0{_digest(path)}\n".encode())
    return digest.hexdigest()


def _stamp(root: Path) -> Path:
    return root / "data" / "graph" / ".stamp"


def _words(root: Path, given: str) -> bytes:
    built = sorted((root / "data" / "graph").glob("*.trig"))
    lines = [f"{given}  inputs", *(f"{_digest(path)}  {path.name}" for path in built)]
    return "".join(f"{line}\n" for line in lines).encode()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
