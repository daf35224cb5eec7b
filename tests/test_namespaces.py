"""Namespaces: the base IRI stands in one place of the code."""

import re
from pathlib import Path


def test_the_base_is_written_once(root: Path) -> None:
    using = {
        str(path.relative_to(root))
        for path in (root / "service").rglob("*.py")
        if re.search(
            r"w3id\.org/cetu", re.sub(r'""".*?"""', "", path.read_text("utf-8"), flags=re.DOTALL)
        )
    }
    assert using == {"service/cetu/namespaces.py"}
