"""Who a request comes from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.errors import SettingInvalid
from cetu.traffic.peers import Peers, loopback, plain, site

_NONE = Peers("")
_OURS = Peers("127.0.0.1, 10.0.0.0/8,fd00::/8")


def _forwarded(*values: str) -> list[tuple[bytes, bytes]]:
    return [(b"x-forwarded-for", value.encode()) for value in values]


@pytest.mark.parametrize(
    ("peer", "said", "client"),
    [
        ("203.0.113.9", ("198.51.100.1",), "203.0.113.9"),  # no proxy of ours: not believed
        ("127.0.0.1", (), "127.0.0.1"),
        ("127.0.0.1", ("198.51.100.1",), "198.51.100.1"),
        ("127.0.0.1", ("6.6.6.6, 198.51.100.1",), "198.51.100.1"),  # what stands before is hearsay
        ("127.0.0.1", ("198.51.100.1, 10.1.2.3",), "198.51.100.1"),  # two proxies of ours
        ("127.0.0.1", ("198.51.100.1", "10.1.2.3"), "198.51.100.1"),  # two headers are one list
        ("127.0.0.1", ("nonsense",), "127.0.0.1"),
        ("127.0.0.1", ("198.51.100.1, nonsense, 10.1.2.3",), "10.1.2.3"),
        ("127.0.0.1", ("2001:DB8::1",), "2001:db8::1"),
        ("::ffff:127.0.0.1", ("198.51.100.1",), "198.51.100.1"),
        ("fd00::5", ("::ffff:198.51.100.1",), "198.51.100.1"),
    ],
)
def test_the_client_is_the_last_address_that_is_no_proxy_of_ours(
    peer: str, said: tuple[str, ...], client: str
) -> None:
    assert _OURS.client(peer, _forwarded(*said)) == client


def test_without_proxies_nobody_is_believed() -> None:
    assert _NONE.client("127.0.0.1", _forwarded("198.51.100.1")) == "127.0.0.1"
    assert _NONE.scheme("127.0.0.1", {b"x-forwarded-proto": b"https"}) is None


def test_the_scheme_is_what_a_proxy_of_ours_says() -> None:
    assert _OURS.scheme("127.0.0.1", {b"x-forwarded-proto": b"HTTPS"}) == "https"
    assert _OURS.scheme("127.0.0.1", {b"x-forwarded-proto": b"gopher"}) is None
    assert _OURS.scheme("203.0.113.9", {b"x-forwarded-proto": b"https"}) is None


@given(st.text(max_size=80))
def test_whatever_is_forwarded_the_client_is_an_address(said: str) -> None:
    client = _OURS.client("127.0.0.1", _forwarded(said.encode("ascii", "replace").decode()))
    assert plain(client) == client
    assert client == "127.0.0.1" or client in said or ":" in client


def test_a_site_of_ipv6_is_a_64() -> None:
    assert site("2001:db8:1:2:3::4") == site("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert site("2001:db8:1:3::4") != site("2001:db8:1:2::4")
    assert site("198.51.100.1") == "198.51.100.1"


def test_loopback_is_what_no_other_machine_reaches() -> None:
    assert all(map(loopback, ("localhost", "127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1")))
    assert not any(map(loopback, ("::", "198.51.100.1", "example.org", "")))


@pytest.mark.parametrize("proxies", ["proxy.example.org", "10.0.0.0/99", "127.0.0.1;10.0.0.1"])
def test_what_is_no_address_is_an_error_that_names_the_setting(proxies: str) -> None:
    with pytest.raises(SettingInvalid, match="CETU_PROXIES"):
        Peers(proxies)
