"""Where the ontology, shapes, queries and data lie: inside the installed wheel, or the checkout."""

from importlib.resources import files
from pathlib import Path


def root() -> Path:
    """Return the folder that holds `ontology/`, `shapes/`, `queries/` and `data/`."""
    packed = Path(str(files("cetu"))) / "_assets"
    return packed if packed.is_dir() else Path(__file__).resolve().parents[2]
