"""One record of the journal: a write, who made it, and exactly what it changed.

A record is a line of JSON in canonical form (RFC 8785: sorted names, no white space, UTF-8), and
names the hash of the one before it; so one that was changed, moved or taken away shows. A record
counts from its line feed on: what follows the last line feed, and a last line that is no JSON (a
disk may lose the middle of a write when the power goes), was never acknowledged.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Self

from cetu.model.change import Delta, Mode

Operation = Literal["update", "put", "merge", "drop", "restore"]

NONE: Final = "0" * 64
"""What the first record has as hash of the one before it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a writer knows of a write: who, by which request, what was asked and what it comes to.

    `body` is the SHA-256 of what was sent. `base` identifies the built files the delta applies to,
    `before` the state of the dataset. `graphs` are the named graphs touched ("": the unnamed one).
    """

    key: str
    request: str
    operation: Operation
    mode: Mode
    body: str
    graphs: tuple[str, ...]
    delta: Delta
    base: str
    before: str


@dataclass(frozen=True, slots=True)
class Record:
    """An entry with its place in the journal: its number (from 1), when, and what it follows."""

    number: int
    time: str
    entry: Entry
    previous: str

    @property
    def hash(self) -> str:
        """SHA-256 of the record without its hash and the digest that follows from it."""
        return hashlib.sha256(_canonical(self._content())).hexdigest()

    @property
    def after(self) -> str:
        """The digest of the state that this write made."""
        return state(self.entry.base, self.hash)

    def line(self) -> bytes:
        """Return the record as it stands in the journal, line feed included."""
        content = self._content()
        digest = hashlib.sha256(_canonical(content)).hexdigest()
        sealed = content | {"hash": digest, "after": state(self.entry.base, digest)}
        return _canonical(sealed) + b"\n"

    def _content(self) -> dict[str, object]:
        entry, delta = self.entry, self.entry.delta
        return {
            "number": self.number,
            "time": self.time,
            "key": entry.key,
            "request": entry.request,
            "operation": entry.operation,
            "mode": entry.mode,
            "body": entry.body,
            "graphs": list(entry.graphs),
            "counts": {"added": delta.added.count("\n"), "removed": delta.removed.count("\n")},
            "added": delta.added,
            "removed": delta.removed,
            "created": list(delta.created),
            "dropped": list(delta.dropped),
            "base": entry.base,
            "before": entry.before,
            "previous": self.previous,
        }

    @classmethod
    def parse(cls, line: bytes) -> Self:
        """Read a line of the journal; it is sound if `line()` gives the same bytes again.

        Raises:
            ValueError: it is no record.
        """
        try:
            told = json.loads(line)
            delta = Delta(
                told["added"], told["removed"], tuple(told["created"]), tuple(told["dropped"])
            )
            entry = Entry(
                key=told["key"],
                request=told["request"],
                operation=told["operation"],
                mode=told["mode"],
                body=told["body"],
                graphs=tuple(told["graphs"]),
                delta=delta,
                base=told["base"],
                before=told["before"],
            )
            return cls(told["number"], told["time"], entry, told["previous"])
        except (KeyError, TypeError, RecursionError) as error:
            raise ValueError(f"no record: {error!r}") from error


def state(base: str, head: str) -> str:
    """Return the digest of the dataset that the files `base` and a journal up to `head` make.

    Without a record in the journal (`head` is `NONE`) it is that of the files.
    """
    return base if head == NONE else hashlib.sha256(f"{base}\n{head}".encode()).hexdigest()


def segments(folder: Path) -> tuple[Path, ...]:
    """Return the files of the journal in `folder`, oldest first; none where there is no journal."""
    return tuple(sorted(path for path in folder.glob("*.jsonl") if path.stem.isdecimal()))


def whole(content: bytes) -> bytes:
    """Return what counts of the content of a journal's last file: its whole records."""
    content = content[: content.rfind(b"\n") + 1]
    start = content.rfind(b"\n", 0, -1) + 1
    try:
        json.loads(content[start:] or b"{}")
    except ValueError:
        return content[:start]
    return content


def _canonical(content: object) -> bytes:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()
