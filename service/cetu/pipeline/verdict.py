"""Whether a change may be written: what shapes find of it, and what that means."""

from collections.abc import Sequence

from cetu.errors import CheckFailed, WriteRefused
from cetu.model.change import Delta, Mode
from cetu.model.finding import Finding
from cetu.namespaces import GRAPH, SHAPES_IRI
from cetu.pipeline.guard import Guard


def verdict(guard: Guard, delta: Delta, mode: Mode, deadline: float) -> tuple[Finding, ...]:
    """Return what shapes find of a change that they did not find before it.

    Args:
        guard: holds the shapes against it.
        delta: the change, not yet made.
        mode: whether a violation refuses it.
        deadline: of `time.monotonic`.

    Raises:
        WriteRefused: it is to be refused: a shape would be broken, or that could not be told.
    """
    try:
        found = tuple(guard.findings(delta, deadline))
    except CheckFailed as error:
        if mode == "warn":
            return (_unchecked(error),)
        raise WriteRefused(
            error.detail, error.detail_zh, hint=error.hint, hint_zh=error.hint_zh
        ) from error
    violations = [finding for finding in found if finding.severity == "violation"]
    if violations and mode == "strict":
        raise _refused(violations)
    return found


def _refused(violations: Sequence[Finding]) -> WriteRefused:
    first, count = violations[0], len(violations)
    others, others_zh = (f" ({count} in all)", f"（共 {count} 项）") if count > 1 else ("", "")
    error = WriteRefused(
        f"The change would break the shapes{others}: {first.en}",
        f"改动将违反形状约束{others_zh}：{first.zh}",
        hint="Correct it; or write it with mode=warn, which writes it all the same and tells.",
        hint_zh="请改正；或使用 mode=warn 照常写入并返回提示。",
    )
    error.findings = tuple(violations)
    return error


def _unchecked(error: CheckFailed) -> Finding:
    return Finding(
        severity="warning",
        layer="shape",
        rule=f"{SHAPES_IRI}Unchecked",
        thing=str(GRAPH["metadata"]),
        zh=error.detail_zh,
        en=error.detail,
    )
