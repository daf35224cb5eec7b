"""Limits: how much at most, at least or more, of what, in which words."""

from collections.abc import Sequence
from dataclasses import dataclass

from cetu.answer.asking import TRUE, Asks, ask, iri, values
from cetu.answer.evidence import Quote, placed, quote
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


def listed(engine: Asks) -> tuple[str, ...]:
    """Return the IRIs of all limits, in the order of the documents and of their texts."""
    rows = ask(
        engine,
        """SELECT ?limit (MIN(?at) AS ?start) WHERE {
          ?limit cetu:bound ?bound ; cetu:inDocument ?document
          OPTIONAL { ?limit cetu:evidence/cetu:startOffset ?at }
        } GROUP BY ?document ?limit ORDER BY ?document ?start ?limit""",
    )
    return tuple(row["limit"].value for row in rows)


def limits(engine: Asks, only: str) -> tuple[Limit, ...]:
    """Return the limit called `only`, or the limits on the instrument called so.

    Limits on narrower instruments are limits on it too.
    """
    one = iri(only)
    rows = ask(
        engine,
        f"""SELECT DISTINCT ?limit ?document ?ordinal WHERE {{
          {{ BIND({one} AS ?limit) }}
          UNION {{ ?narrower skos:broader* {one} . ?limit cetu:onInstrument ?narrower }}
          ?limit cetu:bound ?bound
          OPTIONAL {{ ?limit cetu:inDocument ?document }}
          OPTIONAL {{ ?task cetu:hasLimit ?limit . ?task cetu:taskOrdinal ?ordinal }}
        }} ORDER BY ?document ?ordinal ?limit""",
    )
    return these(engine, tuple(dict.fromkeys(row["limit"].value for row in rows)))


def these(engine: Asks, iris: Sequence[str]) -> tuple[Limit, ...]:
    """Return the limits called so, in that order."""
    found = {
        limit.thing.iri: limit
        for block in values("limit", iris)
        for limit in _limits(engine, block)
    }
    return tuple(found[one] for one in iris if one in found)


def _limits(engine: Asks, which: str) -> tuple[Limit, ...]:
    """Return the limits for which the pattern `which` holds of `?limit`."""
    rows = ask(
        engine,
        f"""SELECT DISTINCT ?limit ?value ?unit ?bound ?base ?quantity ?equivalent ?written
          ?instrument ?evidence ?quote ?start ?end ?page WHERE {{
          {which}
          ?limit cetu:bound ?bound
          # Each has both. Joined, the engine looks through all evidence there is for the last part.
          OPTIONAL {{ ?limit cetu:value ?value }} OPTIONAL {{ ?limit cetu:unit ?unit }}
          OPTIONAL {{ ?limit cetu:base ?base }}
          OPTIONAL {{ ?limit cetu:limitedQuantity ?quantity }}
          OPTIONAL {{ ?limit cetu:currencyEquivalent ?equivalent }}
          OPTIONAL {{ ?limit cetu:asWritten ?written }}
          OPTIONAL {{ ?limit cetu:onInstrument ?instrument }}
          {placed("?limit")}
        }} ORDER BY ?limit ?start""",
    )
    # Apart: joined with what may be missing, the engine looks through all tasks there are.
    tasks = {
        row["limit"].value: row
        for row in ask(
            engine,
            f"""SELECT DISTINCT ?limit ?task ?number WHERE {{
              {which} ?task cetu:hasLimit ?limit ; cetu:taskNumber ?number }}""",
        )
    }
    parties = ask(
        engine,
        f"""SELECT DISTINCT ?limit ?body ?position WHERE {{
          {which}
          ?task cetu:hasLimit ?limit ; cetu:hasResponsibility ?r . ?r cetu:party ?body
          OPTIONAL {{ ?r cetu:position ?position }} }} ORDER BY ?limit ?position""",
    )
    named = names(
        engine,
        {
            t.value
            for r in (*rows, *parties, *tasks.values())
            for t in r.values()
            if t.kind == "uri"
        },
    )
    found: dict[str, Limit] = {}
    for row in rows:
        if not {"value", "unit"} <= row.keys():
            continue
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
                    "equivalent" in row and row["equivalent"].value in TRUE,
                    row["quantity"].value if "quantity" in row else "",
                ),
                row["written"].value if "written" in row else "",
                named(tasks[one]["task"].value) if one in tasks else None,
                tasks[one]["number"].value if one in tasks else "",
                instrument=named(row["instrument"].value) if "instrument" in row else None,
                bodies=tuple(named(p["body"].value) for p in parties if p["limit"].value == one),
                quote=quote(row),
            ),
        )
    return tuple(found.values())
