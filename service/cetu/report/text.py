"""The report as sentences, for a terminal or a log."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from rich.cells import cell_len

from cetu.model.finding import Acceptance, Finding, Premise, Report
from cetu.namespaces import ID
from cetu.report.words import KINDS, ONE, RANK, SEVERITIES, Both, short

_SHOWN: Final = 4
"""Findings of one rule that are told unless all are asked for."""
_WHY: Final = 6
"""Premises of one finding that are told unless all are asked for."""
_QUOTED: Final = 60
"""Characters of a quote that are told unless all is asked for."""
_LEAST: Final = 30
"""Cells of a line: on a narrower terminal lines are left to the terminal."""
_CLOSING: Final = "，。；：！？、）〕」』》”’……％%)]},.;:!? "
_OPENING: Final = "（〔「『《“‘([{"


def as_text(report: Report, language: str = "zh", *, full: bool = False, width: int = 0) -> str:
    """Return the report as sentences in `language` (zh or en), by severity and kind.

    The quotes hold whatever a document holds, so print it without markup; control characters in
    them are written as spaces or question marks.

    Args:
        report: what to tell.
        language: "zh" or "en".
        full: tell every finding with all it rests on; otherwise long lists are cut short, and
            notes are told without their premises.
        width: cells of a line, a Chinese character taking two; 0: lines are not folded.
    """
    return "".join(f"{line}\n" for line in _Writer(language, full=full, width=width).lines(report))


class _Writer:
    """Writes lines in one language for one width."""

    def __init__(self, language: str, *, full: bool, width: int) -> None:
        self._place = 0 if language == "zh" else 1
        self._full = full
        self._width = width if width >= _LEAST else 0

    def lines(self, report: Report) -> Iterator[str]:
        """Yield the lines of the report."""
        yield from self._folded(self._verdict(report))
        accepted = {one.identity: one for one in report.accepted}
        number = 0
        for severity in RANK:
            graded = [one for one in report.open if one.severity == severity]
            if not graded:
                continue
            yield ""
            yield self._say(
                f"{SEVERITIES[severity][0]}（{len(graded)}）",
                f"{SEVERITIES[severity][1].capitalize()} ({len(graded)})",
            )
            for kind, words in KINDS.items():
                group = [one for one in graded if one.kind == kind]
                if group:
                    yield ""
                    yield (
                        f"  {self._of(words)}（{len(group)}）"
                        if self._zh
                        else (f"  {self._of(words).capitalize()} ({len(group)})")
                    )
                    for _, same in groupby(group, key=lambda one: one.rule):
                        found = [*same]
                        shown = found if self._full else found[:_SHOWN]
                        for one in shown:
                            number += 1
                            yield from self._finding(number, one)
                        if more := len(found) - len(shown):
                            yield "     " + self._say(
                                f"同一规则另有 {more} 项，用 --full 全部列出。",
                                f"and {more} more of this rule; --full lists them.",
                            )
        yield from self._known(report, accepted, number)

    @property
    def _zh(self) -> bool:
        return self._place == 0

    def _say(self, zh: str, en: str) -> str:
        return zh if self._zh else en

    def _of(self, words: Both) -> str:
        return words[self._place]

    def _verdict(self, report: Report) -> str:
        counts = Counter(one.severity for one in report.open)
        if self._zh:
            told = "，".join(f"{SEVERITIES[one][0]} {counts[one]} 项" for one in RANK)
            owl = {None: "", True: "数据与本体一致。", False: "数据与本体矛盾。"}
            empty = "、".join(map(short, report.unsatisfiable))
            return (
                f"{'符合要求' if report.conforms else '不符合要求'}：{told}。"
                + (f"另有 {len(report.accepted)} 项已接受。" if report.accepted else "")
                + owl[report.consistent]
                + (f"不可能有实例的类：{empty}。" if empty else "")
            )
        told = ", ".join(
            f"{counts[one]} {(ONE if counts[one] == 1 else SEVERITIES)[one][1]}" for one in RANK
        )
        owl = {
            None: "",
            True: " The data agree with the ontology.",
            False: " The data contradict the ontology.",
        }
        empty = ", ".join(map(short, report.unsatisfiable))
        return (
            f"{'Conforms' if report.conforms else 'Does not conform'}: {told}."
            + (f" Accepted: {len(report.accepted)}." if report.accepted else "")
            + owl[report.consistent]
            + (f" Classes that can have no instance: {empty}." if empty else "")
        )

    def _finding(self, number: int, one: Finding) -> Iterator[str]:
        yield from self._folded(self._say(one.zh, one.en), f"{number:>3}. ", 5)
        if one.quote:
            yield from self._pair(("原文", "Source"), self._quote(one.quote))
        if one.premises and (self._full or one.severity != "info"):
            yield from self._why(one.premises)
        if one.advice_zh:
            yield from self._pair(("怎么办", "What to do"), self._say(one.advice_zh, one.advice_en))
        rule = short(one.rule)
        if one.also:
            others = self._say("、", ", ").join(map(short, one.also))
            rule += self._say(f"（另见 {others}）", f" (also {others})")
        yield from self._pair(("依据的规则", "Rule"), rule)
        yield from self._pair(("事物", "Thing"), one.thing)
        if self._full:
            yield from self._pair(("标识", "Identity"), one.identity)

    def _why(self, premises: Sequence[Premise]) -> Iterator[str]:
        shown = premises if self._full else premises[:_WHY]
        yield "     " + self._say("为什么：", "Why:")
        for one in shown:
            said = self._say(one.zh, one.en) or one.text
            yield from self._folded(f"{said}{self._behind(one)}", "       - ", 9)
        if more := len(premises) - len(shown):
            yield "       " + self._say(
                f"- 另有 {more} 条，用 --full 全部列出。", f"- and {more} more; --full lists them."
            )

    def _behind(self, one: Premise) -> str:
        """The document, the row and the words behind a premise."""
        place = [one.document.removeprefix(f"{ID}document/")] if one.document else []
        if one.row:
            place.append(self._say(f"第 {one.row} 行", f"row {one.row}"))
        told = self._say("，", ", ").join(place)
        if one.quote:
            quote = self._quote(one.quote)
            told += self._say(
                f"{'：' if told else ''}“{quote}”", f"{': ' if told else ''}“{quote}”"
            )
        return self._say(f"〔{told}〕", f" [{told}]") if told else ""

    def _quote(self, words: str) -> str:
        line = " ".join(words.split())
        return line if self._full or len(line) <= _QUOTED else f"{line[:_QUOTED]}……"

    def _known(self, report: Report, accepted: dict[str, Acceptance], number: int) -> Iterator[str]:
        """What is accepted, and what of it is found no more."""
        if accepted and self._full:
            yield ""
            yield self._say(f"已接受（{len(accepted)}）", f"Accepted ({len(accepted)})")
            for one in report.findings:
                if known := accepted.get(one.identity):
                    number += 1
                    yield from self._finding(number, one)
                    told = f"{known.reason}{self._until(known)}"
                    yield from self._pair(("接受的理由", "Accepted because"), told)
        if report.gone:
            yield ""
            count = len(report.gone)
            yield self._say(
                f"已接受而不再出现（{count}），可从清单中删去",
                f"Accepted and found no more ({count}); take them out of the list",
            )
            for lost in report.gone:
                yield from self._folded(f"{lost.identity} {lost.reason}", "  - ", 4)

    def _until(self, one: Acceptance) -> str:
        told = self._say(f"（{one.date}", f" ({one.date}")
        if one.until:
            told += self._say(f"，至 {one.until}", f", until {one.until}")
        return told + self._say("）", ")")

    def _pair(self, names: Both, words: str) -> Iterator[str]:
        yield from self._folded(words, f"     {self._of(names)}{self._say('：', ': ')}", 7)

    def _folded(self, words: str, first: str = "", hanging: int = 0) -> Iterator[str]:
        """Yield `words` as lines of the width: `first` before them, then spaces."""
        line, words = first, _printable(words)
        if not self._width:
            yield first + words
            return
        for piece in _pieces(words):
            if cell_len(line) + cell_len(piece.rstrip()) > self._width and line.strip():
                yield line.rstrip()
                line = " " * hanging
            line += piece
        yield line.rstrip()


def _printable(words: str) -> str:
    return "".join(c if c.isprintable() else " " if c.isspace() else "?" for c in words)


def _pieces(words: str) -> Iterator[str]:
    """Yield the stretches between which a line may be broken: words, and wide characters.

    No stretch begins with a closing mark or ends with an opening one. What is longer than a line,
    such as an IRI, is left whole, so that it can be copied.
    """
    piece = ""
    for character in words:
        if piece and (
            piece[-1] == " "
            or (
                (cell_len(character) > 1 or cell_len(piece[-1]) > 1)
                and character not in _CLOSING
                and piece[-1] not in _OPENING
            )
        ):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece
