import pytest
from markupsafe import Markup

from cetu.web.visible import finalize, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("市财政局", "市财政局"),
        ("a\nb\tc", "a\nb\tc"),
        ("市\u202e局", "市⟨U+202E⟩局"),
        ("\u200b\u0007\ufeff", "⟨U+200B⟩⟨U+0007⟩⟨U+FEFF⟩"),
        ("", ""),
    ],
)
def test_hidden_characters_are_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_markup_and_other_values_pass() -> None:
    markup = Markup("<b>\u202e</b>")
    assert finalize(markup) is markup
    assert finalize(7) == 7
    assert finalize("\u202e") == "⟨U+202E⟩"
