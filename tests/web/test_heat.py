from cetu.answer.naming import Names
from cetu.model.result import Table, Term
from cetu.web.heat import LEVELS, MOST_COLUMNS, MOST_ROWS, heat


def _table(*rows: tuple[str, str, int]) -> Table:
    return Table(
        ("body", "instrument", "tasks"),
        tuple(
            {
                "body": Term("uri", body),
                "instrument": Term("uri", instrument),
                "tasks": Term("literal", str(n)),
            }
            for body, instrument, n in rows
        ),
    )


def test_the_most_tasks_come_first_and_a_pair_without_any_is_nothing() -> None:
    shown = heat(_table(("b:1", "i:1", 1), ("b:2", "i:1", 3), ("b:2", "i:2", 2)), Names({}))
    assert [one.iri for one in shown.bodies] == ["b:2", "b:1"]
    assert [one.iri for one in shown.instruments] == ["i:1", "i:2"]
    first, second = shown.bodies
    assert shown.count(first, shown.instruments[0]) == 3
    assert shown.count(second, shown.instruments[1]) == 0
    assert shown.shade(first, shown.instruments[0]) == LEVELS
    assert shown.shade(second, shown.instruments[1]) == 0
    assert 0 < shown.shade(second, shown.instruments[0]) < LEVELS


def test_what_does_not_fit_is_counted() -> None:
    shown = heat(_table(*((f"b:{i}", f"i:{i}", 1) for i in range(60))), Names({}))
    assert (len(shown.bodies), shown.bodies_left) == (MOST_ROWS, 60 - MOST_ROWS)
    assert (len(shown.instruments), shown.instruments_left) == (MOST_COLUMNS, 60 - MOST_COLUMNS)


def test_no_rows_make_an_empty_picture() -> None:
    shown = heat(_table(), Names({}))
    assert (shown.bodies, shown.instruments, shown.bodies_left) == ((), (), 0)
