"""The words behind statements: quotes with their place in the source."""

from dataclasses import dataclass

from cetu.answer.asking import Asks, ask, iri
from cetu.answer.naming import Thing, names
from cetu.model.result import Term


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote: words, and where they stand (characters of the file as received, end excluded).

    `words` is "" where the graph holds facts of a file without its text. `page` counts from 1, 0
    where the file has no pages.
    """

    iri: str
    words: str
    start: int
    end: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A quote in its line, with the part and version it stands in and what rests on it.

    `whole` is the longest quote around it in the same version: the words of the task, mostly.
    `readings` are the readings that rest on it, each with its class.
    """

    quote: Quote
    whole: Quote | None
    before: str
    after: str
    part: Thing | None
    row_number: str
    version: Thing | None
    document: Thing | None
    digest: str
    address: str
    reader: Thing | None
    readings: tuple[tuple[Thing, Thing | None], ...]
    tasks: tuple[Thing, ...]


def quote(row: dict[str, Term]) -> Quote | None:
    """Make a quote of a row's ?evidence ?quote ?start ?end ?page, where it has the place."""
    if not {"evidence", "start", "end"} <= row.keys():
        return None
    return Quote(
        row["evidence"].value,
        row["quote"].value if "quote" in row else "",
        int(row["start"].value),
        int(row["end"].value),
        int(row["page"].value) if "page" in row else 0,
    )


def placed(thing: str) -> str:
    """Return the pattern that gives `thing` (a term or variable) what `quote` makes a quote of.

    Words may be withheld and pages may not exist; a thing without evidence stays as it is.
    """
    return f"""OPTIONAL {{ {thing} cetu:evidence ?evidence . ?evidence cetu:startOffset ?start ;
            cetu:endOffset ?end OPTIONAL {{ ?evidence cetu:exactQuote ?quote }}
            OPTIONAL {{ ?evidence cetu:page ?page }} }}"""


def place(engine: Asks, evidence: str) -> Place | None:
    """Return the quote called `evidence` in its place; None where it is not evidence."""
    one = iri(evidence)
    rows = ask(
        engine,
        f"""SELECT * WHERE {{
          BIND({one} AS ?evidence)
          {one} cetu:startOffset ?start ; cetu:endOffset ?end .
          OPTIONAL {{ {one} cetu:exactQuote ?quote }}
          OPTIONAL {{ {one} cetu:page ?page }}
          OPTIONAL {{ {one} cetu:quotePrefix ?before }}
          OPTIONAL {{ {one} cetu:quoteSuffix ?after }}
          OPTIONAL {{ {one} cetu:inPart ?part OPTIONAL {{ ?part cetu:rowNumber ?number }} }}
          OPTIONAL {{ {one} cetu:readBy ?reader }}
          OPTIONAL {{ {one} cetu:fromVersion ?version
            OPTIONAL {{ ?version cetu:contentDigest ?digest }}
            OPTIONAL {{ ?version cetu:sourceAddress ?address }}
            OPTIONAL {{ {{ ?version cetu:versionOf ?document }}
                        UNION {{ ?document cetu:hasVersion ?version }} }} }}
        }} LIMIT 1""",
    )
    found = quote(rows.rows[0]) if rows.rows else None
    if found is None:
        return None
    row = rows.rows[0]
    around = ask(
        engine,
        f"""SELECT ?evidence ?quote ?start ?end WHERE {{
          {one} cetu:fromVersion ?version .
          ?evidence cetu:fromVersion ?version ; cetu:exactQuote ?quote ;
            cetu:startOffset ?start ; cetu:endOffset ?end
          FILTER(?start <= {found.start} && ?end >= {found.end}
            && ?end - ?start > {found.end - found.start})
        }} ORDER BY DESC(?end - ?start) ?evidence LIMIT 1""",
    )
    uses = ask(
        engine,
        f"""SELECT DISTINCT ?reading ?class ?task WHERE {{
          ?reading cetu:evidence {one} ; a ?class
          FILTER(STRSTARTS(STR(?class), STR(cetu:)))
          FILTER NOT EXISTS {{ ?reading a ?narrow . ?narrow rdfs:subClassOf+ ?class }}
          OPTIONAL {{
            VALUES ?has {{ cetu:hasResponsibility cetu:hasClause cetu:hasInstrumentUse
              cetu:hasBeneficiaryMention cetu:hasLimit cetu:hasCitation
              cetu:hasProgrammeMention cetu:hasPlaceMention cetu:hasDeadline
              cetu:hasInstrumentCandidate }}
            ?task ?has ?reading }}
        }} ORDER BY ?reading""",
    )
    wanted = [r[v].value for r in uses for v in ("reading", "class", "task") if v in r]
    wanted += [row[v].value for v in ("part", "version", "document", "reader") if v in row]
    named = names(engine, wanted)

    def thing(variable: str) -> Thing | None:
        return named(row[variable].value) if variable in row else None

    def text(variable: str) -> str:
        return row[variable].value if variable in row else ""

    readings = {r["reading"].value: r["class"].value for r in uses}
    return Place(
        found,
        quote(around.rows[0]) if around.rows else None,
        text("before"),
        text("after"),
        thing("part"),
        text("number"),
        thing("version"),
        thing("document"),
        text("digest"),
        text("address"),
        thing("reader"),
        tuple((named(r), named(c)) for r, c in readings.items()),
        tuple(named(t) for t in dict.fromkeys(r["task"].value for r in uses if "task" in r)),
    )
