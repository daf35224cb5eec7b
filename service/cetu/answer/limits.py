"""Limits: how much at most, at least or more, of what, in which words."""

from dataclasses import dataclass

from cetu.answer.asking import Asks, ask, iri
from cetu.answer.evidence import Quote, quote
from cetu.answer.naming import Thing, names
from cetu.answer.task import Amount


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit with the task and the instrument it holds for."""

    thing: Thing
    amount: Amount
    written: str
    task: Thing | None
    task_number: str
    instrument: Thing | None
    bodies: tuple[Thing, ...]
    quote: Quote | None


def limits(engine: Asks, only: str = "") -> tuple[Limit, ...]:
    """Return the limits: all; or, given an IRI, that limit or the limits on that instrument.

    Limits on narrower instruments are limits on it too.
    """
    which = ""
    if only:
        which = f"""FILTER(?limit = {iri(only)}
          || (BOUND(?instrument) && EXISTS {{ ?instrument skos:broader* {iri(only)} }}))"""
    rows = ask(
        engine,
        f"""SELECT DISTINCT ?limit ?value ?unit ?bound ?base ?quantity ?equivalent ?written ?task
          ?number ?ordinal ?instrument ?evidence ?quote ?start ?end ?page WHERE {{
          ?limit cetu:value ?value ; cetu:unit ?unit ; cetu:bound ?bound
          OPTIONAL {{ ?limit cetu:base ?base }}
          OPTIONAL {{ ?limit cetu:limitedQuantity ?quantity }}
          OPTIONAL {{ ?limit cetu:currencyEquivalent ?equivalent }}
          OPTIONAL {{ ?limit cetu:asWritten ?written }}
          OPTIONAL {{ ?limit cetu:onInstrument ?instrument }}
          OPTIONAL {{ ?task cetu:hasLimit ?limit ; cetu:taskNumber ?number
            OPTIONAL {{ ?task cetu:taskOrdinal ?ordinal }} }}
          OPTIONAL {{ ?limit cetu:evidence ?evidence . ?evidence cetu:startOffset ?start ;
            cetu:endOffset ?end OPTIONAL {{ ?evidence cetu:exactQuote ?quote }}
            OPTIONAL {{ ?evidence cetu:page ?page }} }}
          {which}
        }} ORDER BY ?ordinal ?limit ?start""",
    )
    parties = ask(
        engine,
        """SELECT DISTINCT ?limit ?body ?position WHERE {
          ?task cetu:hasLimit ?limit ; cetu:hasResponsibility ?r . ?r cetu:party ?body
          OPTIONAL { ?r cetu:position ?position } } ORDER BY ?limit ?position""",
    )
    named = names(
        engine,
        {t.value for r in (*rows, *parties) for t in r.values() if t.kind == "uri"},
    )
    found: dict[str, Limit] = {}
    for row in rows:
        one = row["limit"].value
        found.setdefault(
            one,
            Limit(
                named(one),
                Amount(
                    row["value"].value,
                    named(row["unit"].value),
                    named(row["bound"].value),
                    row["base"].value if "base" in row else "",
                    "equivalent" in row and row["equivalent"].value in {"true", "1"},
                    row["quantity"].value if "quantity" in row else "",
                ),
                row["written"].value if "written" in row else "",
                named(row["task"].value) if "task" in row else None,
                row["number"].value if "number" in row else "",
                instrument=named(row["instrument"].value) if "instrument" in row else None,
                bodies=tuple(named(p["body"].value) for p in parties if p["limit"].value == one),
                quote=quote(row),
            ),
        )
    return tuple(found.values())
