"""Reading a file that a test has made."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.read.forms.plain import stands

from cetu.model.layout import Layout
from cetu.read.forms import lay_out

Read = Callable[[str, bytes], Layout]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write bytes under a name, read the file, see that every piece stands where it says."""

    def reading(name: str, data: bytes) -> Layout:
        path = tmp_path / name
        path.write_bytes(data)
        layout = lay_out(path)
        stands(layout)
        return layout

    return reading
