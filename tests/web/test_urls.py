import pytest

from cetu.web import urls


@pytest.mark.parametrize(
    ("iri", "zh", "en"),
    [
        (
            "https://w3id.org/cetu/id/body/441900-x",
            "/id/body/441900-x",
            "/id/body/441900-x?lang=en",
        ),
        ("https://w3id.org/cetu/ontology#Task", "/ontology#Task", "/ontology?lang=en#Task"),
        (
            "https://w3id.org/cetu/ontology/task",
            "/ontology#module-task",
            "/ontology?lang=en#module-task",
        ),
        ("https://w3id.org/cetu/checks#a-b", "/checks#a-b", "/checks?lang=en#a-b"),
        ("https://w3id.org/cetu/shapes#X", "/shapes#X", "/shapes?lang=en#X"),
        ("https://w3id.org/cetu/checks", "https://w3id.org/cetu/checks", None),
        ("https://w3id.org/cetu/graph/a/b", "/graph/a/b", "/graph/a/b?lang=en"),
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d", None),
        ("https://w3id.org/other/x", "https://w3id.org/other/x", None),
        ("javascript:alert(1)", "", None),
        ("data:text/html,x", "", None),
        ("urn:x", "", None),
        ("https://", "", None),
        ("http://[", "", None),
        ("HTTPS://example.org/", "HTTPS://example.org/", None),
        ("https://example.org/\u202e", "https://example.org/%E2%80%AE", None),
        ('https://example.org/"><b>', "https://example.org/%22%3E%3Cb%3E", None),
    ],
)
def test_only_web_addresses_become_links(iri: str, zh: str, en: str | None) -> None:
    assert urls.thing(iri, "zh") == zh
    assert urls.thing(iri, "en") == (zh if en is None else en)


def test_the_language_travels_in_the_address() -> None:
    assert urls.page("/search", "zh", q="贴息", kind="") == "/search?q=%E8%B4%B4%E6%81%AF"
    assert urls.page("/search", "en", q="a b") == "/search?q=a+b&lang=en"
    assert urls.language_of("en") == "en"
    assert urls.language_of("fr") == urls.language_of(None) == "zh"
