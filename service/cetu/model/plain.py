"""Nouns as plain JSON values and back: what equals its default is left out.

A `Span` is [start, end, words], without words where they are withheld; a `Cell` is its pieces.
"""

from collections.abc import Hashable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import TypeVar, cast, get_args, get_origin, get_type_hints

from cetu.model.span import Cell, Span

T = TypeVar("T")


def plain(value: object) -> object:
    """Return a noun, or a value of one, as JSON values.

    Raises:
        TypeError: it holds something that no noun holds.
    """
    made: object
    match value:
        case None | str() | int():  # a truth value is an int
            made = value
        case Decimal():
            made = str(value)
        case Span():
            made = [value.start, value.end, *([value.text] if value.text else [])]
        case Cell():
            made = [plain(piece) for piece in value.pieces]
        case tuple():
            made = [plain(item) for item in value]
        case frozenset():
            made = sorted(value)
        case Mapping():
            made = {key: plain(item) for key, item in value.items()}
        case _ if is_dataclass(value):
            said = ((field, getattr(value, field.name)) for field in fields(value))
            made = {field.name: plain(item) for field, item in said if item != _default(field)}
        case _:
            raise TypeError(f"no noun holds a {type(value).__name__}")
    return made


def noun(kind: type[T], value: object) -> T:
    """Return the noun of `kind` whose plain form is `value`.

    Raises:
        TypeError, ValueError, KeyError, IndexError: it is no plain form of such a noun.
    """
    return cast("T", _made(kind, value))


def _made(hint: object, value: object) -> object:
    inner = get_args(hint)
    if value is None:
        return None
    if NoneType in inner:
        return _made(next(kind for kind in inner if kind is not NoneType), value)
    if isinstance(value, list):
        return _listed(hint, value)
    if isinstance(value, dict):
        if get_origin(hint) is Mapping:
            return {key: _made(inner[1], item) for key, item in value.items()}
        kind = cast("type", hint)
        hints = _hints(kind)
        return kind(**{name: _made(hints[name], item) for name, item in value.items()})
    return Decimal(str(value)) if hint is Decimal else value


def _listed(hint: object, value: list[object]) -> object:
    """Return what a list stands for: a span, a cell, a tuple or a set."""
    if hint is Span:
        start, end, *words = value
        return Span(cast("int", start), cast("int", end), "".join(cast("list[str]", words)))
    if hint is Cell:
        return Cell(tuple(noun(Span, piece) for piece in value))
    inner, origin = get_args(hint), cast("type", get_origin(hint))
    kinds = inner if origin is tuple and Ellipsis not in inner else [inner[0]] * len(value)
    return origin(_made(kind, item) for kind, item in zip(kinds, value, strict=True))


@cache
def _hints(kind: Hashable) -> dict[str, object]:
    return get_type_hints(kind)


def _default(field: "Field[object]") -> object:
    if field.default is not MISSING:
        return field.default
    return MISSING if field.default_factory is MISSING else field.default_factory()
