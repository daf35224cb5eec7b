"""How an operator writes where a server is."""

import pytest

from cetu.engine.address import Address
from cetu.errors import SettingInvalid


@pytest.mark.parametrize(
    ("written", "url", "user", "password"),
    [
        ("sparql+http://host:8890/sparql", "http://host:8890/sparql", "", ""),
        ("sparql+https://host", "https://host/", "", ""),
        ("sparql+http://[::1]:7878/query?x=1", "http://[::1]:7878/query?x=1", "", ""),
        ("sparql+http://a%40b:p%3Aq@host/s", "http://host/s", "a@b", "p:q"),
    ],
)
def test_an_address_is_read(written: str, url: str, user: str, password: str) -> None:
    read = Address.read(written)
    assert (read.url, read.user, read.password) == (url, user, password)


@pytest.mark.parametrize(
    "written",
    ["http://secret@host/", "sparql+ftp://secret@host/", "sparql+http:///secret",
     "sparql+http://secret@host:x/", "sparql+http://secret@host/#f"],
)  # fmt: skip
def test_another_form_is_refused_and_no_password_repeated(written: str) -> None:
    with pytest.raises(SettingInvalid) as raised:
        Address.read(written)
    assert "secret" not in raised.value.detail + raised.value.detail_zh


def test_a_password_is_not_printed() -> None:
    assert "hidden" not in repr(Address.read("sparql+http://name:hidden@host/"))
