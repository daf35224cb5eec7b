"""What every client asks, and what the first document says to it.

Row 17 of the document's table names 市工业和信息化局、市财政局、风险补偿政策联席会议成员单位.
"""

from typing import Final

PARTIES: Final = ["市工业和信息化局", "市财政局", "风险补偿政策联席会议成员单位"]

_PREFIX: Final = "PREFIX cetu: <https://w3id.org/cetu/ontology#>"
_TASK: Final = """?task a cetu:Task ; cetu:taskOrdinal 17 ; cetu:hasResponsibility ?party .
  ?party cetu:position ?position ; cetu:asWritten ?words ."""

SELECT: Final = f"{_PREFIX} SELECT ?words WHERE {{ {_TASK} }} ORDER BY ?position"
CONSTRUCT: Final = f"{_PREFIX} CONSTRUCT {{ ?task cetu:asWritten ?words }} WHERE {{ {_TASK} }}"
ASK: Final = f'{_PREFIX} ASK {{ {_TASK} FILTER(STR(?words) = "市财政局") }}'
ASK_OTHER: Final = f'{_PREFIX} ASK {{ {_TASK} FILTER(STR(?words) = "市税务局") }}'
"""Of a bureau that is not in the row."""
REFUSED: Final = f"SELECT * {{ {' '.join(f'?a <urn:x:{n}> ?b{n} .' for n in range(60))} }}"
"""Well-formed, so that no client stops it, and with more patterns in a group than are taken."""

GRAPH: Final = "https://example.org/graph/"
SAID: Final = "“松山湖”先行 \\ 100%\n第二行"
"""What clients write: Chinese text with quotation marks, a backslash and a line break."""


def insert(client: str) -> str:
    """The update by which a client writes `SAID` to a graph of its own."""
    return (
        f"INSERT DATA {{ GRAPH <{GRAPH}{client}> {{ <{GRAPH}{client}> "
        f'<https://example.org/says> "“松山湖”先行 \\\\ 100%\\n第二行"@zh }} }}'
    )


def said(client: str) -> str:
    """The query for what a client has written."""
    return f"SELECT ?words {{ GRAPH <{GRAPH}{client}> {{ ?s <https://example.org/says> ?words }} }}"


def names(thing: str) -> str:
    """The query for the Chinese names of a thing."""
    return (
        "SELECT DISTINCT ?words { "
        f"<{thing}> <http://www.w3.org/2000/01/rdf-schema#label> ?words "
        'FILTER(LANG(?words) = "zh") }'
    )
