"""Links to things of others: proposed from a source that was read, written when accepted.

`sources` reads a dump, an endpoint or a reconciliation service; `propose` scores; `sheet` is the
table that a person decides in; `linkset` writes what was accepted, with who, when and why.
"""

from cetu.link.linkset import TERMS, check, load, write
from cetu.link.propose import propose
from cetu.link.sheet import decided, sheet
from cetu.link.sources import dump, endpoint, service

__all__ = [
    "TERMS",
    "check",
    "decided",
    "dump",
    "endpoint",
    "load",
    "propose",
    "service",
    "sheet",
    "write",
]
