"""Every page that a search engine should know (https://www.sitemaps.org/protocol.html)."""

from typing import Final

from cetu.answer.asking import Asks, ask
from cetu.answer.concepts import BENEFICIARIES, INSTRUMENTS, PROGRAMMES
from cetu.namespaces import BASE, ID

PAGES: Final = (
    "/", "/bodies", "/instruments", "/beneficiaries", "/limits", "/questions", "/ontology",
    "/graph/", "/report", "/about",
)  # fmt: skip
"""Pages that are of no thing."""
A_FILE: Final = 25_000
"""Addresses in one file; the protocol allows twice as many."""

_THINGS: Final = f"""SELECT DISTINCT ?x WHERE {{
  {{ ?x a cetu:PolicyDocument }} UNION {{ ?x cetu:measureNumber ?n }}
  UNION {{ ?x cetu:taskNumber ?n }} UNION {{ ?x cetu:hasName ?n }} UNION {{ ?x a cetu:Place }}
  UNION {{ VALUES ?scheme {{ <{INSTRUMENTS}> <{BENEFICIARIES}> <{PROGRAMMES}> }}
          ?x skos:inScheme ?scheme }}
  FILTER(STRSTARTS(STR(?x), "{ID}"))
}} ORDER BY ?x"""


def addresses(engine: Asks) -> list[str]:
    """Return the paths of all pages, those of no thing first."""
    rows = ask(engine, _THINGS)
    return [*PAGES, *(f"/{row['x'].value.removeprefix(BASE)}" for row in rows)]
