"""The list of accepted findings that `cetu check` is given, and what is added to it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from cetu import store
from cetu.cli.speech import err, say
from cetu.errors import CetuError, CheckFailed
from cetu.model.finding import Acceptance, Finding, Report, Severity
from cetu.report import baseline
from cetu.report.words import RANK


@dataclass(frozen=True, slots=True)
class Known:
    """The list of accepted findings: its file, what it holds, and what is to be added to it."""

    path: Path | None
    text: str
    accept: bool
    reason: str
    until: date | None

    @property
    def entries(self) -> tuple[Acceptance, ...]:
        """What is accepted."""
        return baseline.load(self.text)


def listed(path: Path | None, reason: str, until: str, *, accept: bool) -> Known:
    """Return the list at `path`, read before the check, which takes its time.

    Raises:
        CheckFailed: the list is wrong, or the options do not go together.
        OSError: it cannot be read.
    """
    if accept and not (path and reason.strip()):
        raise unfit(
            "--accept needs --baseline FILE, the list, and --reason, why it is accepted.",
            "--accept 须同时给出 --baseline 清单文件和 --reason 理由。",
        )
    if (reason or until) and not accept:
        raise unfit(
            "--reason and --until are for --accept.", "--reason 和 --until 只与 --accept 同用。"
        )
    try:
        day = date.fromisoformat(until) if until else None
    except ValueError as error:
        raise unfit(
            f"--until cannot be “{until}”: it takes a day such as 2027-06-30.",
            f"--until 不能是“{until}”：应为日期，如 2027-06-30。",
        ) from error
    if day and day < _today():
        raise unfit(f"--until {until} has passed.", f"--until {until} 已经过去。")
    text = ""
    if path and (path.exists() or not accept):
        try:
            text = path.read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            raise unfit(f"{path} is no text in UTF-8.", f"{path} 不是 UTF-8 文本。") from error
    found = Known(path, text, accept, reason.strip(), day)
    try:
        baseline.load(text)
    except CetuError as error:
        raise unfit(f"{path}: {error.detail}", f"{path}：{error.detail_zh}") from error
    return found


def judged(found: Report, known: Known, floor: Severity, *, whole: bool) -> Report:
    """Return the report held against the list, to which what is new is added if that is wanted.

    Raises:
        BaselineInvalid: the list cannot be added to.
        OSError: it cannot be written.
    """
    marked = baseline.mark(found, known.entries, _today())
    if known.accept and known.path:
        new = grave(marked, floor)
        text = baseline.add(known.text, new, known.reason, _today(), known.until)
        store.write(known.path, text.encode())
        err.print(
            say(f"已接受 {len(new)} 项，写入 {known.path}", f"Accepted {len(new)} in {known.path}"),
            soft_wrap=True,
        )
        marked = baseline.mark(found, baseline.load(text), _today())
    # In a part of the graph, most of what is accepted is not looked for.
    return marked if whole else replace(marked, gone=())


def grave(found: Report, floor: Severity) -> tuple[Finding, ...]:
    """Return the open findings of at least a severity."""
    return tuple(one for one in found.open if RANK.index(one.severity) <= RANK.index(floor))


def unfit(detail: str, detail_zh: str) -> CheckFailed:
    """Return the error that keeps a check from running: exit code 2."""
    return CheckFailed(detail, detail_zh)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
