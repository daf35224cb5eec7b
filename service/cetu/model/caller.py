"""Who asks for a write."""

from dataclasses import dataclass
from typing import Literal

Scope = Literal["update", "documents", "admin"]
"""What a key is for: SPARQL Update and the Graph Store; adding documents; backup and restore."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The holder of a valid key: the key's public part, and what it may be used for."""

    key: str
    scopes: frozenset[Scope]
