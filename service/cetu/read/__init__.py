"""Reading: from a file to what it says, nothing understood yet."""

from typing import TYPE_CHECKING

from cetu.lazy import face

if TYPE_CHECKING:
    from cetu.read.whole import read
else:
    __getattr__ = face(__name__, {"read": "whole"})

__all__ = ["read"]
