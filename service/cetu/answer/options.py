"""What a form can offer: things of the same kind as an example."""

from cetu.answer.asking import Asks, ask, literal
from cetu.answer.naming import Thing, names
from cetu.namespaces import ID


def options(engine: Asks, example: str, most: int = 400) -> tuple[Thing, ...]:
    """Return the labelled things whose IRI shares its kind (`…/id/body/`) with `example`.

    Empty where `example` is no thing of ours, or where there are more than `most`.
    """
    kind = example.removeprefix(str(ID)).partition("/")[0]
    if not example.startswith(str(ID)) or not kind:
        return ()
    rows = ask(
        engine,
        f"""SELECT DISTINCT ?x WHERE {{ ?x a ?class
          FILTER(STRSTARTS(STR(?x), {literal(f"{ID}{kind}/")})) }} ORDER BY ?x LIMIT {most + 1}""",
    )
    if len(rows) > most:
        return ()
    named = names(engine, {row["x"].value for row in rows})
    return tuple(sorted((named(row["x"].value) for row in rows), key=lambda t: t.label("zh")))
