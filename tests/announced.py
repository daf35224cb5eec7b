"""Where `cetu serve` says that it is: the one line that ends in a bare address.

Any other line of its log may name an address too, such as that of the engine it asks.
"""

import re
from collections.abc import Iterable


def address(lines: Iterable[str]) -> str:
    """Return the address, reading no further than its line; StopIteration where none is said."""
    return next(m[1] for line in lines if (m := re.search(r"(http://[\d.:]+)/$", line.rstrip())))
