"""The faults of the catalogue: one SPARQL Update a file, opened by lines that say what is found.

`layer` is what should find it (owl, shape, check, hygiene, reading; none: nothing may), `rule` what
stands last in the rule's IRI, `thing` an IRI or what follows `id/`. A line `also-without` has a
part of a premise that is not needed, since something else gives the same, and says why after a
dash.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cetu.namespaces import ID

HERE: Final = Path(__file__).parent
LAYERS: Final = ("owl", "shape", "check", "hygiene", "reading")
NONE: Final = "none"

_LINE: Final = re.compile(r"^#\+ ([\w-]+): (.+)$", re.MULTILINE)
_NEEDED: Final = ("summary", "summary_en", "layer")


class Unreadable(Exception):
    """A file of the catalogue lacks a line, or has one that means nothing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, or a control, in which nothing is wrong."""

    name: str
    update: str
    summary_zh: str
    summary_en: str
    layer: str
    rule: str = ""
    thing: str = ""
    spare: tuple[str, ...] = ()

    @property
    def is_control(self) -> bool:
        """Whether nothing may be found."""
        return self.layer == NONE


def faults(folder: Path = HERE) -> list[Fault]:
    """Return the faults of every `*/*.ru` under `folder`, by name.

    Raises:
        Unreadable: a file lacks a line, or names an unknown layer.
    """
    return [read(path) for path in sorted(folder.glob("*/*.ru"))]


def read(path: Path) -> Fault:
    """Return the fault in one file.

    Raises:
        Unreadable: it lacks a line, or names an unknown layer.
    """
    text = path.read_text(encoding="utf-8")
    lines: dict[str, list[str]] = {}
    for key, value in _LINE.findall(text):
        lines.setdefault(key, []).append(value.strip())
    name = f"{path.parent.name}/{path.stem}"
    layer = lines.get("layer", [""])[0]
    wanted = _NEEDED if layer == NONE else (*_NEEDED, "rule", "thing")
    if missing := [key for key in wanted if key not in lines]:
        raise Unreadable(f"{name} has no line `#+ {missing[0]}: …`")
    if layer not in (*LAYERS, NONE):
        raise Unreadable(f"{name}: the layer {layer} is unknown")
    return Fault(
        name,
        text,
        lines["summary"][0],
        lines["summary_en"][0],
        layer,
        lines.get("rule", [""])[0],
        whole(lines.get("thing", [""])[0]),
        tuple(line.partition(" — ")[0] for line in lines.get("also-without", ())),
    )


def whole(thing: str) -> str:
    """Return the IRI that a header means."""
    return thing if not thing or ":" in thing else str(ID[thing])
