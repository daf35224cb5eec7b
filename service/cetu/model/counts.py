"""How much of what a graph holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of one graph: its triples, subjects, classes and properties.

    `of_class` is how many subjects each class has, `of_property` how many triples each property has
    (by IRI); they are empty where only the totals were asked for.
    """

    triples: int
    subjects: int
    classes: int
    properties: int
    of_class: Mapping[str, int] = field(default_factory=dict)
    of_property: Mapping[str, int] = field(default_factory=dict)
