"""What a sentence asks: a pattern with its slots filled, as words and as SPARQL; or why not."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from cetu import queries
from cetu.answer.reconcile import Catalogue, Entity, Shelf
from cetu.answer.reconcile.matching import Query, candidates
from cetu.answer.understand.grammar import LETTER, LETTERS, Grammar, silence
from cetu.answer.understand.spotting import Spotted, Spotter
from cetu.answer.understand.words import unknown
from cetu.model.pattern import Pattern

EXAMPLES: Final = (
    "东莞市财政局负责哪些任务？",
    "东莞的风险补偿最高多少？",
    "我是专精特新企业，能得到什么支持？",
    "东莞的风险补偿由谁负责？",
    "东莞第17项任务由谁负责？",
    "哪些城市有风险补偿？",
    "2026年到期的任务有哪些？",
    "什么是风险补偿？",
)
"""Questions to begin with."""
_LONGEST: Final = 200
"""Characters of a question; a page pasted in is none."""
_NEAREST: Final = 3
_PLACED: Final = re.compile("PB")


@dataclass(frozen=True, slots=True)
class Understood:
    """A question that was understood: how, in words; the query; what its slots are."""

    pattern: Pattern
    reading_zh: str
    reading_en: str
    sparql: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Declined:
    """A question that was not: why, and questions near it that can be asked."""

    reason_zh: str
    reason_en: str
    nearest: tuple[str, ...]


class Asker:
    """Understands questions about the graph as it is now. Any thread may ask."""

    def __init__(self, shelf: Shelf, grammar: Grammar) -> None:
        """Take the things that can be named, and the patterns."""
        self._shelf = shelf
        self._grammar = grammar
        self._kept: tuple[Catalogue, Spotter] | None = None

    def understand(self, text: str) -> Understood | Declined:
        """Return what `text` asks, or why that is not known."""
        if not text.strip() or len(text) > _LONGEST:
            return Declined(
                f"问题应为一句话，不超过 {_LONGEST} 字。",
                f"A question is one sentence of at most {_LONGEST} characters.",
                EXAMPLES[:_NEAREST],
            )
        catalogue = self._shelf.current()
        if self._kept is None or self._kept[0] is not catalogue:
            self._kept = (catalogue, Spotter(catalogue))
        readings = [_placed(catalogue, one) for one in self._kept[1].spot(text)]
        declined: Declined | None = None
        # Words in their order say more than words in any order, whatever is read as a thing.
        for match in (self._grammar.ordered, self._grammar.loose):
            for spotted in readings:
                pattern = match(spotted.sentence)
                if pattern is None:
                    continue
                found = self._filled(catalogue, pattern, spotted)
                if isinstance(found, Understood):
                    return found
                declined = declined or found
        return declined or self._unread(readings[0])

    def _filled(
        self, catalogue: Catalogue, pattern: Pattern, spotted: Spotted
    ) -> Understood | Declined:
        waiting = {letter: list(group) for letter, group in _by_letter(spotted).items()}
        values: dict[str, str] = {}
        names: dict[str, tuple[str, str]] = {}
        for slot in (*pattern.needs, *pattern.optional):
            if not waiting.get(LETTERS[slot]):
                continue
            one = waiting[LETTERS[slot]].pop(0)
            if isinstance(one, str):
                values[slot], names[slot] = one, (one, one)
                continue
            name, entities = one
            chosen = _only(catalogue, name, entities)
            if chosen is None:
                said = "、".join(f"{e.name}" for e in entities[:6])
                return Declined(
                    f"「{name}」可以指 {said}：请写明是哪一个。",
                    f"“{name}” may be {said}: say which.",
                    tuple(e.name for e in entities[:_NEAREST]),
                )
            values[slot] = chosen.iri
            names[slot] = (chosen.name, chosen.en or chosen.name)
        zh, en = (
            _read(text, {slot: pair[place] for slot, pair in names.items()})
            for place, text in enumerate((pattern.question.summary_zh, pattern.question.summary_en))
        )
        sparql = queries.bind(pattern.question, values)
        return Understood(pattern, zh, en, sparql, tuple(sorted(values.items())))

    def _unread(self, spotted: Spotted) -> Declined:
        rest = unknown(LETTER.sub("", silence(spotted.sentence)))
        known = "、".join(_proper(name, entities) for _, name, entities in spotted.things)
        zh = f"没有看懂「{rest}」。" if rest else "没有看懂这句话的问法。"
        en = f"“{rest}” is not understood." if rest else "This way of asking is not understood."
        if known:
            zh, en = f"{zh}看懂的有：{known}。", f"{en} Understood: {known}."
        return Declined(zh, en, self._near(spotted))

    def _near(self, spotted: Spotted) -> tuple[str, ...]:
        """Questions that can be asked of the things named, those that share most words first."""
        named: dict[str, list[str]] = defaultdict(list)
        for letter, name, entities in spotted.things:
            named[letter].append(_proper(name, entities))
        for letter, value in spotted.values:
            named[letter].append(value)
        words = set(silence(spotted.sentence))
        ranked = []
        for pattern in self._grammar.patterns:
            waiting = {letter: list(names) for letter, names in named.items()}
            letters = [LETTERS[slot] for slot in pattern.needs]
            if (named and not letters) or any(
                letters.count(one) > len(waiting.get(one, ())) for one in letters
            ):
                continue
            filled = {slot: waiting[LETTERS[slot]].pop(0) for slot in pattern.needs}
            reading = _read(pattern.question.summary_zh, filled)
            left = sum(len(names) for names in waiting.values())
            ranked.append((left, -len(words & set(reading)), pattern.question.number, reading))
        return tuple(reading for *_, reading in sorted(ranked)[:_NEAREST]) or EXAMPLES[:_NEAREST]


def _by_letter(spotted: Spotted) -> dict[str, list[str | tuple[str, tuple[Entity, ...]]]]:
    found: dict[str, list[str | tuple[str, tuple[Entity, ...]]]] = defaultdict(list)
    for letter, name, entities in spotted.things:
        found[letter].append((name, entities))
    for letter, value in spotted.values:
        found[letter].append(value)
    return found


def _proper(name: str, entities: tuple[Entity, ...]) -> str:
    """How a thing is called: by its own name where it is certain, else as the sentence does."""
    return entities[0].name if len(entities) == 1 else name


def _only(catalogue: Catalogue, name: str, entities: tuple[Entity, ...]) -> Entity | None:
    """The entity that a name means, if one alone has it."""
    if len(entities) == 1:
        return entities[0]
    kind = entities[0].type.id
    certain = [c.entity for c in candidates(catalogue, Query(name, (kind,))) if c.match]
    return certain[0] if certain else None


def _placed(catalogue: Catalogue, spotted: Spotted) -> Spotted:
    """Read a place before a body's name as part of it where that tells which body is meant."""
    things = list(spotted.things)
    sentence = silence(spotted.sentence)
    for at in range(len(things) - 1):
        (p, place, _), (b, name, entities) = things[at], things[at + 1]
        if p != "P" or b != "B" or len(entities) < 2 or not _PLACED.search(sentence):  # noqa: PLR2004 - several
            continue
        query = Query(name, ("Actor",), said=(("place", place),))
        certain = [one.entity for one in candidates(catalogue, query) if one.match]
        if certain:
            things[at : at + 2] = [("B", certain[0].name, (certain[0],))]
            return Spotted(_PLACED.sub("B", sentence, count=1), tuple(things), spotted.values)
    return spotted


def _read(text: str, names: dict[str, str]) -> str:
    """Fill a reading; what is not named goes, with the brackets around it."""
    filled = re.sub(r"（\{(\w+)\}）", lambda m: f"（{names[m[1]]}）" if m[1] in names else "", text)
    return re.sub(r"\{(\w+)\}", lambda m: names.get(m[1], ""), filled)
