"""The chain of hashes: each record names the one before it, and is checked against it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cetu.errors import JournalDamaged
from cetu.journal.segments import named
from cetu.model.record import NONE, Record, segments, whole


@dataclass(frozen=True, slots=True)
class Chain:
    """A sound journal: how many records, and the hash of the last one (`NONE`: there is none)."""

    number: int = 0
    head: str = NONE


def verify(folder: Path) -> Chain:
    """Check the whole journal in `folder`.

    Raises:
        JournalDamaged: with the first record that is not as it was written.
    """
    chain = Chain()
    for record in records(folder):
        chain = Chain(record.number, record.hash)
    return chain


def records(folder: Path) -> Iterator[Record]:
    """Yield the records in `folder`, each checked.

    Raises:
        JournalDamaged: as `verify`.
    """
    chain, files = Chain(), segments(folder)
    for place, path in enumerate(files, start=1):
        if path.name != named(place):
            raise damaged(path, chain.number + 1, "a file before it is missing", "缺少之前的文件")
        content = path.read_bytes()
        if path is files[-1]:
            content = whole(content)
        for record in follow(content.splitlines(keepends=True), chain, path):
            chain = Chain(record.number, record.hash)
            yield record


def follow(lines: Iterable[bytes], chain: Chain | None, path: Path) -> Iterator[Record]:
    """Yield the records that the lines of the file `path` hold, after those of `chain`.

    Without a chain, the first line is taken for what it says it follows.

    Raises:
        JournalDamaged: a line is no record, was changed, or does not follow the one before.
    """
    for line in lines:
        number = chain.number + 1 if chain else 0
        try:
            record = Record.parse(line)
            sound = record.line() == line
        except ValueError:
            raise damaged(path, number, "it is no record", "不是日志记录") from None
        if not sound:
            raise damaged(path, number, "it was changed", "内容被改动")
        if chain and (record.number, record.previous) != (number, chain.head):
            raise damaged(path, number, "another follows", "与前一条不相接")
        chain = Chain(record.number, record.hash)
        yield record


def damaged(path: Path, number: int, reason: str, reason_zh: str) -> JournalDamaged:
    """Return the error that record `number`, in the file `path`, is not as it was written."""
    return JournalDamaged(
        f"Record {number} of the journal ({path.name}) is not as it was written: {reason}.",
        f"日志第 {number} 条（{path.name}）与写入时不符：{reason_zh}。",
        hint="Someone or the disk changed it. Stop the service and run `cetu restore BACKUP`.",
        hint_zh="日志被人或磁盘改动。请停止服务并运行 `cetu restore 备份文件`。",
    )
