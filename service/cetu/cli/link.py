"""`cetu link`: propose links to things of others, and write those that somebody accepted."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from cetu import link, pipeline
from cetu.answer.lookup import Finder
from cetu.answer.reconcile import TYPES, Entity, Shelf
from cetu.cli.answers import engine
from cetu.cli.speech import err, out, say
from cetu.cli.table import short
from cetu.errors import LinksInvalid, ParameterInvalid, SourceMissing
from cetu.model.link import Accepted, Ours, Proposal
from cetu.settings import load

EXAMPLE = (
    "例 · Example: [bold]cetu link propose --kind place --dump cities.ttl "
    "--code https://example.org/gb-code -o links.csv[/]　"
    "[bold]cetu link accept links.csv --into cities --by 数据处[/]"
)

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode="rich", epilog=EXAMPLE
)
_KINDS: Final = {one.kind: one for one in TYPES}
_NAME: Final = r"[a-z0-9][a-z0-9-]*"
_SHOWN: Final = 40


@app.command(
    help="从一处来源提出链接：转储文件、SPARQL 端点或对应服务；什么也不写入图谱 · "
    "Propose links from a source; nothing is written to the graph."
)
def propose(  # noqa: PLR0913 - the options of the command
    *,
    kind: Annotated[str, typer.Option(help=f"为哪类事物 · {', '.join(_KINDS)}.")] = "place",
    dump: Annotated[
        Path | None, typer.Option(help="RDF 文件 · An RDF file: .ttl .nt .nq .trig .jsonld.")
    ] = None,
    endpoint: Annotated[str, typer.Option(help="SPARQL 端点 · A SPARQL endpoint.")] = "",
    service: Annotated[
        str, typer.Option(help="对应服务 · A reconciliation service (API 0.2).")
    ] = "",
    code: Annotated[
        list[str] | None, typer.Option(help="代码属性的 IRI · IRI of a property with codes.")
    ] = None,
    least: Annotated[float, typer.Option("--at-least", help="最低分 · The lowest score.")] = 50.0,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="写成表格 · Write the table here.")
    ] = None,
) -> None:
    """Read the source, and list what may be the same, with scores and reasons."""
    if kind not in _KINDS:
        known = ", ".join(_KINDS)
        raise ParameterInvalid(
            f"There is no kind “{kind}”: {known}.", f"没有“{kind}”这一类：{known}。"
        )
    if sum(map(bool, (dump, endpoint, service))) != 1:
        raise ParameterInvalid(
            "Name one source: --dump, --endpoint or --service.",
            "请指定一个来源：--dump、--endpoint 或 --service。",
        )
    with engine() as running:
        entities = Shelf(running, Finder(running)).current().entities
    ours = [_ours(one) for one in entities if one.type.kind == kind]
    codes = code or []
    if dump:
        theirs = list(link.dump(dump, codes))
    elif endpoint:
        theirs = list(link.endpoint(endpoint, ours, codes[0] if codes else ""))
    else:
        theirs = list(link.service(service, ours))
    source = endpoint or service or (dump.name if dump else "")
    found = link.propose(ours, theirs, source, _today(), least)
    err.print(
        say(
            f"我们有 {len(ours)} 个，来源有 {len(theirs)} 个，提出 {len(found)} 条。",
            f"{len(ours)} of ours, {len(theirs)} read there, {len(found)} proposed.",
        )
    )
    if output is None:
        out.print(_table(found))
        return
    output.write_text(link.sheet(found), "utf-8")
    err.print(
        say(
            f"已写入 {output}：在 accept 列填 yes，再运行 cetu link accept {output}。",
            f"Written to {output}: put yes into the column accept, then `cetu link accept`.",
        )
    )


@app.command(
    help="写入表格中 accept 列为 yes 的链接，并重建图谱 · "
    "Write the links whose column accept says yes, and build the graph."
)
def accept(
    table: Annotated[Path, typer.Argument(metavar="TABLE", help="表格 · The table.")],
    *,
    into: Annotated[str, typer.Option(help="链接集名称 · The name of the link set.")],
    by: Annotated[str, typer.Option(help="由谁接受 · Who accepts them.")],
    build: Annotated[
        bool, typer.Option("--build/--no-build", help="随后构建 · Build afterwards.")
    ] = True,
) -> None:
    """Write what TABLE accepts to data/links/INTO.ttl, each link with who, when, why and whence."""
    if not re.fullmatch(_NAME, into):
        raise ParameterInvalid(
            f"A link set cannot be called “{into}”: small letters, digits, hyphens.",
            f"链接集不能叫“{into}”：只用小写字母、数字和连字符。",
        )
    if not by.strip():
        raise ParameterInvalid("--by says who accepts the links.", "--by 须写明由谁接受。")
    if not table.is_file():
        raise SourceMissing(f"There is no file {table}.", f"没有文件 {table}。")
    chosen = link.decided(table.read_text("utf-8-sig"))
    if not chosen:
        raise LinksInvalid(
            "No line of the table is accepted.",
            "表格中没有接受任何一行。",
            hint="Put yes into the column accept of each link that holds.",
            hint_zh="请在成立的链接的 accept 列填 yes。",
        )
    _known(chosen)
    root = load().root
    path = root / "data" / "links" / f"{into}.ttl"
    held = link.write(path, [Accepted(one, by.strip(), _today()) for one in chosen])
    err.print(
        say(
            f"接受 {len(chosen)} 条，{path.name} 现有 {held} 条。",
            f"{len(chosen)} accepted; {path.name} holds {held}.",
        )
    )
    if build:
        pipeline.build(root)
        err.print(say("图谱已重建。", "The graph was built again."))


@app.command("list", help="列出已接受的链接 · List the accepted links.")
def list_() -> None:
    """List every link, with who accepted it and why."""
    grid = Table(box=SIMPLE_HEAD, show_edge=False)
    for zh, en in (
        ("链接集", "set"),
        ("我方", "ours"),
        ("关系", "relation"),
        ("对方", "theirs"),
        ("依据", "why"),
        ("由谁、何时", "by whom, when"),
    ):
        grid.add_column(say(zh, en), overflow="fold")
    total = 0
    for path in sorted((load().root / "data" / "links").glob("*.ttl")):
        for one in link.load(path):
            told = one.proposal
            total += 1
            grid.add_row(
                path.stem,
                escape(short(told.ours)),
                told.relation,
                f"{escape(told.their_name)} {escape(told.theirs)}",
                escape(f"{told.score:g}: {told.reasons} ({told.source})"),
                escape(f"{one.by}, {one.on}"),
            )
    if total:
        out.print(grid)
    err.print(say(f"{total} 条链接。", f"{total} links."))


def _known(chosen: list[Proposal]) -> None:
    """Hold the accepted links against the graph: each must begin at a thing of ours.

    Raises:
        LinksInvalid: one does not.
    """
    with engine() as running:
        known = {one.iri for one in Shelf(running, Finder(running)).current().entities}
    for one in chosen:
        if one.ours not in known:
            raise LinksInvalid(
                f"The graph has nothing called {one.ours}.", f"图谱里没有 {one.ours}。"
            )


def _ours(entity: Entity) -> Ours:
    codes = tuple(value for name, value in sorted(entity.facts) if name in _CODED)
    names = dict.fromkeys(filter(None, (entity.zh, *sorted(entity.called))))
    coded = {code.lower() for code in codes}
    return Ours(entity.iri, tuple(name for name in names if name not in coded), codes)


_CODED: Final = {"placeCode", "documentNumber", "unifiedSocialCreditCode"}


def _table(found: list[Proposal]) -> Table:
    grid = Table(box=SIMPLE_HEAD, show_edge=False)
    grid.add_column(say("分", "score"), justify="right")
    for zh, en in (("我方", "ours"), ("对方", "theirs"), ("依据", "why")):
        grid.add_column(say(zh, en), overflow="fold")
    for one in found[:_SHOWN]:
        grid.add_row(
            f"{one.score:g}",
            f"{escape(one.our_name)} [cyan]{escape(short(one.ours))}[/]",
            f"{escape(one.their_name)} [cyan]{escape(one.theirs)}[/]",
            escape(one.reasons),
        )
    return grid


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
