"""A place that the reference data does not list, as RDF."""

from cetu.mapping.sheet import Sheet
from cetu.model.body import Place


def place(sheet: Sheet, found: Place) -> None:
    """Write a place on `sheet`."""
    sheet.kind(found.iri, "Place")
    sheet.label(found.iri, found.name)
    if found.code:
        sheet.say(found.iri, "placeCode", found.code)
    if found.within:
        sheet.link(found.iri, "within", found.within)
