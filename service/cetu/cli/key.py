"""`cetu key`: the keys of those who may write."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from cetu.cli.lasting import lasting
from cetu.cli.speech import err, out, say
from cetu.keys import SCOPES, Key, Keys
from cetu.settings import load

EXAMPLE = "例 · Example: [bold]cetu key add finance-office --scope update --expires 90d[/]"

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode="rich", epilog=EXAMPLE
)


class Listing(StrEnum):
    """How keys are listed."""

    text = "text"
    json = "json"


class Purpose(StrEnum):
    """The scopes, as options."""

    update = "update"
    documents = "documents"
    admin = "admin"


_Id = Annotated[str, typer.Argument(metavar="ID", help="密钥编号 · The key's public id.")]


@app.command(help="新建密钥，仅显示这一次 · Make a key; it is shown this once.")
def add(
    name: Annotated[str, typer.Argument(help="持有者 · Whose it is.")],
    scope: Annotated[
        list[Purpose], typer.Option("--scope", help="权限，可多个 · What it is for; repeatable.")
    ],
    expires: Annotated[
        str, typer.Option(help="有效期：24h、90d、2027-01-31 · How long it is valid.")
    ] = "90d",
) -> None:
    """Make a key for NAME; standard output has the key alone, so that it can be piped."""
    _show(_keys().add(name, [one for one in SCOPES if one in scope], lasting(expires)))


@app.command("list", help="列出密钥（不含密文） · List the keys, without their secrets.")
def list_(
    form: Annotated[
        Listing, typer.Option("--format", "-f", help="格式 · Output format.")
    ] = Listing.text,
) -> None:
    """List the keys."""
    keys = _keys().listed()
    if form is Listing.json:
        typer.echo(json.dumps([_told(key) for key in keys], ensure_ascii=False, indent=1))
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("ID", *say("名称 权限 到期 状态", "name scopes expires state").split()):
        table.add_column(heading)
    for key in keys:
        expires = key.expires.astimezone(UTC).strftime("%Y-%m-%d %H:%MZ")
        table.add_row(key.id, escape(key.name), " ".join(sorted(key.scopes)), expires, _state(key))
    out.print(table)


@app.command(help="吊销密钥，立即失效 · Revoke a key, at once.")
def revoke(identifier: _Id) -> None:
    """Revoke the key ID."""
    key = _keys().revoke(identifier)
    err.print(say(f"已吊销 {key.id}（{key.name}）。", f"{key.id} ({key.name}) is revoked."))


@app.command(help="换发新密钥，旧的再用一段时间 · A new key; the old one stays valid a while.")
def rotate(
    identifier: _Id,
    overlap: Annotated[
        str, typer.Option(help="旧密钥还能用多久 · How long the old one stays valid.")
    ] = "24h",
) -> None:
    """Make a key like ID, which expires after the overlap."""
    _show(_keys().rotate(identifier, lasting(overlap)))


def _keys() -> Keys:
    return Keys(load().state_folder)


def _show(token: str) -> None:
    typer.echo(token)
    err.print(
        say(
            "请妥善保存：密钥只显示这一次，服务端只存散列值。",
            "Keep it well: it is shown this once, and only a hash of it is kept.",
        )
    )


def _state(key: Key) -> str:
    if key.revoked:
        return say("已吊销", "revoked")
    return say("有效", "valid") if key.valid(datetime.now(UTC)) else say("已过期", "expired")


def _told(key: Key) -> dict[str, object]:
    return {
        "id": key.id,
        "name": key.name,
        "scopes": [scope for scope in SCOPES if scope in key.scopes],
        "created": key.created.isoformat(),
        "expires": key.expires.isoformat(),
        "revoked": key.revoked,
        "valid": key.valid(datetime.now(UTC)),
    }
