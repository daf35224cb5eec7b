"""The page on the protocol: every example is answered as it says."""

import os
import re
import shlex
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

from fastapi import FastAPI

from cetu.app import create_service
from cetu.keys import Keys
from cetu.settings import Settings

PAGE = Path(__file__).parents[2] / "docs" / "protocol.md"


def _examples() -> list[tuple[str, str]]:
    """The examples of the page, in order, each with the status behind it."""
    blocks = re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    text = "\n".join(blocks).replace("\\\n", " ")
    return re.findall(r"^(curl .*?)\s+# (\d+)$", text, re.MULTILINE)


def test_every_example_is_answered_as_it_says(
    first: Path, tmp_path: Path, serve: Callable[[FastAPI], AbstractContextManager[str]]
) -> None:
    settings = Settings(root=first, state=tmp_path, workers=1, min_free_bytes=0)
    key = Keys(tmp_path).add("docs", ["update"], timedelta(hours=1))
    service = create_service(settings)
    examples = _examples()
    assert len(examples) > 15
    with service.engine, serve(service.app) as url:
        for command, status in examples:
            words = [
                word.replace("$HOST", url).replace("$KEY", key) for word in shlex.split(command)
            ]
            done = subprocess.run(  # noqa: S603 - our own page
                [*words, "-sS", "-o", os.devnull, "-w", "%{http_code}"],
                capture_output=True,
                text=True,
                timeout=60,
                check=True,
            )
            assert done.stdout == status, command
    if service.writer:
        service.writer.close()
