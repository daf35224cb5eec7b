"""The setting of a document: what is known around it, beside its text and its record."""

from dataclasses import dataclass

from cetu.model.body import Body, Place
from cetu.model.task import Citation


@dataclass(frozen=True, slots=True)
class Setting:
    """What lies around a document.

    `cited` are the documents that it names as a whole, outside its tasks; `places` the places that
    its derived bodies need; `bodies` the derived bodies among its issuers.
    """

    cited: tuple[Citation, ...] = ()
    places: tuple[Place, ...] = ()
    bodies: tuple[Body, ...] = ()
