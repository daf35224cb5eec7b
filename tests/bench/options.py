"""The options of `make bench`."""

import argparse
from pathlib import Path

from tests.bench.lineup import ENGINES

PARTS = ("engines", "build", "reading", "adding", "checking")

_DEFAULTS = """\
With no options the engines are compared at 10^5 and 10^6 quads: about fifteen minutes on two idle
cores, of which the 10^6 quads and rdflib-endpoint take most; the times of building are other parts
(--parts build,reading,adding), and of the check
(--parts checking). Before trusting a figure, see that
nothing else runs. For one look at the engines: --parts engines --quads 100000 --engines
cetu,cetu-cached,oxigraph. Generated graphs are kept with --data FOLDER, and used again.
"""


def parse() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(
        prog="make bench ARGS=…",
        description="Ratios for SPARQL over HTTP against other engines, and the times of a build.",
        epilog=_DEFAULTS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--parts", type=_among(PARTS), default=["engines"], help=f"of {','.join(PARTS)} (engines)"
    )
    engines = parser.add_argument_group("engines")
    engines.add_argument(
        "--quads", type=_numbers, default=[100_000, 1_000_000], help="sizes (100000,1000000)"
    )
    engines.add_argument(
        "--engines", type=_among(ENGINES), default=list(ENGINES), help=f"of {','.join(ENGINES)}"
    )
    engines.add_argument("--rounds", type=_positive, default=15, help="rounds that count (15)")
    engines.add_argument(
        "--queries", default="*", metavar="PATTERN", help="names to ask, such as 'q0*' or 'limits'"
    )
    engines.add_argument("--clients", type=_positive, default=8, help="for the throughput (8)")
    engines.add_argument("--turn", type=float, default=3.0, help="seconds of one (3)")
    engines.add_argument("--turns", type=int, default=3, help="each engine's turns (3; 0: none)")
    engines.add_argument("--seed", type=int, default=1, help="of the generated graphs (1)")
    engines.add_argument("--data", type=Path, metavar="FOLDER", help="keep generated graphs there")
    building = parser.add_argument_group("build, reading, adding")
    building.add_argument("--builds", type=_positive, default=3, help="runs of each (3)")
    building.add_argument("--check", action="store_true", help="time the checks too (slow)")
    building.add_argument(
        "--adding",
        type=_numbers,
        default=[30, 3000],
        metavar="SIZES",
        help="documents in the graphs to which one is added (30,3000)",
    )
    parser.add_argument_group("checking").add_argument(
        "--checked",
        type=_numbers,
        default=[30_000, 100_000, 1_000_000],
        metavar="QUADS",
        help="sizes of the graphs that are checked (30000,100000,1000000)",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single time there")
    return parser.parse_args()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _numbers(text: str) -> list[int]:
    return [_positive(one) for one in text.split(",")]


def _among(known: tuple[str, ...]) -> "type[list[str]]":
    class Chosen(list[str]):
        def __init__(self, text: str) -> None:
            super().__init__(text.split(","))
            if set(self) - set(known):
                raise ValueError(text)

    return Chosen
