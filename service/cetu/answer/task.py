"""A task as its page shows it: words, who, with what, for whom, up to which limit."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Final, Literal

from cetu.answer.asking import TRUE, Asks, ask, iri
from cetu.answer.evidence import Quote, placed, quote
from cetu.answer.naming import Names, Thing, names
from cetu.model.result import Table, Term
from cetu.namespaces import CETU

Role = Literal["lead", "support", "listed", ""]
Kind = Literal[
    "responsibility",
    "instrument",
    "beneficiary",
    "limit",
    "verb",
    "programme",
    "place",
    "citation",
    "deadline",
    "candidate",
]

READINGS: Final[dict[str, tuple[Kind, str]]] = {
    "hasResponsibility": ("responsibility", "party"),
    "hasInstrumentUse": ("instrument", "instrument"),
    "hasBeneficiaryMention": ("beneficiary", "beneficiary"),
    "hasLimit": ("limit", "onInstrument"),
    "hasClause": ("verb", "verb"),
    "hasProgrammeMention": ("programme", "programme"),
    "hasPlaceMention": ("place", "place"),
    "hasCitation": ("citation", "citedDocument"),
    "hasDeadline": ("deadline", "untilDate"),
    "hasInstrumentCandidate": ("candidate", "headWord"),
}
"""How a task leads to its readings: of which kind they are, and what leads on to their thing."""


@dataclass(frozen=True, slots=True)
class Amount:
    """The figure of a limit. `bound` is max, min, exact or increase; `quantity` what is limited."""

    value: str
    unit: Thing
    bound: Thing
    base: str
    equivalent: bool
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing read in the words of a task: what it is about, how it is written, where."""

    kind: Kind
    reading: Thing
    targets: tuple[Thing, ...]
    written: str
    position: int
    quotes: tuple[Quote, ...]
    role: Role = ""
    acts_under: Thing | None = None
    amount: Amount | None = None
    strength: Thing | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A task. `text` is "" where the source has none, `gap` then says why, or is `withheld`.

    `title` is the short heading that the document gives it, "" where it gives none.
    """

    thing: Thing
    number: str
    title: str
    text: str
    withheld: bool
    measure: Thing | None
    measure_number: str
    measure_title: str
    document: Thing | None
    row: Thing | None
    row_number: str
    complete: bool
    gap: Thing
    quotes: tuple[Quote, ...]
    mentions: tuple[Mention, ...]
    previous: Thing | None = None
    next: Thing | None = None

    def of(self, *kinds: Kind) -> tuple[Mention, ...]:
        """The mentions of these kinds, in the order of the text (responsibilities: as listed)."""
        return tuple(m for m in self.mentions if m.kind in kinds)

    def grouped(self, *kinds: Kind) -> tuple[Mention, ...]:
        """The same, but what is written alike of the same things is one mention with all quotes."""
        groups: dict[tuple[str, tuple[str, ...], str], Mention] = {}
        for one in self.of(*kinds):
            key = (one.kind, tuple(t.iri for t in one.targets), one.written)
            known = groups.get(key)
            groups[key] = replace(known, quotes=known.quotes + one.quotes) if known else one
        return tuple(groups.values())

    @property
    def leads(self) -> bool:
        """Whether the document names a lead."""
        return any(m.role == "lead" for m in self.mentions)


def _first(table: Table, variable: str) -> Term | None:
    return next((row[variable] for row in table if variable in row), None)


def _facts(engine: Asks, task: str) -> Table:
    return ask(
        engine,
        f"""SELECT DISTINCT ?number ?ordinal ?text ?measure ?measureNumber ?measureTitle ?document
          ?row ?rowNumber ?complete ?note ?title ?withheld
          ?evidence ?quote ?start ?end ?page WHERE {{
          {task} cetu:taskNumber ?number
          OPTIONAL {{ {task} cetu:taskOrdinal ?ordinal }}
          OPTIONAL {{ {task} cetu:taskText ?text }}
          OPTIONAL {{ {task} cetu:taskTitle ?title }}
          OPTIONAL {{ {task} cetu:inDocument ?document }}
          OPTIONAL {{ {task} cetu:completeness ?complete }}
          OPTIONAL {{ {task} cetu:incompletenessNote ?note }}
          OPTIONAL {{ {task} cetu:ofMeasure ?measure
            OPTIONAL {{ ?measure cetu:measureNumber ?measureNumber }}
            OPTIONAL {{ ?measure cetu:measureTitle ?measureTitle }} }}
          OPTIONAL {{ ?row cetu:orders {task} OPTIONAL {{ ?row cetu:rowNumber ?rowNumber }}
            OPTIONAL {{ ?row cetu:partOf/cetu:textWithheld ?withheld }} }}
          {placed(task)}
        }} ORDER BY ?start""",
    )


def _readings(engine: Asks, task: str) -> Table:
    pairs = " ".join(f"(cetu:{has} cetu:{about})" for has, (_, about) in READINGS.items())
    return ask(
        engine,
        f"""SELECT DISTINCT ?has ?reading ?target ?written ?position ?role ?under ?strength
          ?value ?unit ?bound ?base ?quantity ?equivalent
          ?evidence ?quote ?start ?end ?page WHERE {{
          VALUES (?has ?about) {{ {pairs} }}
          {task} ?has ?reading
          OPTIONAL {{ ?reading ?about ?target OPTIONAL {{ ?target cetu:strength ?strength }} }}
          OPTIONAL {{ ?reading cetu:asWritten ?written }}
          OPTIONAL {{ ?reading cetu:position ?position }}
          OPTIONAL {{ ?reading cetu:role ?role }}
          OPTIONAL {{ ?reading cetu:actsUnder ?under }}
          OPTIONAL {{ ?reading cetu:value ?value ; cetu:unit ?unit ; cetu:bound ?bound
            OPTIONAL {{ ?reading cetu:base ?base }}
            OPTIONAL {{ ?reading cetu:limitedQuantity ?quantity }}
            OPTIONAL {{ ?reading cetu:currencyEquivalent ?equivalent }} }}
          {placed("?reading")}
        }} ORDER BY ?start ?target""",
    )


def _mention(rows: list[dict[str, Term]], named: Names) -> Mention:
    first = rows[0]
    kind = READINGS[first["has"].value.removeprefix(str(CETU))][0]

    def word(variable: str) -> str:
        return first[variable].value if variable in first else ""

    quotes = dict.fromkeys(q for q in map(quote, rows) if q)
    role = word("role").removeprefix(str(CETU))
    amount = None
    if "value" in first:
        amount = Amount(
            first["value"].value,
            named(first["unit"].value),
            named(first["bound"].value),
            word("base"),
            word("equivalent") in TRUE,
            word("quantity"),
        )
    return Mention(
        kind,
        named(first["reading"].value),
        tuple(
            named(t)
            for t in dict.fromkeys(
                r["target"].value for r in rows if "target" in r and r["target"].kind == "uri"
            )
        ),
        word("written") or next((q.words for q in quotes), ""),
        int(word("position") or 0),
        tuple(quotes),
        "lead" if role == "lead" else "support" if role == "support" else "listed" if role else "",
        named(word("under")) if "under" in first else None,
        amount,
        named(word("strength")) if "strength" in first else None,
    )


def _neighbour(engine: Asks, document: Term | None, ordinal: Term | None, step: int) -> str:
    if document is None or ordinal is None:
        return ""
    order, sign = ("ASC", ">") if step > 0 else ("DESC", "<")
    rows = ask(
        engine,
        f"""SELECT ?task WHERE {{
          ?task cetu:inDocument {iri(document.value)} ; cetu:taskOrdinal ?n
          FILTER(?n {sign} {int(ordinal.value)}) }} ORDER BY {order}(?n) LIMIT 1""",
    )
    return rows.rows[0]["task"].value if rows.rows else ""


def task(engine: Asks, thing: str) -> Task | None:
    """Return the task called `thing`; None where that is no task."""
    one = iri(thing)
    facts = _facts(engine, one)
    if not facts.rows:
        return None
    readings = _readings(engine, one)
    by_reading: dict[str, list[dict[str, Term]]] = defaultdict(list)
    for row in readings:
        by_reading[row["reading"].value].append(row)

    document, ordinal = _first(facts, "document"), _first(facts, "ordinal")
    before = _neighbour(engine, document, ordinal, -1)
    after = _neighbour(engine, document, ordinal, +1)
    wanted = {thing, before, after}
    wanted.update(t.value for r in (*facts, *readings) for t in r.values() if t.kind == "uri")
    named = names(engine, wanted)

    def text(variable: str) -> str:
        term = _first(facts, variable)
        return term.value if term else ""

    def link(variable: str) -> Thing | None:
        term = _first(facts, variable)
        return named(term.value) if term else None

    mentions = sorted(
        (_mention(rows, named) for rows in by_reading.values()),
        key=lambda m: (
            m.position if m.kind == "responsibility" else 0,
            min((q.start for q in m.quotes), default=0),
            m.reading.iri,
        ),
    )
    notes = {row["note"].language: row["note"].value for row in facts if "note" in row}
    return Task(
        named(thing),
        text("number"),
        text("title"),
        text("text"),
        text("withheld") in TRUE,
        link("measure"),
        text("measureNumber"),
        text("measureTitle"),
        document=link("document"),
        row=link("row"),
        row_number=text("rowNumber"),
        complete=text("complete") != str(CETU["incompleteInSource"]),
        gap=Thing("", notes.get("zh", ""), notes.get("en", "")),
        quotes=tuple(dict.fromkeys(q for q in map(quote, facts) if q)),
        mentions=tuple(mentions),
        previous=named(before) if before else None,
        next=named(after) if after else None,
    )
