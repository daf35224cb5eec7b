"""Errors: each has a status, an exit code and a slug of its own, and two languages."""

from cetu import errors
from cetu.errors import CetuError, QueryTooLarge, SourceMissing


def _all() -> list[type[CetuError]]:
    return [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, CetuError)]


def test_slugs_are_unique_and_exit_codes_distinct() -> None:
    own = [e for e in _all() if e not in {CetuError, QueryTooLarge}]
    assert len({e.slug for e in own}) == len(own)
    codes = [e.exit_code for e in own]
    assert len(set(codes)) == len(codes)
    assert all(e.status >= 400 and e.exit_code >= 2 for e in own)


def test_the_chinese_sentence_falls_back_on_the_english() -> None:
    error = SourceMissing("gone", hint="look")
    assert (str(error), error.detail_zh, error.hint_zh) == ("gone", "gone", "look")
