"""How fast documents of three forms are read into a graph, and the share of each step.

A text (the first document), a table over pages in PDF, and the same table as a Word document; the
last two are invented. One process; the steps are those of `cetu add`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import docx
from tests.bench.building.steps import WHOLE, medians
from tests.bench.report import grid
from tests.read.forms import pdfmaker
from tests.read.forms.pdfmaker import Rule, Text, make_pdf

from cetu import store
from cetu.pipeline import sheets
from cetu.pipeline.reading import unlisted
from cetu.read.records import derive

STEPS: Final = {
    "lay out": ("cetu.read.lay_out",),
    "structure": ("cetu.read.structure",),
    "metadata": ("cetu.read.metadata",),
    "annotate": ("cetu.annotate.annotate",),
    "map": ("cetu.mapping.map_document",),
    "reason": ("cetu.reason.rules.follows",),
    "write": ("cetu.store.trig",),
}
_HEAD: Final = ("序号", "工作任务", "责任单位")
_PAGES: Final = 6
_ROWS: Final = 7
_TASKS_OF_A_PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Speed:
    """Of one form: pages, tasks, and the median seconds of each step."""

    form: str
    pages: int
    tasks: int
    seconds: dict[str, float]


def measure(root: Path, folder: Path, runs: int, step: Callable[[], None]) -> list[Speed]:
    """Read a document of each form `runs` times; files are written into `folder`."""
    world = sheets.world(root)
    found = []
    for form, path in _documents(root, folder):
        read = unlisted(path, root, world.lexicon)

        def once(path: Path = path) -> None:
            understood = unlisted(path, root, world.lexicon)
            record = derive(understood.document, "measured", path.name, place="330300")
            store.trig(sheets.document(understood, record, world))
            step()

        tasks = len(read.tasks)
        pages = len(read.document.layout.pages) or max(1, round(tasks / _TASKS_OF_A_PAGE))
        found.append(Speed(form, pages, tasks, medians(once, STEPS, runs)))
    return found


def table(found: list[Speed]) -> str:
    """Return the speeds as a Markdown table."""
    heads = [
        "reading",
        "pages",
        "tasks",
        "documents/s",
        "pages/s",
        *(f"{name} %" for name in STEPS),
    ]
    rows = []
    for one in found:
        whole = one.seconds[WHOLE]
        shares = (f"{100 * one.seconds[name] / whole:.0f}" for name in STEPS)
        speeds = (f"{1 / whole:.1f}", f"{one.pages / whole:.1f}")
        rows.append([one.form, str(one.pages), str(one.tasks), *speeds, *shares])
    return grid(heads, rows)


def _documents(root: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    yield "text", root / "data" / "source" / "000_094825ea34a464ce.txt"
    pdf = folder / "plan.pdf"
    pdf.write_bytes(make_pdf([_page(number) for number in range(_PAGES)]))
    yield "table in PDF", pdf
    word = docx.Document()
    word.add_heading("云溪片区行动方案任务分工表", 0)
    grid = word.add_table(rows=1, cols=len(_HEAD))
    for cell, words in zip(grid.rows[0].cells, _HEAD, strict=True):
        cell.text = words
    for number in range(_PAGES * _ROWS):
        for cell, words in zip(grid.add_row().cells, _row(number), strict=True):
            cell.text = words
    path = folder / "plan.docx"
    word.save(str(path))
    yield "DOCX", path


def _row(number: int) -> tuple[str, str, str]:
    task = f"建设云溪第{number + 1}号示范园，给予最高{number + 1}00万元补助。"
    return str(number + 1), task, "市科技局、市财政局"


def _page(number: int) -> list[Text | Rule]:
    rows = [_row(number * _ROWS + row) for row in range(_ROWS)]
    folded = [(no, f"{task[:18]}\n{task[18:]}", units) for no, task, units in rows]
    return pdfmaker.table(90, [_HEAD, *folded], (40, 260, 175))
