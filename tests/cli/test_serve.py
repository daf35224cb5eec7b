"""`cetu serve`: addresses it cannot have. That it serves, every test of pages shows."""

import subprocess
from collections.abc import Callable
from socket import create_server

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_port_in_use_is_one_line_and_an_exit_code(cetu: Run) -> None:
    with create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = cetu("serve", "--port", str(port))
    assert done.returncode == 20
    assert f"port {port}" in done.stderr
    assert "--port" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("host", ["192.0.2.1", "no host", "2001:db8::1"])
def test_a_host_that_is_not_ours_is_the_same_error(cetu: Run, host: str) -> None:
    done = cetu("serve", "--port", "0", "--host", host)
    assert done.returncode == 20
    assert host in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
