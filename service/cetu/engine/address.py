"""The address of a remote SPARQL server, as an operator writes it."""

from dataclasses import dataclass, field
from typing import Final, Self
from urllib.parse import unquote, urlsplit, urlunsplit

from cetu.errors import SettingInvalid

_SCHEMES: Final = {"sparql+http": "http", "sparql+https": "https"}


@dataclass(frozen=True, slots=True)
class Address:
    """Where queries go, without the name and password that the operator may have put into it."""

    url: str
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def read(cls, written: str) -> Self:
        """Read `sparql+http://[user:password@]host[:port]/path`, or the same with `https`.

        Raises:
            SettingInvalid: it has another form.
        """
        try:
            parts = urlsplit(written)
            port = parts.port
        except ValueError as error:
            raise _unfit(str(error)) from None
        if parts.scheme not in _SCHEMES or not parts.hostname or parts.fragment:
            raise _unfit("sparql+http://host:port/path")
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        place = f"{host}:{port}" if port is not None else host
        return cls(
            urlunsplit((_SCHEMES[parts.scheme], place, parts.path or "/", parts.query, "")),
            unquote(parts.username or ""),
            unquote(parts.password or ""),
        )


def _unfit(what: str) -> SettingInvalid:
    # What was written may hold a password, so it is not repeated.
    return SettingInvalid(
        f"CETU_ENGINE is no address of a SPARQL server: {what}.",
        f"设置 CETU_ENGINE 不是 SPARQL 服务器的地址：{what}。",
        hint="Write sparql+http://host:port/path, as docs/engines.md says.",
        hint_zh="请写成 sparql+http://主机:端口/路径，见 docs/engines.md。",
    )
