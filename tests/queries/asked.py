"""Questions whose answers on the shipped graph were read in the documents, with their parameters.

The rows stand in `shipped/NAME.csv`, with those columns that a reader of the documents can check:
a key made from a text is in none. Read against the documents, not copied from an answer:

- `instrument-across-places`: every 风险补偿 in every document, then which stand in tasks.
- `bodies-of-function`: 市经信局 counted by hand in the tables of each city and of the province.
- `tasks-citing-national`: every number of the State Council and every title that begins with the
  nation or its highest bodies; whether inside a task was read.
- `tasks-of-kind`: units in columns and brackets that are universities, institutes or centres.
- `deadlines-in-quarter`: the column 拟投入运营时间 and every date of the first quarter of 2026.
- `documents-overview`: titles, numbers and dates found in each text; one text has no title, so its
  key stands there.
- `timeline`: the dates of the documents of 坪山区, as `documents-overview` has them.
- `compare`: one side counted in the careful hand reading of the first document, the other read
  in the thirteen items of its text.
- `unresolved-names`, `spread-of-instrument`: the words looked up in every document.
"""

import csv
from pathlib import Path
from typing import Final

from cetu.namespaces import CETU

Rows = list[dict[str, str]]

ASKED: Final[dict[str, dict[str, str]]] = {
    "instrument-across-places": {},
    "bodies-of-function": {"function": "市经济和信息化局"},
    "tasks-citing-national": {},
    "tasks-of-kind": {"kind": str(CETU.PublicInstitution)},
    "deadlines-in-quarter": {"year": "2026", "quarter": "1"},
    "documents-overview": {},
    "unresolved-names": {},
    "timeline": {"place": "place/440310"},
    "compare": {},
    "spread-of-instrument": {"instrument": "instrument/shuishou-youhui"},
}


def written(name: str) -> Rows:
    """The rows that the documents give."""
    path = Path(__file__).parent / "shipped" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shown(rows: Rows, name: str) -> Rows:
    """Of an answer, the columns that are written down."""
    columns = list(written(name)[0])
    return [{column: row[column] for column in columns} for row in rows]
