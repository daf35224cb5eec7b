"""The verbs of `cetu`: what each is for; its module is imported when it is asked for.

Reading documents, reasoning, SHACL and the web framework take more than a second to import, and
most verbs need none or one of them. So the list of verbs, with their help, stands here.
"""

from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperGroup
from typer.main import get_command

from cetu.cli.speech import speak_error
from cetu.errors import CetuError

VERBS: Final = {
    "read": "读出一份文件：措施、任务、责任单位、政策工具、额度 · Read a document.",
    "add": (
        "将文件（或文件夹）读入图谱：保存原文件、登记、构建、检查；"
        "退出码 0 全部加入，1 有文件被拒 · "
        "Add documents: keep, list, build and check them; exit code 0 all added, 1 some refused."
    ),
    "remove": (
        "将一份文件（所有版本）移出清单和图谱 · "
        "Take a document, all versions, out of list and graph."
    ),
    "diff": (
        "比较两份文件或两个版本：增加、删除、改变责任单位、额度、时限或文字的任务 · "
        "Compare two documents or versions: tasks added, dropped, moved or changed."
    ),
    "candidates": (
        "列出词表未收、形似政策工具的词语，或将其收入词表 · "
        "List words that look like instruments and are in no vocabulary, or accept one."
    ),
    "build": "由来源文件构建图谱 data/graph/*.trig · Build the graph; the same bytes every time.",
    "check": (
        "运行全部检查；退出码 0 符合，1 有违反，2 无法运行 · "
        "Run every check; exit code 0 conforms, 1 violations, 2 could not run."
    ),
    "rules": "列出检查所用的全部规则 · List the rules that the checks hold.",
    "ask": (
        "按名称运行预设问题；不带名称则列出全部 · Ask a stored question; without a name, list them."
    ),
    "alignments": (
        "列出本体术语与 ELI、CPSV-AP、FIBO 等词汇的对应、外部定义和出处 · "
        "How our terms map to ELI, CPSV-AP, FIBO and others, with definitions and sources."
    ),
    "export": (
        "以 CPSV-AP、ELI、schema.org 或 DCAT 描述一份文件 · "
        "One document in CPSV-AP, ELI, schema.org or DCAT."
    ),
    "link": (
        "与外部事物的链接：提出、接受、列出 · Links to things of others: propose, accept, list."
    ),
    "query": "运行任意 SPARQL 查询（文件，或 - 表示标准输入） · Run any SPARQL query.",
    "explain": (
        "说明关于某事物的陈述为何成立：文件、行、原文、规则 · "
        "Why the statements about a thing hold."
    ),
    "load": (
        "将构建好的图谱载入 CETU_ENGINE 所指的 SPARQL 服务器 · "
        "Load the built graph into the server that CETU_ENGINE names."
    ),
    "serve": (
        "启动网页与 SPARQL 服务 · Serve the pages and the SPARQL endpoint.\n\n"
        "默认仅本机可访问。未给出的选项取自 CETU_… 环境变量（docs/running.md）。 · "
        "By default only this machine can reach it. What is not given here is taken from CETU_… "
        "variables (docs/running.md).\n\n"
        "信号 · Signals: SIGTERM, Ctrl-C 停止 · stop; SIGHUP 重新载入图谱 · reload the graph."
    ),
    "mcp": (
        "以工具形式供智能助手使用（MCP，标准输入输出或 HTTP） · "
        "The graph as tools for an assistant, over the Model Context Protocol."
    ),
    "backup": (
        "备份来源、图谱和日志到一个文件（服务可照常运行） · Back up sources, graph and journal."
    ),
    "restore": "用备份替换现有的来源、图谱和日志 · Put a backup in place of what is there.",
    "key": "写入密钥：新建、列出、吊销、轮换 · Keys for writing: add, list, revoke, rotate.",
    "journal": "写入日志：显示、校验 · The journal of writes: show it, verify it.",
}
"""Each verb with its help, in the order in which they are listed."""


class Verbs(TyperGroup):
    """A group of commands of which only the one that is run is loaded.

    It tells its errors in a sentence and ends with their exit code.
    """

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 # typer hides its base
        """Return the name, the command itself rather than what is listed of it, and the rest."""
        name, listed, rest = super().resolve_command(ctx, args)
        return name, listed and loaded(name or ""), rest

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]  # typer hides its base
        """Run the chosen command."""
        try:
            return super().invoke(ctx)
        except CetuError as error:
            speak_error(error)
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:
            # The reader of our output has gone (`cetu … | head`); there is nobody to tell.
            raise typer.Exit(0) from None


def loaded(verb: str) -> Any:  # noqa: ANN401 - typer hides the class of its commands
    """Return the command of a verb, from its module: `command`, or the commands of an `app`."""
    module = import_module(f"cetu.cli.{verb}")
    app = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False, rich_markup_mode="rich")
        app.command(verb, epilog=module.EXAMPLE)(module.command)
    found = get_command(app)
    found.name, found.help = verb, VERBS[verb]
    return found
