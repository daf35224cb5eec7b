"""A text index that finds every occurrence of every string, two-character Chinese words too.

SQLite's FTS5 with its own tokens: each pair of neighbouring characters is a token, and a query is
a phrase of such pairs, so that a hit is exactly a substring. (FTS5's trigram tokenizer finds no
word of two characters, and word segmentation loses words: 贴息, 再贷款.)

Texts are compared folded: NFKC, case-folded, without white space and control characters.
"""

import sqlite3
import threading
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: a thing, its labels, its other names and its texts.

    Of things found by name, those of a lower `rank` come first.
    """

    iri: str
    kind: str
    zh: str = ""
    en: str = ""
    also: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    rank: int = 0

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
    """The best hits, and how many there are of each kind."""

    hits: tuple[Hit, ...]
    total: int
    by_kind: dict[str, int]


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

    def find(self, query: str, *, kinds: Collection[str] = (), most: int = 50) -> Hits:
        """Return the entries that hold every word of `query`, labels first.

        Label hits go by rank, then an entry called exactly so comes first, then by BM25; `kinds`
        keeps hits of those kinds (the counts by kind stay those of all).
        """
        words = terms(query)
        if not words:
            return Hits((), 0, {})
        match = " AND ".join(map(_phrase, words))
        in_label = dict.fromkeys(self._rows(f"{_LABEL} : ({match})"))
        in_text = [row for row in self._rows(match) if row not in in_label]
        whole = fold(query)[0]

        def order(row: int) -> tuple[int, bool]:
            entry = self._entries[row]
            names = (entry.zh, entry.en, *entry.also)
            return entry.rank, all(fold(name)[0] != whole for name in names)

        found = [*sorted(in_label, key=order), *in_text]
        by_kind: dict[str, int] = {}
        for row in found:
            of = self._entries[row].kind
            by_kind[of] = by_kind.get(of, 0) + 1
        kept = [row for row in found if not kinds or self._entries[row].kind in kinds]
        hits = (self._hit(row, row in in_label, words) for row in kept[:most])
        return Hits(tuple(hits), len(kept), by_kind)

    def _hit(self, row: int, in_label: bool, words: list[str]) -> Hit:
        entry = self._entries[row]
        shown = fold(entry.zh)[0] + "\n" + fold(entry.en)[0]
        name = ""
        if in_label and not all(word in shown for word in words):
            name = next((n for n in entry.also if any(word in fold(n)[0] for word in words)), "")
        return Hit(entry, in_label, name)
