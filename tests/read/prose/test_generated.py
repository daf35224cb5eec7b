"""Generated documents: any scheme, any convention, whole or broken lines, read back exactly."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from cetu.model.layout import Layout
from cetu.read.prose import prose

Lay = Callable[[Sequence[str]], Layout]

HAN = "一二三四五六七八九"
WORDS = (
    "推进山塘改造",
    "提升河湖水质",
    "完善田间道路",
    "建设青岚粮仓",
    "培育云溪品牌",
    "改善校园环境",
)
BODIES = ("市水利局", "市财政局", "市农业农村局", "市委组织部（市委人才办）", "各县（市、区）政府")


def han(value: int) -> str:
    """A number from 1 to 99 in Chinese numerals."""
    tens, ones = divmod(value, 10)
    return (
        (HAN[tens - 1] if tens > 1 else "")
        + ("十" if tens else "")
        + (HAN[ones - 1] if ones else "")
    )


SCHEMES: dict[str, Callable[[int], tuple[str, str]]] = {
    "han": lambda value: (han(value), f"{han(value)}、"),
    "bracketed": lambda value: (f"（{han(value)}）", f"（{han(value)}）"),
    "digit": lambda value: (str(value), f"{value}."),
    "wide": lambda value: (str(value), f"{value}．"),
}
UNITS: dict[str, Callable[[list[str]], tuple[str, str, bool]]] = {
    # the units, how they stand, whether in a line of their own
    "label": lambda names: (
        f"责任单位：{'、'.join(names)}",
        f"（责任单位：{'、'.join(names)}）",
        False,
    ),
    "own bracket": lambda names: (f"{'、'.join(names)}负责", f"（{'、'.join(names)}负责）", True),
    "lead": lambda names: (
        f"{names[0]}牵头，{'、'.join(names[1:] or ['各部门'])}按职责分工负责",
        f"（{names[0]}牵头，{'、'.join(names[1:] or ['各部门'])}按职责分工负责）",
        False,
    ),
    "half-width": lambda names: (
        f"牵头单位:{names[0]},配合单位:{'、'.join(names)}",
        f"(牵头单位:{names[0]},配合单位:{'、'.join(names)})",
        False,
    ),
    "line": lambda names: (f"责任单位：{'、'.join(names)}", f"责任单位：{'、'.join(names)}", True),
}


@dataclass(frozen=True)
class Made:
    """A document, and what it says: (number, measure, task, units)."""

    paragraphs: list[str]
    tasks: list[tuple[str, str | None, str, str]]


@st.composite
def documents(draw: st.DrawFn) -> Made:
    """A document of one to three levels; numbers restart or run through."""
    levels = draw(
        st.sampled_from(
            [["han"], ["digit"], ["han", "bracketed"], ["han", "digit"], ["bracketed", "wide"],
             ["han", "bracketed", "digit"]]
        )
    )  # fmt: skip
    through = draw(st.booleans())
    convention = UNITS[draw(st.sampled_from(sorted(UNITS)))]
    titled = draw(st.booleans())
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map("，".join)
    paragraphs, tasks = ["云溪市工作方案", "为做好工作，制定本方案。"], []
    count = 0

    def put(number: str, mark: str, measure: str | None) -> None:
        title, text = draw(st.sampled_from(WORDS)) + "。", draw(words) + "。"
        names = draw(st.lists(st.sampled_from(BODIES), min_size=1, max_size=4, unique=True))
        units, written, apart = convention(names)
        head = [mark + title, text] if titled else [mark + title + text]
        if apart:
            paragraphs.extend([*head, written])
        else:
            paragraphs.extend([*head[:-1], head[-1] + written])
        tasks.append((number, measure, title + text, units))

    def section(depth: int, measure: str | None) -> None:
        nonlocal count
        for index in range(1, draw(st.integers(2, 4)) + 1):
            if depth == len(levels) - 1:
                count += 1
                number, mark = SCHEMES[levels[depth]](count if through else index)
                put(number, mark, measure)
            else:
                number, mark = SCHEMES[levels[depth]](index)
                paragraphs.append(mark + draw(st.sampled_from(WORDS)))
                section(depth + 1, number)

    section(0, None)
    return Made(paragraphs, tasks)


def _read(layout: Layout) -> list[tuple[str, str | None, str, str]]:
    return [
        (
            row.number.text if row.number else "",
            row.measure,
            row.task.text,
            "".join(listed.cell.text for listed in row.units),
        )
        for row in prose(layout).rows
    ]


@settings(max_examples=80, deadline=None)
@given(documents())
def test_whole_paragraphs_read_exactly(lay: Lay, made: Made) -> None:
    layout = lay(made.paragraphs)
    assert _read(layout) == made.tasks
    assert prose(layout).doubts == ()


@settings(max_examples=80, deadline=None)
@given(documents(), st.integers(5, 30))
def test_broken_lines_change_nothing(lay: Lay, made: Made, width: int) -> None:
    broken = [
        "\n".join(words[start : start + width] for start in range(0, len(words), width))
        for words in made.paragraphs
    ]
    assert _read(lay(broken)) == made.tasks


@settings(max_examples=80, deadline=None)
@given(documents())
def test_text_without_line_breaks_reads_the_same(lay: Lay, made: Made) -> None:
    assert _read(lay(["".join(made.paragraphs)])) == made.tasks


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.text(alphabet="（(〔）)〕一二十、.．1２。；：责任单位负责市水利局\n附件", max_size=60),
        max_size=8,
    )
)
def test_nothing_makes_it_fail_and_everything_found_keeps_its_place(
    lay: Lay, paragraphs: list[str]
) -> None:
    layout = lay(paragraphs)
    text = layout.source.text
    for row in prose(layout).rows:
        for cell in (row.task, row.heading, row.deadline, *(listed.cell for listed in row.units)):
            assert all(text[piece.start : piece.end] == piece.text for piece in cell.pieces)
