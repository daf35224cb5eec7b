"""What a backup holds: every file with its digest, and the state of the dataset they make."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any, Final, Self

FOLDERS: Final = ("facts", "source", "reference", "links", "graph")
"""The folders of `data/` that are kept, beside `data/sources.csv`."""

_JOURNAL: Final = re.compile(r"journal/\d{8}\.jsonl")
_HEX: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Kept:
    """One file: its size in bytes and the SHA-256 of its content."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The first file of a backup.

    `digest` is that of the dataset, `base` of its built files, `number` and `head` of the journal's
    last record. `files` are the others, by name: `data/…` as under the root, `journal/…`.
    """

    version: str
    made: str
    digest: str
    base: str
    number: int
    head: str
    files: Mapping[str, Kept]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(kept.size for kept in self.files.values())

    def text(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def parse(cls, text: str | bytes) -> Self:
        """Read what `text` gave.

        Raises:
            ValueError: it is no manifest, or names a file that no backup holds.
        """
        told: dict[str, Any] = json.loads(text)
        try:
            files = {
                _name(name): Kept(_count(one["size"]), _hex(one["sha256"]))
                for name, one in told["files"].items()
            }
            return cls(
                version=str(told["version"]),
                made=str(told["made"]),
                digest=_hex(told["digest"]),
                base=_hex(told["base"]),
                number=_count(told["number"]),
                head=_hex(told["head"]),
                files=files,
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"no manifest: {error!r}") from error


def _name(name: str) -> str:
    """Refuse a name that could lead anywhere but to where a backup's files go."""
    path = PurePosixPath(name)
    if _JOURNAL.fullmatch(name) or name == "data/sources.csv":
        return name
    plain = str(path) == name and name.isprintable() and "\\" not in name
    parts = path.parts
    inside = len(parts) > 2 and parts[0] == "data" and parts[1] in FOLDERS  # noqa: PLR2004
    hidden = any(part.startswith(".") for part in parts) and name != "data/graph/.stamp"
    if not plain or not inside or hidden:
        raise ValueError(f"no file of a backup: {name!r}")
    return name


def _hex(text: str) -> str:
    if not _HEX.fullmatch(text):
        raise ValueError(f"no digest: {text!r}")
    return text


def _count(told: object) -> int:
    if not isinstance(told, int) or told < 0:
        raise ValueError(f"no count: {told!r}")
    return told
