"""The face of a package whose parts are loaded when they are first used.

Readers, reasoners and SHACL take a second and more to import, and a command that only asks the
engine needs none of them.
"""

from collections.abc import Callable, Mapping
from importlib import import_module


def face(package: str, places: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` of a package (https://peps.python.org/pep-0562/).

    `places` has the module of the package in which each name is. No name may be that of a module of
    the package itself: once such a module is imported, the name means the module.
    """

    def found(name: str) -> object:
        if name not in places:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{places[name]}"), name)

    return found
