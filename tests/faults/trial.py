"""One fault tried: the whole check is run on the faulty graph, and its findings are tested."""

import re
import tempfile
import time
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from tests.faults import again, world
from tests.faults.catalogue import Fault

from cetu import pipeline
from cetu.model.finding import Finding

AGAINST: Final = frozenset({"contradiction", "conflict", "time"})
"""Kinds of findings that say that something cannot be, or is not what something else says."""
CHINESE: Final = re.compile(r"[一-鿿]")


@dataclass(slots=True)
class Outcome:
    """What came of a fault: the findings of it, how many premises are needed, what is amiss.

    `beside` counts what else is found: one wrong statement may be seen in several ways. Of a
    control nothing may be found that speaks against it; that something is unknown may be said.
    """

    fault: Fault
    findings: list[Finding] = field(default_factory=list)
    premises: int = 0
    needed: int = 0
    spared: int = 0
    beside: int = 0
    seconds: float = 0.0
    amiss: list[str] = field(default_factory=list)

    @property
    def green(self) -> bool:
        """Whether nothing is amiss."""
        return not self.amiss


@lru_cache(maxsize=1)
def known(root: Path) -> frozenset[tuple[str, str, str]]:
    """Return what is found in the clean graph."""
    held = world.changed(world.clean(root), "INSERT DATA {}")
    return frozenset(told(one)[0] for one in checked(held, root))


def told(finding: Finding) -> tuple[tuple[str, str, str], ...]:
    """Return what tells a finding from others, once for each rule that found it."""
    return tuple((rule, finding.thing, finding.value) for rule in (finding.rule, *finding.also))


def checked(held: world.Held, root: Path) -> list[Finding]:
    """Return what the whole check finds in a graph, notes explained, too."""
    with tempfile.TemporaryDirectory(prefix="cetu-fault-") as folder:
        place = world.written(held, Path(folder) / "root", root)
        return list(pipeline.check(place, jobs=1, full=True).findings)


def tried(
    fault: Fault, root: Path, before: frozenset[tuple[str, str, str]] | None = None
) -> Outcome:
    """Try a fault, or a control, on the clean graph of the built one under `root`."""
    start = time.monotonic()
    outcome = Outcome(fault)
    clean = known(root) if before is None else before
    try:
        held = world.changed(world.clean(root), fault.update)
        new = [one for one in checked(held, root) if clean.isdisjoint(told(one))]
        outcome.findings = [one for one in new if _is_it(fault, one)]
        others = [one for one in new if one not in outcome.findings]
        if fault.is_control:
            wrong = [one for one in others if one.kind in AGAINST or one.layer == "owl"]
            outcome.amiss += [f"found: {one.layer} {last(one.rule)} {one.thing}" for one in wrong]
        outcome.beside = len(others)
        if not fault.is_control and not outcome.findings:
            outcome.amiss.append("not found")
        for finding in outcome.findings:
            _explained(outcome, finding, held, root)
    except Exception as error:  # noqa: BLE001 - one fault that cannot be tried is one that is amiss
        outcome.amiss.append(f"{type(error).__name__}: {error}")
    outcome.seconds = time.monotonic() - start
    return outcome


def _is_it(fault: Fault, finding: Finding) -> bool:
    return any(last(rule) == fault.rule for rule, *_ in told(finding)) and (
        finding.thing == fault.thing
    )


def last(rule: str) -> str:
    """Return what stands last in the IRI of a rule."""
    return re.split(r"[#/]", rule)[-1]


def _explained(outcome: Outcome, finding: Finding, held: world.Held, root: Path) -> None:
    if not (CHINESE.search(finding.zh) and finding.en and not re.search(r"[{}]", finding.zh)):
        outcome.amiss.append(f"no whole sentence: {finding.zh} / {finding.en}")
    if not finding.premises:
        outcome.amiss.append("no premises")
    kept = again.needed(finding, held, root)
    for premise, needed in zip(finding.premises, kept, strict=True):
        outcome.premises += 1
        if not (CHINESE.search(premise.zh) and premise.en):
            outcome.amiss.append(f"no sentence for {premise.text}")
        if needed is None:
            outcome.amiss.append(f"not in the graph: {premise.text}")
        elif needed:
            outcome.needed += 1
        elif any(part in premise.text for part in outcome.fault.spare):
            outcome.spared += 1
        else:
            outcome.amiss.append(f"not needed: {premise.text}")
