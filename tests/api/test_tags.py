import pytest
from starlette.datastructures import Headers

from cetu.api import tags
from cetu.api.problem import Refusal


def test_a_tag_is_decided_by_its_parts_and_where_one_ends() -> None:
    assert tags.tag("a", "b") == tags.tag("a", "b")
    assert len({tags.tag("a", "b"), tags.tag("ab", ""), tags.tag("b", "a"), tags.tag("a")}) == 4


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ('"a"', '"a"'),
        ('"x", "a"', '"a"'),
        ('W/"a"', '"a"'),
        ('"a-gzip"', '"a-gzip"'),
        ("*", '"a"'),
        ('"b"', None),
        ("a", None),
        ("", None),
        (None, None),
    ],
)
def test_a_copy_is_known_by_its_tag(header: str | None, found: str | None) -> None:
    assert tags.known(header, '"a"') == found


@pytest.mark.parametrize(
    ("headers", "there", "passes"),
    [
        ({}, True, True),
        ({"if-match": '"a"'}, True, True),
        ({"if-match": '"a-gzip"'}, True, True),
        ({"if-match": '"whole"'}, True, True),
        ({"if-match": "*"}, True, True),
        ({"if-match": '"b"'}, True, False),
        ({"if-match": "*"}, False, False),
        ({"if-none-match": "*"}, False, True),
        ({"if-none-match": "*"}, True, False),
    ],
)
def test_a_write_is_held_against_what_the_client_read(
    headers: dict[str, str], there: bool, passes: bool
) -> None:
    current = ['"a"'] if there else []
    if passes:
        tags.demand(Headers(headers), current, '"whole"')
    else:
        with pytest.raises(Refusal) as refusal:
            tags.demand(Headers(headers), current, '"whole"')
        assert refusal.value.status == 412
