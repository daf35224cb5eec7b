"""Derived bodies as RDF: the reference data does not list them, so a document brings its own.

Two documents that derive the same body must not contradict each other: every name node is keyed by
its words and by what they rest on.
"""

import re
from collections.abc import Iterable

from cetu.mapping import iris
from cetu.mapping.sheet import Sheet, instant
from cetu.model.body import Body
from cetu.namespaces import ID

_ID = str(ID)
_ROLE = re.compile(r"[（(]?(?:牵头|负责|配合|协办|主办|会同)(?:单位|部门)?[）)]?[:：]?")


def body(sheet: Sheet, derived: Body, written: str = "") -> None:
    """Write a derived body with its class, jurisdiction and names on `sheet`.

    `written` is what a document calls it: a short form, if it is none of its other names.
    """
    node = derived.iri
    sheet.kind(node, "BodyGroup" if derived.collective else derived.kind or "OtherOrganisation")
    sheet.label(node, derived.full_name or derived.short)
    if derived.place:
        sheet.link(node, "jurisdiction", derived.place)
    if derived.collective:
        sheet.link(node, "memberKnowledge", f"{iris.TERMS}membersUnknown")
    for words, kind, basis in _names(derived, written):
        key = f"{node.removeprefix(f'{_ID}body/')}/{iris.key(words, kind, basis)}"
        _name(sheet, derived, f"{_ID}body-name/{key}", (words, kind, basis))
    for words, (plate, _) in sorted(derived.plates.items()):
        _name(sheet, derived, plate, (words, "plateName", "statedInDocument"))


def _names(derived: Body, written: str) -> Iterable[tuple[str, str, str]]:
    """Yield words, kind and basis of each name that is no plate.

    A name with a plate of the same body behind it in brackets, or with the word of its role, is no
    name of its own.
    """
    if derived.full_name:
        yield derived.full_name, "fullName", derived.basis
    if derived.short and derived.short != derived.full_name:
        yield derived.short, "shortName", "statedInDocument"
    bare = _ROLE.sub("", "".join(written.split()))
    known = {derived.full_name, derived.short, *derived.plates}
    if bare and bare not in known and not any(plate in bare for plate in derived.plates):
        yield bare, "shortName", "statedInDocument"


def _name(sheet: Sheet, derived: Body, node: str, name: tuple[str, str, str]) -> None:
    words, kind, basis = name
    sheet.link(derived.iri, "hasName", node)
    sheet.kind(node, "BodyName")
    sheet.label(node, words)
    sheet.say(node, "nameText", words)
    sheet.link(node, "nameKind", f"{iris.TERMS}{kind}")
    sheet.link(node, "nameBasis", f"{iris.TERMS}{basis}")
    if derived.later:
        sheet.say(node, "laterName", derived.later)
    if derived.until:
        sheet.say(node, "validUntil", instant(derived.until))
