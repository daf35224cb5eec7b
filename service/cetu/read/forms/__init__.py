"""Forms of files: whatever a file is, its layout."""

from pathlib import Path

from cetu.model.layout import Layout
from cetu.read.forms.child import NURSERY
from cetu.read.source import check

__all__ = ["lay_out"]


def lay_out(path: Path) -> Layout:
    """Return the layout of the file at `path`; its form is found from its content.

    A process of its own reads it, within limits of time and memory; several threads may read at
    once. The errors are those of `parse.parse`, and of what that process may not do.

    Raises:
        SourceMissing, SourceEmpty, SourceNotText, SourceLocked, SourceDamaged: it cannot be taken.
        FormUnknown: another program must convert it first.
        SourceTooHeavy, SourceRefused: it asks for more than a document needs.
        RecognitionMissing: it is a picture, and the extra `ocr` is not installed.
    """
    check(path)
    return NURSERY.read(path)
