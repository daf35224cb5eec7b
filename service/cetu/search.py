"""A text index that finds every occurrence of every string, two-character Chinese words too.

SQLite's FTS5 with its own tokens: each pair of neighbouring characters is a token, and a query is
a phrase of such pairs, so that a hit is exactly a substring. (FTS5's trigram tokenizer finds no
word of two characters, and word segmentation loses words: 贴息, 再贷款.)

Texts are compared folded: NFKC, case-folded, without white space and control characters.
"""

import sqlite3
import threading
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

Mark = tuple[str, str]
"""A facet and what an entry has in it: ("place", the IRI of a place)."""

KIND: Final = "kind"
"""The facet that every entry has: what kind of thing it is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: a thing, its labels, its other names and its texts.

    Of things found by name, those of a lower `rank` come first. `marks` are what it can be chosen
    by, beside its kind.
    """

    iri: str
    kind: str
    zh: str = ""
    en: str = ""
    also: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    rank: int = 0
    marks: frozenset[Mark] = frozenset()

    @property
    def text(self) -> str:
        """Its texts, one under the other."""
        return "\n".join(self.texts)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found. `name` is the other name that matched, "" where the label or text did."""

    entry: Entry
    in_label: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class Hits:
    """Some of the hits, how many there are, and how many with each mark.

    The marks of a facet are counted among the hits that fit every other facet: choosing one of them
    instead, or as well, gives so many.
    """

    hits: tuple[Hit, ...]
    total: int
    by_mark: Mapping[Mark, int] = field(default_factory=dict)

    @property
    def by_kind(self) -> dict[str, int]:
        """How many there are of each kind."""
        return self.of(KIND)

    def of(self, facet: str) -> dict[str, int]:
        """How many there are with each mark of `facet`, the most first."""
        found = [(value, n) for (one, value), n in self.by_mark.items() if one == facet]
        return dict(sorted(found, key=lambda each: (-each[1], each[0])))


_LABEL: Final = "label"
MOST_TERMS: Final = 8
"""Words of a query that are looked at; a sentence pasted in stays a query of bounded cost."""
MOST_CHARACTERS: Final = 200
"""Characters of a query that are looked at."""


def fold(text: str) -> tuple[str, list[int]]:
    """Return `text` folded for comparison, and for each character where it came from."""
    folded: list[str] = []
    origins: list[int] = []
    for position, character in enumerate(text):
        for one in unicodedata.normalize("NFKC", character).casefold():
            if not one.isspace() and unicodedata.category(one) not in {"Cc", "Cf"}:
                folded.append(one)
                origins.append(position)
    return "".join(folded), origins


def terms(query: str) -> list[str]:
    """Return the folded words of `query` (white space parts them), without repetition."""
    found = (fold(word)[0] for word in query[:MOST_CHARACTERS].split())
    return list(dict.fromkeys(word for word in found if word))[:MOST_TERMS]


def spans(text: str, query: str) -> list[tuple[int, int]]:
    """Return where the words of `query` stand in `text`, merged, for marking them."""
    folded, origins = fold(text)
    found: list[tuple[int, int]] = []
    for word in terms(query):
        at = folded.find(word)
        while at >= 0:
            found.append((origins[at], origins[at + len(word) - 1] + 1))
            at = folded.find(word, at + len(word))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _token(characters: str) -> str:
    # Code points in hexadecimal: FTS5's own tokenizer leaves them alone, whatever they stand for.
    return "".join(f"{ord(c):06x}" for c in characters)


def _tokens(text: str) -> str:
    """Every pair of neighbours as a token, and the last character as one."""
    folded = fold(text)[0]
    return " ".join(_token(folded[i : i + 2]) for i in range(len(folded)))


def _phrase(word: str) -> str:
    if len(word) == 1:
        return f'"{_token(word)}" *'
    return '"' + " ".join(_token(word[i : i + 2]) for i in range(len(word) - 1)) + '"'


class Index:
    """An index in memory, built once from `entries` and read by any thread."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index the labels and other names apart from the texts, so that they rank above them."""
        self._lock = threading.Lock()
        self._entries = tuple(entries)
        self._marks = [e.marks | {(KIND, e.kind)} for e in self._entries]
        self._places = {e.iri: row for row, e in enumerate(self._entries)}
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(
            f"CREATE VIRTUAL TABLE found USING fts5({_LABEL}, text, tokenize=unicode61, prefix=6)"
        )
        self._database.executemany(
            f"INSERT INTO found(rowid, {_LABEL}, text) VALUES (?, ?, ?)",  # noqa: S608 - a constant
            (
                # The one-character token that ends a name keeps phrases from running into the next.
                (
                    row,
                    " ".join(map(_tokens, (e.zh, e.en, *e.also))),
                    " ".join(map(_tokens, e.texts)),
                )
                for row, e in enumerate(self._entries)
            ),
        )

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What can be found."""
        return self._entries

    def close(self) -> None:
        """Give the memory back."""
        self._database.close()

    def _rows(self, match: str) -> list[int]:
        with self._lock:
            rows = self._database.execute(
                "SELECT rowid FROM found WHERE found MATCH ? "
                "ORDER BY bm25(found, 10.0, 1.0), rowid",
                (match,),
            ).fetchall()
        return [row[0] for row in rows]

    def named(self, iri: str) -> Entry | None:
        """Return the entry of the thing called `iri`, if it can be found at all."""
        row = self._places.get(iri)
        return None if row is None else self._entries[row]

    def find(
        self,
        query: str,
        *,
        kinds: Collection[str] = (),
        chosen: Mapping[str, Collection[str]] | None = None,
        skip: int = 0,
        most: int = 50,
    ) -> Hits:
        """Return the entries that hold every word of `query` and fit every facet chosen.

        Label hits go by rank, then an entry called exactly so comes first, then by BM25. An entry
        fits a facet when it has one of the values chosen there (`kinds`: those of the facet kind).
        Without words every entry that fits is a hit, where a facet is chosen at all. `skip` hits
        are left out before the `most` that are given.
        """
        words = terms(query)
        wanted = {facet: frozenset((facet, v) for v in vs) for facet, vs in (chosen or {}).items()}
        if kinds:
            wanted[KIND] = frozenset((KIND, kind) for kind in kinds)
        wanted = {facet: marks for facet, marks in wanted.items() if marks}
        if not words and not wanted:
            return Hits((), 0)
        found, in_label = self._found(words, query)
        kept, counted = self._sift(found, wanted)
        hits = (self._hit(row, row in in_label, words) for row in kept[skip : skip + most])
        return Hits(tuple(hits), len(kept), counted)

    def _found(self, words: list[str], query: str) -> tuple[Sequence[int], Collection[int]]:
        """The rows that hold every word, in order, and those whose names do."""
        if not words:
            return range(len(self._entries)), ()
        match = " AND ".join(map(_phrase, words))
        in_label = dict.fromkeys(self._rows(f"{_LABEL} : ({match})"))
        in_text = [row for row in self._rows(match) if row not in in_label]
        whole = fold(query)[0]

        def order(row: int) -> tuple[int, bool]:
            entry = self._entries[row]
            names = (entry.zh, entry.en, *entry.also)
            return entry.rank, all(fold(name)[0] != whole for name in names)

        return [*sorted(in_label, key=order), *in_text], in_label

    def _sift(
        self, rows: Sequence[int], wanted: Mapping[str, frozenset[Mark]]
    ) -> tuple[list[int], Counter[Mark]]:
        """The rows that fit every facet, and the counts that `Hits` speaks of."""
        kept: list[int] = []
        counted: Counter[Mark] = Counter()
        for row in rows:
            marks = self._marks[row]
            missed = [facet for facet, ones in wanted.items() if ones.isdisjoint(marks)]
            if not missed:
                kept.append(row)
                counted.update(marks)
            elif len(missed) == 1:  # it would be a hit, were another value of this facet chosen
                counted.update(one for one in marks if one[0] == missed[0])
        return kept, counted

    def _hit(self, row: int, in_label: bool, words: list[str]) -> Hit:
        entry = self._entries[row]
        shown = fold(entry.zh)[0] + "\n" + fold(entry.en)[0]
        name = ""
        if in_label and not all(word in shown for word in words):
            name = next((n for n in entry.also if any(word in fold(n)[0] for word in words)), "")
        return Hit(entry, in_label, name)
