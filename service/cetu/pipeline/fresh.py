"""Whether the built graph is still the one its inputs give."""

import hashlib
import os
from pathlib import Path
from typing import Final

import cetu
from cetu import store

_FOLDERS: Final = ("ontology", "queries/rules", "data/source", "data/reference")


def buildable(root: Path) -> bool:
    """Return whether `root` holds the sources to build from (an installed wheel may not)."""
    return os.access(root / "data" / "graph", os.W_OK) and (root / "data" / "sources.csv").exists()


def stale(root: Path) -> bool:
    """Return whether the graph was never built here, or from other inputs than there are now."""
    stamp = _stamp(root)
    return not stamp.exists() or stamp.read_text(encoding="utf-8") != _inputs(root)


def mark(root: Path) -> None:
    """Note from which inputs the graph was built."""
    store.write(_stamp(root), _inputs(root).encode())


def _stamp(root: Path) -> Path:
    return root / "data" / "graph" / ".stamp"


def _inputs(root: Path) -> str:
    """Return a digest of everything a build depends on: data, ontology, rules, and this program."""
    digest = hashlib.sha256()
    paths = [path for folder in _FOLDERS for path in (root / folder).rglob("*") if path.is_file()]
    paths += [root / "data" / "sources.csv", *Path(cetu.__file__).parent.rglob("*.py")]
    for path in sorted(paths):
        digest.update(f"{path.name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
