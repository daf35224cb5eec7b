"""What one reader of structure found in a layout."""

from dataclasses import dataclass

from cetu.model.document import Measure, Row
from cetu.model.layout import Doubt


@dataclass(frozen=True, slots=True)
class Found:
    """Measures, rows in the order of the text, and doubts."""

    measures: tuple[Measure, ...] = ()
    rows: tuple[Row, ...] = ()
    doubts: tuple[Doubt, ...] = ()
