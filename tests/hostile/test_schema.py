"""Requests made up from the OpenAPI document, right and wrong ones: each is answered as it says."""

import re
import subprocess
import sys
from pathlib import Path

from tests.hostile.conftest import HARD, Service

PHASES = "examples,coverage,fuzzing" if HARD else "examples,fuzzing"
"""What is tried; the edges of every parameter (coverage) take a minute."""
EXAMPLES = 200 if HARD else 3
"""Made-up requests an operation."""
CASES = 10_000 if HARD else 100
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "unsupported_method",
    "allow_header_conformance",
    "ignored_auth",
)


def test_every_answer_is_one_that_is_documented(target: Service, key: str, tmp_path: Path) -> None:
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "run",
        f"{target.address}/openapi.json", "--checks", ",".join(CHECKS),
        "--max-examples", str(EXAMPLES), "--phases", PHASES,
        # An archive: nothing that can be made up from a schema.
        "--exclude-path", "/admin/restore", "--header", f"Authorization: Bearer {key}",
        "--seed", "1", "--workers", "2", "--continue-on-failure", "--no-color",
        "--request-timeout", "60", "--suppress-health-check", "all",
    ]  # fmt: skip
    run = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, timeout=3000, check=False, cwd=tmp_path
    )
    told = run.stdout + run.stderr
    assert run.returncode == 0, told[-20_000:]
    generated = re.search(r"([\d,]+) generated", told)
    assert generated, told[-2000:]
    assert int(generated[1].replace(",", "")) >= CASES
    assert target.process.is_running()
