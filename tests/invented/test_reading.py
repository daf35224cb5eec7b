"""Invented documents read exactly; damaged ones read without an exception of ours.

A few hundred by default, ten thousand with CETU_HARD=1 (`make test-hard`). They are read in
batches, each a test of its own: `-k "exactly and [3]"` reads one of them.
"""

import os
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from tests.invented import damage, forms, layouts
from tests.invented.documents import Invented, invent, seeded

from cetu import annotate
from cetu.annotate import Lexicon
from cetu.errors import CetuError
from cetu.model.task import Task
from cetu.read import read

COUNT = 10_000 if os.environ.get("CETU_HARD") else 240
BATCHES = 20 if os.environ.get("CETU_HARD") else 8
LAYOUTS = 32
"""Ways of writing, at least, that even the few documents of a usual run are written in."""

Expected = list[tuple[str, list[tuple[str, str]], list[tuple[Decimal, str]], str]]


@dataclass(frozen=True)
class Written:
    """A document, the form it is written in and how it is laid out, its bytes, what it says."""

    form: str
    layout: str
    content: bytes
    expected: Expected

    @property
    def name(self) -> str:
        """A name for the file, with the ending of its form."""
        return f"invented.{self.form.split()[0]}"


def _write(random: Random) -> Written:
    document = invent(random)
    if random.random() < 0.5:
        form = random.choice(list(forms.TABLES))
        head = random.choice(layouts.HEADS_WITH_ROLES if document.roles else layouts.HEADS)
        if form == "txt":  # cells behind tabs have no borders: heads of four columns are known
            head = layouts.HEADS[0] if not document.roles else layouts.HEADS_WITH_ROLES[0]
        content = forms.TABLES[form](document.title, layouts.rows(document, head))
        targets = "2027年目标" in head
        when = "2027年" if targets else None if layouts.says_when(head) else ""
        return Written(form, "|".join(head), content, _expected(document, when, twice=targets))
    form = random.choice(list(forms.PROSE))
    conventions = layouts.LED if document.roles else layouts.LISTED
    if " " in form:  # without line breaks nobody could tell a line of units from the next heading
        conventions = tuple(one for one in conventions if not one.own)
    convention = random.choice(conventions)
    scheme = random.choice(layouts.SCHEMES)
    lines = layouts.prose(document, convention, scheme)
    expected = _expected(document, None if convention.dated else "")
    return Written(form, f"{convention.name} {scheme}", forms.PROSE[form](lines), expected)


def _expected(document: Invented, when: str | None, *, twice: bool = False) -> Expected:
    """Return what a reading holds; `when` is said of all tasks, None: each says it."""
    return [
        (
            task.text,
            [(unit.name, unit.role) for unit in task.units],
            [(task.amount.value, task.amount.bound)] * (1 + twice),
            task.deadline if when is None else when,
        )
        for task in document.tasks
    ]


def _said(task: Task) -> tuple[str, list[tuple[str, str]], list[tuple[Decimal, str]], str]:
    deadline = task.deadlines[-1] if task.deadlines else None
    return (
        task.row.task.text,
        [(party.words, party.role) for party in task.parties],
        [(quantity.value, quantity.bound) for quantity in task.quantities],
        "".join((deadline.words or deadline.span.text).split()) if deadline else "",
    )


@pytest.fixture(scope="module")
def lexicon(root: Path) -> Lexicon:
    return annotate.load(root)


def test_documents_are_written_in_many_ways() -> None:
    ways = {(one.form, one.layout) for one in (_write(seeded(seed)) for seed in range(120))}
    assert len(ways) >= LAYOUTS


@pytest.mark.parametrize("batch", range(BATCHES))
def test_what_is_whole_is_read_exactly(
    batch: int, root: Path, lexicon: Lexicon, tmp_path: Path
) -> None:
    for seed in range(batch, COUNT // 2, BATCHES):
        written = _write(seeded(seed))
        path = tmp_path / written.name
        path.write_bytes(written.content)
        tasks = annotate.annotate(read(path, root), lexicon, None)
        found = [_said(task) for task in tasks]
        assert found == written.expected, (seed, written.form, written.layout)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_what_is_damaged_raises_nothing_but_a_clear_error(
    batch: int, root: Path, lexicon: Lexicon, tmp_path: Path
) -> None:
    for seed in range(batch, COUNT // 2, BATCHES):
        random = seeded(1_000_000 + seed)
        written = _write(random)
        path = tmp_path / written.name
        path.write_bytes(damage.damaged(written.content, written.form, random))
        try:
            document = read(path, root)
        except CetuError as error:
            clear = error.detail and error.detail_zh and "\n" not in error.detail
            if not clear:
                pytest.fail(f"no clear sentence: {error!r}")
            continue
        tasks = annotate.annotate(document, lexicon, None)
        text = document.source.text
        for task in tasks:
            for party in task.parties:
                assert text[party.span.start : party.span.end] == party.span.text, (
                    seed,
                    written.form,
                )
