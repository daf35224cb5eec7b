"""Requests made up from the OpenAPI document, right and wrong ones: each is answered as it says."""

import re
import subprocess
import sys
from pathlib import Path

from tests.hostile.conftest import HARD, Service

EXAMPLES = 300 if HARD else 3
"""Made-up requests an operation, beside those that cover every parameter's edges."""
CASES = 10_000 if HARD else 500
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
        "--max-examples", str(EXAMPLES), "--header", f"Authorization: Bearer {key}",
        "--seed", "1", "--workers", "2", "--continue-on-failure", "--no-color",
        "--request-timeout", "60", "--suppress-health-check", "all",
    ]  # fmt: skip
    run = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, timeout=3000, check=False, cwd=tmp_path
    )
    told = run.stdout + run.stderr
    assert run.returncode == 0, told[-6000:]
    generated = re.search(r"([\d,]+) generated", told)
    assert generated, told[-2000:]
    assert int(generated[1].replace(",", "")) >= CASES
    assert target.process.is_running()
