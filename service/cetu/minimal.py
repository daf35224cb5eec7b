"""The smallest part of something that still gives what the whole gives: QuickXplain.

U. Junker, QUICKXPLAIN: Preferred Explanations and Relaxations for Over-Constrained Problems, AAAI
2004. It asks about k·log(n/k) times for k needed items among n, where trying one after another asks
n times.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Generic, TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Minimal(Generic[_T]):
    """The items that are needed, in their order; `proven` unless the time ran out before that."""

    items: tuple[_T, ...]
    proven: bool


def minimal(
    items: Sequence[_T], gives: Callable[[Sequence[_T]], bool], *, seconds: float = 60.0
) -> Minimal[_T]:
    """Return a part of `items` that gives it, and without any one of its items does not.

    Among several such parts it prefers the one with the items that come first. It is minimal where
    more items never give less (`gives` is monotonic); otherwise what is returned gives it, and
    need not be minimal.

    Args:
        items: what gives it as a whole; that is not asked.
        gives: whether these items, in their order, give it.
        seconds: after which what is left is returned as it stands.
    """
    if gives(()):
        return Minimal((), proven=True)
    search = _Search(gives, monotonic() + seconds)
    found = search.narrow((), (), tuple(enumerate(items)))
    return Minimal(tuple(item for _, item in sorted(found, key=_place)), proven=not search.late)


def _place(numbered: tuple[int, object]) -> int:
    return numbered[0]


_Numbered = tuple[int, _T]


class _Search(Generic[_T]):
    def __init__(self, gives: Callable[[Sequence[_T]], bool], deadline: float) -> None:
        self._gives = gives
        self._deadline = deadline
        self.late = False

    def narrow(
        self,
        base: tuple[_Numbered[_T], ...],
        added: tuple[_Numbered[_T], ...],
        rest: tuple[_Numbered[_T], ...],
    ) -> tuple[_Numbered[_T], ...]:
        """Return what of `rest` is needed beside `base`, of which `added` was added last."""
        if added and self._asked(base):
            return ()
        if len(rest) <= 1 or self._out_of_time():
            return rest
        middle = len(rest) // 2
        left, right = rest[:middle], rest[middle:]
        from_right = self.narrow(base + left, left, right)
        from_left = self.narrow(base + from_right, from_right, left)
        return from_left + from_right

    def _asked(self, chosen: Sequence[_Numbered[_T]]) -> bool:
        return not self._out_of_time() and self._gives(
            [item for _, item in sorted(chosen, key=_place)]
        )

    def _out_of_time(self) -> bool:
        self.late = self.late or monotonic() > self._deadline
        return self.late
