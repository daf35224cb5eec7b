"""`cetu diff`: what two documents, or two versions of one, say differently."""

import json
import sys
from enum import StrEnum
from typing import Annotated, Any

import typer
from rdflib import RDF, Graph, Literal, URIRef

from cetu.cli.speech import out, say
from cetu.mapping import iris
from cetu.model.task import Task
from cetu.namespaces import CETU, ID
from cetu.pipeline.diff import Difference, diff
from cetu.pipeline.reading import Understood
from cetu.settings import load

EXAMPLE = (
    "例 · Example: [bold]cetu diff yunxi-plan yunxi-plan.v2[/]　"
    "[bold]cetu diff old.docx new.docx --format json[/]"
)
_ASPECTS = {
    "text": ("文字", "text"),
    "bodies": ("责任单位", "bodies"),
    "limits": ("额度", "limits"),
    "deadline": ("时限", "deadline"),
}
_SHORT = 40


class Format(StrEnum):
    """How to print a comparison."""

    text = "text"
    json = "json"
    turtle = "turtle"


def command(
    before: Annotated[
        str, typer.Argument(metavar="A", help="标识（第二版为 标识.v2）或文件 · A key or a file.")
    ],
    after: Annotated[str, typer.Argument(metavar="B", help="同上 · Likewise.")],
    form: Annotated[
        Format, typer.Option("--format", "-f", help="格式 · Output format.")
    ] = Format.text,
) -> None:
    """Compare document A with document B."""
    found = diff(before, after, load().root)
    if form is Format.json:
        sys.stdout.write(json.dumps(_plain(found), ensure_ascii=False, indent=1) + "\n")
    elif form is Format.turtle:
        sys.stdout.write(_turtle(found))
    else:
        _print(found)


def _print(found: Difference) -> None:
    for task in found.added:
        out.print("[green]+[/] ", say("增加", "added"), " ", end="")
        out.print(_name(task), markup=False, soft_wrap=True)
    for task in found.dropped:
        out.print("[red]-[/] ", say("删除", "dropped"), " ", end="")
        out.print(_name(task), markup=False, soft_wrap=True)
    for pair in found.changed:
        if not (pair.before and pair.after):
            continue
        out.print("[yellow]~[/] ", say("改变", "changed"), " ", end="")
        out.print(_name(pair.after), markup=False, soft_wrap=True)
        for change in pair.changes:
            old, new = "、".join(change.before) or "—", "、".join(change.after) or "—"
            words = f"    {say(*_ASPECTS[change.aspect])}: {old} → {new}"
            out.print(words, markup=False, soft_wrap=True)
    out.print(
        say(
            f"增加 {len(found.added)} 项，删除 {len(found.dropped)} 项，"
            f"改变 {len(found.changed)} 项，未变 {found.same} 项。",
            f"{len(found.added)} added, {len(found.dropped)} dropped, "
            f"{len(found.changed)} changed, {found.same} the same.",
        )
    )


def _name(task: Task) -> str:
    words = task.row.heading.text or task.row.task.text
    return f"{task.row.numeral} {words[:_SHORT]}{'…' if len(words) > _SHORT else ''}"


def _plain(found: Difference) -> dict[str, Any]:
    return {
        "before": _document(found.before),
        "after": _document(found.after),
        "added": [_task(task) for task in found.added],
        "dropped": [_task(task) for task in found.dropped],
        "changed": [
            {
                "before": _task(pair.before) if pair.before else None,
                "after": _task(pair.after) if pair.after else None,
                "changes": [
                    {"aspect": c.aspect, "before": list(c.before), "after": list(c.after)}
                    for c in pair.changes
                ],
            }
            for pair in found.changed
        ],
        "same": found.same,
    }


def _document(found: Understood) -> dict[str, Any]:
    title = found.document.title
    return {
        "identifier": found.record.identifier if found.record else None,
        "title": title.text if title else None,
        "sha256": found.document.source.digest,
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "key": iris.task_key(task.row),
        "number": task.row.number.text if task.row.number else None,
        "measure": task.row.measure,
        "title": task.row.heading.text or None,
        "text": task.row.task.text or None,
    }


def _turtle(found: Difference) -> str:
    """Return the comparison as RDF: which tasks of which version came, went and changed."""
    graph = Graph()
    graph.bind("cetu", CETU)
    node = URIRef(
        f"urn:cetu:difference:{found.before.document.source.digest[:12]}"
        f":{found.after.document.source.digest[:12]}"
    )
    for side, task in (
        *((found.after, task) for task in found.added),
        *((found.before, task) for task in found.dropped),
    ):
        kind = URIRef("urn:cetu:added" if side is found.after else "urn:cetu:dropped")
        graph.add((node, kind, _iri(task, side)))
    for number, pair in enumerate(found.changed, start=1):
        if not (pair.before and pair.after):
            continue
        change = URIRef(f"{node}:{number}")
        graph.add((node, URIRef("urn:cetu:changed"), change))
        graph.add((change, URIRef("urn:cetu:before"), _iri(pair.before, found.before)))
        graph.add((change, URIRef("urn:cetu:after"), _iri(pair.after, found.after)))
        for one in pair.changes:
            graph.add((change, URIRef("urn:cetu:aspect"), Literal(one.aspect)))
            for key, words in (("was", one.before), ("is", one.after)):
                for value in words:
                    graph.add((change, URIRef(f"urn:cetu:{key}-{one.aspect}"), Literal(value)))
    graph.add((node, RDF.type, URIRef("urn:cetu:Difference")))
    return graph.serialize(format="turtle")


def _iri(task: Task, side: Understood) -> URIRef:
    name = side.record.identifier if side.record else side.document.source.digest[:12]
    return ID[f"task/{name}/{iris.task_key(task.row)}"]
