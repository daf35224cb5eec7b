"""Who a request comes from: the other end of its connection, or whom a proxy of ours names."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

from cetu.errors import SettingInvalid

Address = IPv4Address | IPv6Address
Headers = Sequence[tuple[bytes, bytes]]

FORWARDING: Final = frozenset(
    {b"forwarded", b"via", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip"}
)
"""Headers by any of which a proxy shows that it stands in between."""
LOCAL: Final = "127.0.0.1"
"""The client of a connection without an address, such as a Unix socket."""

_SITE_BITS: Final = 64  # one site of IPv6 has a /64 and may use any address of it


class Peers:
    """Knows our proxies: X-Forwarded-For and X-Forwarded-Proto are believed from them only."""

    def __init__(self, proxies: str) -> None:
        """Read addresses and networks, parted by commas.

        Raises:
            SettingInvalid: one of them is neither.
        """
        try:
            self._proxies = tuple(
                ip_network(one.strip(), strict=False) for one in proxies.split(",") if one.strip()
            )
        except ValueError as error:
            raise SettingInvalid(
                f"CETU_PROXIES cannot be “{proxies}”: {error}.",
                f"设置 CETU_PROXIES 不能是“{proxies}”：{error}。",
                hint="Give addresses or networks, parted by commas: 127.0.0.1,10.0.0.0/8.",
                hint_zh="请给出以逗号分隔的地址或网段：127.0.0.1,10.0.0.0/8。",
            ) from error

    def __bool__(self) -> bool:
        """Whether there are any proxies."""
        return bool(self._proxies)

    def trusted(self, host: str) -> bool:
        """Whether `host` is a proxy of ours."""
        where = address(host)
        return where is not None and any(where in network for network in self._proxies)

    def client(self, peer: str, headers: Headers) -> str:
        """Return the address of the client at the other end of `peer`.

        The last address of X-Forwarded-For that is no proxy of ours is the client: it was written
        by one of ours, and whatever stands before it anyone may have written.
        """
        client = plain(peer)
        if not self._proxies or not self.trusted(client):
            return client
        said = b",".join(value for name, value in headers if name == b"x-forwarded-for")
        for one in reversed(said.decode("latin-1").split(",")):
            where = address(one.strip())
            if where is None:
                break
            client = str(where)
            if not self.trusted(client):
                break
        return client

    def scheme(self, peer: str, headers: Mapping[bytes, bytes]) -> str | None:
        """Return `http` or `https` as a proxy of ours says it; None where it does not."""
        said = headers.get(b"x-forwarded-proto", b"").decode("latin-1").strip().lower()
        return said if said in {"http", "https"} and self.trusted(plain(peer)) else None


@lru_cache(maxsize=4096)
def address(text: str) -> Address | None:
    """Return the address that `text` writes, IPv4 within IPv6 as IPv4; None where it is none."""
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return (isinstance(found, IPv6Address) and found.ipv4_mapped) or found


@lru_cache(maxsize=4096)
def plain(host: str) -> str:
    """Return an address in its usual form; what is none stays as it is."""
    return str(address(host) or host)


@lru_cache(maxsize=4096)
def site(host: str) -> str:
    """Return what a client at `host` cannot change at will: its address, the /64 of IPv6."""
    where = address(host)
    if isinstance(where, IPv6Address):
        return str(ip_network((where.packed, _SITE_BITS), strict=False))
    return host


@lru_cache(maxsize=4096)
def loopback(host: str) -> bool:
    """Whether `host` is an address of this machine that no other can reach."""
    where = address(host)
    return host == "localhost" or (where is not None and where.is_loopback)
