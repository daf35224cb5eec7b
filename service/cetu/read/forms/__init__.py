"""Forms of files: whatever a file is, its layout."""

from pathlib import Path

from cetu.model.layout import Layout
from cetu.read.forms import html, pdf, text

__all__ = ["lay_out"]


def lay_out(path: Path) -> Layout:
    """Return the layout of the file at `path`; its form is found from its content.

    Raises:
        SourceMissing, SourceEmpty, SourceNotText: the file cannot be taken.
    """
    head = path.read_bytes()[:1024] if path.is_file() else b""
    if head.startswith(b"%PDF"):
        return pdf.lay_out(path)
    if b"<" in head.lstrip()[:1]:
        return html.lay_out(path)
    return text.lay_out(path)
