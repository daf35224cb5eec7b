"""`cetu alignments`: how our terms stand to those of others, and how many of them do."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Annotated, Final

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table as Grid

from cetu import queries
from cetu.cli.answers import Format, answer, table
from cetu.cli.speech import out, say
from cetu.cli.table import short
from cetu.model.result import Table, Term
from cetu.settings import load

EXAMPLE = (
    "例 · Example: [bold]cetu alignments[/]　[bold]cetu alignments --format csv > table.csv[/]"
)

_SIGNS: Final = {
    "subClassOf": ("⊑", "其上级", "below"),
    "subPropertyOf": ("⊑", "其上级", "below"),
    "exactMatch": ("=", "相同", "same"),
    "closeMatch": ("≈", "相近", "close"),
    "broadMatch": ("<", "较窄", "narrower than"),
    "narrowMatch": (">", "较宽", "wider than"),
    "relatedMatch": ("~", "相关", "related to"),
}


_PREFIXES: Final = {
    "http://data.europa.eu/m8g/": "m8g",
    "http://purl.org/vocab/cpsv#": "cpsv",
    "http://qudt.org/schema/qudt/": "qudt",
    "http://www.w3.org/2006/time#": "time",
    "http://www.w3.org/ns/dcat#": "dcat",
    "https://www.ica.org/standards/RiC/ontology#": "rico",
}


def command(
    form: Annotated[
        Format, typer.Option("--format", "-f", help="格式 · Output format.")
    ] = Format.table,
) -> None:
    """Print every term: its mappings, the foreign definition, where it was read; or why none."""
    asked = queries.pick(queries.load(load().root), "alignments")
    bound = queries.bind(asked, {})
    if form is not Format.table:
        answer(bound, form)
        return
    found = table(bound)
    out.print(_grid(found))
    _summary(found)


def _grid(found: Table) -> Grid:
    grid = Grid(box=SIMPLE_HEAD, show_edge=False)
    grid.add_column(say("术语", "term"), overflow="fold", ratio=3)
    grid.add_column(say("对应", "mapped to"), overflow="fold", ratio=4)
    grid.add_column(say("外部定义", "its definition"), overflow="fold", ratio=7)
    grid.add_column(say("核对出处", "read in"), overflow="fold", ratio=4)
    last = ""
    for row in found:
        term = row["term"].value
        label = f"{escape(row[say('label', 'labelEn')].value)} [cyan]{escape(short(term))}[/]"
        grid.add_row("" if term == last else label, *map(escape, _cells(row)))
        last = term
    return grid


def _cells(row: Mapping[str, Term]) -> tuple[str, str, str]:
    """The mapping of a row, the definition, and the source: or the term above, or why none."""
    if "foreign" in row:
        sign = _SIGNS[re.split("[#/]", row["relation"].value)[-1]][0]
        definition, checked = (
            row[name].value if name in row else "" for name in ("definition", "checked")
        )
        return f"{sign} {_foreign(row['foreign'].value)}", definition, checked
    why = row[say("why", "whyEn")].value if "why" in row else ""
    return say("经 ", "through ") + short(row["via"].value) if "via" in row else "—", why, ""


def _foreign(iri: str) -> str:
    for namespace, prefix in _PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"fibo:{iri.rpartition('/')[2]}" if "/fibo/" in iri else short(iri)


def _summary(found: Table) -> None:
    direct, above, none = set(), set(), defaultdict(list)
    for row in found:
        term = row["term"].value
        if "foreign" in row:
            direct.add(term)
        elif "via" in row:
            above.add(term)
        else:
            none[_cells(row)[1]].append(short(term))
    total = len(direct) + len(above) + sum(map(len, none.values()))
    signs = {sign: say(zh, en) for sign, zh, en in _SIGNS.values()}
    out.print(say("　", "  ").join(f"{sign} {words}" for sign, words in signs.items()), style="dim")
    for zh, en, many in (
        ("直接对应", "mapped", len(direct)),
        ("经上级术语对应", "mapped through a term above", len(above)),
        ("无对应", "not mapped", total - len(direct) - len(above)),
    ):
        out.print(f"{say(zh, en)}: [bold]{many}[/] / {total} ({many / total:.0%})")
    for why, terms in sorted(none.items()):
        out.print(f"  {escape(why)} [dim]{escape(say('、', ', ').join(terms))}[/]")
