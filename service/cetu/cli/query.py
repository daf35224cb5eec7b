"""`cetu query`: any SPARQL query."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cetu.cli.answers import Format, answer
from cetu.errors import SourceMissing

EXAMPLE = (
    "例 · Example: [bold]echo 'SELECT (COUNT(*) AS ?n) {?s ?p ?o}' | cetu query -[/]　"
    "[bold]cetu query my.rq -f json[/]"
)


def command(
    file: Annotated[str, typer.Argument(help="查询文件，- 为标准输入 · A file, or -.")],
    form: Annotated[
        Format, typer.Option("--format", "-f", help="格式 · Output format.")
    ] = Format.table,
) -> None:
    """Run the query in FILE."""
    answer(sys.stdin.read() if file == "-" else _text(Path(file)), form)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceMissing(
            f"{path}: cannot be read as a query ({error}).",
            f"{path}：无法作为查询文件读取（{error}）。",
            hint="Give a UTF-8 text file, or - for standard input.",
            hint_zh="请给出 UTF-8 文本文件，或用 - 表示标准输入。",
        ) from error
