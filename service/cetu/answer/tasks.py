"""Lists of tasks: number, words, who and with what; the same line on every page that lists them."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from cetu.answer.asking import Asks, ask
from cetu.answer.naming import Thing, names
from cetu.namespaces import CETU

EVERY_TASK: Final = "?task a cetu:Task ."
_RELATED: Final = " UNION ".join(
    f"{{ ?task cetu:{how} ?reading BIND(cetu:{how} AS ?how) "
    f"OPTIONAL {{ ?reading {about} ?target }} }}"
    for how, about in (
        ("hasResponsibility", "cetu:party"),
        ("hasInstrumentUse", "cetu:instrument"),
        ("hasLimit", "cetu:onInstrument"),
    )
)
"""One pattern a property: the engine joins a VALUES of properties four times as slowly."""


@dataclass(frozen=True, slots=True)
class Line:
    """One task in a list."""

    thing: Thing
    number: str
    ordinal: int
    title: str
    text: str
    complete: bool
    measure: Thing | None
    document: Thing | None
    bodies: tuple[Thing, ...]
    instruments: tuple[Thing, ...]
    limits: tuple[str, ...]


def tasks(engine: Asks, which: str = EVERY_TASK) -> tuple[Line, ...]:
    """Return the tasks for which the pattern `which` holds of `?task`, in the document's order.

    `which` is a graph pattern written by the caller's code; terms in it are written by `iri`.
    """
    facts = ask(
        engine,
        f"""SELECT DISTINCT ?task ?number ?ordinal ?title ?text ?measure ?document
          ?complete WHERE {{
          {which}
          ?task cetu:taskNumber ?number
          OPTIONAL {{ ?task cetu:taskOrdinal ?ordinal }}
          OPTIONAL {{ ?task cetu:taskTitle ?title }}
          OPTIONAL {{ ?task cetu:taskText ?text }}
          OPTIONAL {{ ?task cetu:ofMeasure ?measure }}
          OPTIONAL {{ ?task cetu:inDocument ?document }}
          OPTIONAL {{ ?task cetu:completeness ?complete }}
        }} ORDER BY ?document ?ordinal ?task""",
    )
    related = ask(
        engine,
        f"""SELECT DISTINCT ?task ?how ?target ?written ?position ?start WHERE {{
          {which}
          {_RELATED}
          OPTIONAL {{ ?reading cetu:asWritten ?written }}
          OPTIONAL {{ ?reading cetu:position ?position }}
          OPTIONAL {{ ?reading cetu:evidence/cetu:startOffset ?start }}
        }} ORDER BY ?task ?position ?start ?target""",
    )
    named = names(
        engine,
        {r[v].value for r in (*facts, *related) for v in ("task", "measure", "document", "target")
         if v in r},
    )  # fmt: skip
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for row in related:
        how = row["how"].value.removeprefix(str(CETU))
        what = row.get("written") if how == "hasLimit" else row.get("target")
        if what is not None:
            found[row["task"].value, how][what.value] = None

    lines: dict[str, Line] = {}
    for row in facts:
        one = row["task"].value
        lines.setdefault(
            one,
            Line(
                named(one),
                row["number"].value,
                int(row["ordinal"].value) if "ordinal" in row else 0,
                row["title"].value if "title" in row else "",
                row["text"].value if "text" in row else "",
                "complete" not in row or row["complete"].value != str(CETU["incompleteInSource"]),
                named(row["measure"].value) if "measure" in row else None,
                named(row["document"].value) if "document" in row else None,
                tuple(map(named, found[one, "hasResponsibility"])),
                tuple(map(named, found[one, "hasInstrumentUse"])),
                tuple(found[one, "hasLimit"]),
            ),
        )
    return tuple(lines.values())
