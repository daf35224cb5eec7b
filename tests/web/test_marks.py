from hypothesis import given
from hypothesis import strategies as st

from cetu.web.marks import Mark, Span, mark


def _text(pieces: list[str | Mark]) -> str:
    return "".join(p if isinstance(p, str) else _text(p.inside) for p in pieces)


def _shape(pieces: list[str | Mark]) -> list[object]:
    return [p if isinstance(p, str) else (p.span.kind, _shape(p.inside)) for p in pieces]


def test_marks_nest() -> None:
    spans = [Span(0, 4, "beneficiary"), Span(1, 3, "instrument")]
    assert _shape(mark("甲乙丙丁戊", spans)) == [
        ("beneficiary", ["甲", ("instrument", ["乙丙"]), "丁"]),
        "戊",
    ]


def test_crossing_marks_are_cut_at_the_border() -> None:
    spans = [Span(0, 3, "limit"), Span(2, 5, "instrument")]
    assert _shape(mark("甲乙丙丁戊", spans)) == [
        ("limit", ["甲乙", ("instrument", ["丙"])]),
        ("instrument", ["丁戊"]),
    ]


def test_spans_outside_the_text_are_left_out() -> None:
    spans = [Span(-1, 2, "limit"), Span(1, 9, "limit"), Span(2, 2, "limit")]
    assert mark("甲乙丙", spans) == ["甲乙丙"]
    assert mark("", []) == []


def test_only_a_mark_without_marks_inside_is_a_leaf() -> None:
    outer = mark("甲乙", [Span(0, 2, "limit"), Span(0, 1, "verb")])[0]
    assert isinstance(outer, Mark)
    assert not outer.is_leaf
    assert isinstance(outer.inside[0], Mark)
    assert outer.inside[0].is_leaf


SPANS = st.builds(
    Span, st.integers(-2, 12), st.integers(-2, 14), st.sampled_from(["limit", "verb", "place"])
)


@given(st.text("甲乙丙", max_size=12), st.lists(SPANS, max_size=8))
def test_the_text_stays_the_text_and_every_span_is_marked(text: str, spans: list[Span]) -> None:
    pieces = mark(text, spans)
    assert _text(pieces) == text
    covered: dict[str, set[int]] = {}

    def walk(parts: list[str | Mark], at: int, kinds: tuple[str, ...]) -> int:
        for part in parts:
            if isinstance(part, str):
                for kind in kinds:
                    covered.setdefault(kind, set()).update(range(at, at + len(part)))
                at += len(part)
            else:
                at = walk(part.inside, at, (*kinds, part.span.kind))
        return at

    walk(pieces, 0, ())
    for kind in ("limit", "verb", "place"):
        wanted: set[int] = set()
        for span in spans:
            if span.kind == kind and 0 <= span.start < span.end <= len(text):
                wanted.update(range(span.start, span.end))
        assert covered.get(kind, set()) == wanted
