"""What a request to a SPARQL endpoint asks for, read from its fields.

https://www.w3.org/TR/sparql11-protocol/#protocol
"""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, get_args
from urllib.parse import parse_qsl

from cetu.api.problem import Refusal
from cetu.errors import ParameterInvalid
from cetu.model.change import Mode

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"

Fields = Sequence[tuple[str, str]]
"""The fields of a query string or of a form, in order."""

_MAX_FIELDS: Final = 1000


@dataclass(frozen=True, slots=True)
class Query:
    """A query and the dataset that the request gives it, if any.

    `ours`: it is a stored one, known to be quick, and may take the last worker.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    ours: bool = False


def fields(encoded: bytes) -> list[tuple[str, str]]:
    """Read a query string or the body of a form.

    Raises:
        Refusal: 400, it is not UTF-8, or has too many fields.
    """
    if not encoded:  # of most queries, which are the body
        return []
    try:
        return parse_qsl(
            encoded.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MAX_FIELDS,
        )
    except UnicodeError:
        raise not_utf8() from None
    except ValueError as error:
        raise bad(f"The fields cannot be read: {error}.", f"字段无法解析：{error}。") from None


def values(given: Fields, name: str) -> tuple[str, ...]:
    """Return the values of a field, in order."""
    return tuple(value for key, value in given if key == name)


def one(given: Fields, name: str) -> str | None:
    """Return the value of a field that may be given once; None where it is not given.

    Raises:
        ParameterInvalid: it is given more than once.
    """
    found = values(given, name)
    if len(found) > 1:
        raise ParameterInvalid(
            f"“{name}” is given {len(found)} times.",
            f"参数“{name}”出现了 {len(found)} 次。",
            hint="Give it once.",
            hint_zh="请只给一次。",
        )
    return found[0] if found else None


def first(given: Fields, name: str) -> str | None:
    """Return the first value of a field that some clients give twice; None where it has none."""
    return next((value for key, value in given if key == name), None)


def query(given: Fields, text: str | None = None) -> Query:
    """Read a query operation; `text` is the query where it is the body of the request.

    Raises:
        Refusal: 400, there is not exactly one query, or an update beside it.
    """
    if values(given, "update"):
        raise bad(
            "A request carries a query or an update, and an update is sent with POST.",
            "一个请求只能有查询或更新之一，更新须用 POST 发送。",
        )
    return Query(
        _only(values(given, "query"), text, "query", "查询"),
        values(given, "default-graph-uri"),
        values(given, "named-graph-uri"),
    )


def update(given: Fields, text: str | None = None) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Read an update operation: its text, and the graphs it uses as default and as named.

    Raises:
        Refusal: 400, there is not exactly one update, or a query beside it.
    """
    if values(given, "query"):
        raise bad(
            "A request carries a query or an update, not both.",
            "一个请求不能同时有查询和更新。",
        )
    return (
        _only(values(given, "update"), text, "update", "更新"),
        values(given, "using-graph-uri"),
        values(given, "using-named-graph-uri"),
    )


def mode(given: Fields) -> Mode:
    """Return `?mode=`: whether what breaks a shape is refused (`strict`, the default) or told.

    Raises:
        ParameterInvalid: it is another word.
    """
    word = one(given, "mode")
    if word is None:
        return "strict"
    for known in get_args(Mode):
        if word == known:
            return known  # type: ignore[no-any-return]  # one of its words
    raise ParameterInvalid(
        f"“mode” cannot be “{word}”.",
        f"参数“mode”不能是“{word}”。",
        hint="mode=strict refuses what breaks a shape, mode=warn writes it and tells.",
        hint_zh="mode=strict 拒绝不合形状约束的写入，mode=warn 写入并提示。",
    )


def media_type(content_type: str) -> str:
    """Return the media type of a Content-Type, which has no charset or UTF-8.

    Raises:
        Refusal: 415, it names another charset.
    """
    kind, _, parameters = content_type.lower().partition(";")
    if "charset" in parameters and "utf-8" not in parameters:
        raise Refusal(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            f"The text must be in UTF-8, not {parameters.strip()}.",
            f"文本须为 UTF-8，而非 {parameters.strip()}。",
            {"Accept-Post": f"{QUERY}, {UPDATE}, {FORM}"},
        )
    return kind.strip()


def text(body: bytes) -> str:
    """Return a body as text.

    Raises:
        Refusal: 400, it is not UTF-8.
    """
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise not_utf8() from None


def bad(detail: str, detail_zh: str) -> Refusal:
    """A request that the protocol does not allow."""
    return Refusal(HTTPStatus.BAD_REQUEST, detail, detail_zh)


def not_utf8() -> Refusal:
    """A request whose text is in another encoding."""
    return bad("The text is not UTF-8.", "文本不是 UTF-8。")


def _only(found: tuple[str, ...], body: str | None, what: str, what_zh: str) -> str:
    given = found if body is None else (*found, body)
    if len(given) != 1:
        count = len(given)
        raise bad(
            f"A request carries exactly one {what}; this one carries {count or 'none'}.",
            f"一个请求须恰有一个{what_zh}；此请求有 {count} 个。",
        )
    return given[0]
