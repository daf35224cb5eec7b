"""Web pages: the paragraphs and tables of the body."""

import hashlib
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from cetu.model.layout import Layout, Paragraph, Source
from cetu.read.forms.transcript import Transcript


def lay_out(path: Path) -> Layout:
    """Return the layout of the page at `path`."""
    data = path.read_bytes()
    tree = LexborHTMLParser(data.decode("utf-8", errors="replace"))
    tree.strip_tags(["script", "style", "nav", "noscript"])
    script = Transcript()
    words = tree.body.text(separator="\n") if tree.body else ""
    blocks = [Paragraph(script.cell([line])) for line in words.split("\n") if line.strip()]
    digest = hashlib.sha256(data).hexdigest()
    source = Source(path.name, digest, len(data), "text/html", script.text, "html")
    return Layout(source, tuple(blocks))
