"""The tools offered over the Model Context Protocol: stdio for one program, HTTP for several."""

import inspect
import json
from collections.abc import Callable
from typing import Any, Final

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

import cetu
from cetu.errors import CetuError
from cetu.mcp.tools import Tools

_INSTRUCTIONS: Final = """\
策图 cetu is a knowledge graph of Chinese government policy: documents, measures, tasks, the bodies
responsible for them, financial instruments, whom they are for, and numeric limits. Everything was
read from documents; each answer names the document, the row and its words. Quote the words and
give the IRI. What the graph does not say is not known: do not fill it in. A body leads only where
the document says so; "listed" bodies are listed, in order, and none of them leads.
Begin with search or find_support; use schema and questions before writing SPARQL.
"""
_TOOLS: Final = {
    "search": "Find documents, tasks, bodies, instruments, beneficiary classes, places by words, "
    "Chinese or English. kind may be task, measure, body, instrument, beneficiary, programme, "
    "document, place, limit, term, concept.",
    "describe": "All about one thing, by IRI or unambiguous name: what it is, and its tasks with "
    "bodies, instruments, limits, document, row and words.",
    "find_support": "What an enterprise of a class (专精特新企业, 高新技术企业 …) can get: tasks "
    "that name the class or a wider one; place (东莞市) and instrument (贴息) narrow it.",
    "compare": "How places use one instrument (风险补偿): tasks, documents, limits in their words. "
    "places limits it to some.",
    "ask": "Answer a question of one sentence in Chinese (东莞的风险补偿由谁负责？), or run a "
    "stored question by name with parameters; see questions for names.",
    "questions": "The stored questions with their SPARQL: examples to run with ask or to adapt.",
    "schema": "Classes and properties of the ontology with definitions, domains and ranges; words "
    "narrow it.",
    "sparql": "Run a read-only SPARQL 1.1 query. Updates, LOAD and unknown SERVICE are refused.",
}
"""Each tool with what it is for."""


def server(tools: Tools) -> MCPServer[Any]:
    """Return the server that offers `tools`; it runs when it is told how."""
    made: MCPServer[Any] = MCPServer(
        "cetu",
        title="策图 cetu",
        instructions=_INSTRUCTIONS,
        version=cetu.__version__,
        log_level="WARNING",
    )
    reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for name, told in _TOOLS.items():
        called = _told(getattr(tools, name))
        made.tool(name=name, description=told, annotations=reads)(called)
    return made


def _told(tool: Callable[..., Any]) -> Callable[..., Any]:
    """Give the answer as JSON without a blank too many; tell an error of ours as its sentence."""

    def called(*arguments: Any, **named: Any) -> str:  # noqa: ANN401 - a tool takes anything
        try:
            return json.dumps(tool(*arguments, **named), ensure_ascii=False)
        except CetuError as error:
            hint = f" {error.hint}" if error.hint else ""
            raise ToolError(f"{error.detail}{hint}") from error

    # What the client is told of the arguments is read off the signature.
    shown: Any = called
    shown.__signature__ = inspect.signature(tool).replace(return_annotation=str)
    shown.__name__ = tool.__name__
    return called
