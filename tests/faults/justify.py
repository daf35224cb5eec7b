"""`make justify`: how long it takes to say why, and that what is said is minimal.

Each OWL fault of the catalogue is put into the first document with all that documents share, and
the reasoner is asked what contradicts. Seconds are those of the whole answer, with a warm HermiT,
and for each contradiction in it. Minimal is: the premises contradict each other, and without any
one of them they do not, by HermiT.
"""

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # started by path; its parts are tests.faults

from rdflib import Graph
from tests.faults import again, world
from tests.faults.catalogue import faults

from cetu import assets
from cetu.reason import dl, proof


def main() -> int:
    """Print a line a fault, and the sums; 0: every justification is minimal."""
    root = assets.root()
    clean = world.clean(root)
    dl.consistent(_graph(world.changed(clean, "INSERT DATA {}")), root=root, classes=False)  # warm
    seconds, minimal, found = [], 0, 0
    for fault in faults():
        if fault.layer != "owl":
            continue
        graph = _graph(world.changed(clean, fault.update))
        begin = time.perf_counter()
        answer = dl.consistent(graph, root=root)
        took = time.perf_counter() - begin
        told = [one for one in answer.findings if one.premises]
        proven = sum(map(proof.proves, told))
        found, minimal = found + len(told), minimal + proven
        seconds += [took / max(1, len(told))] * len(told)
        print(f"{fault.name}: {len(told)} in {took:.1f} s, {proven} minimal", flush=True)  # noqa: T201
    print(  # noqa: T201
        f"{found} justifications, {minimal} minimal; a justification takes "
        f"{statistics.median(seconds):.2f} s (median), {max(seconds):.2f} s (most)"
    )
    return 0 if found and minimal == found else 1


def _graph(held: world.Held) -> Graph:
    (name,) = world.documents(held.graphs)
    return again.of(held, [*again.SHARED, name])


if __name__ == "__main__":
    sys.exit(main())
