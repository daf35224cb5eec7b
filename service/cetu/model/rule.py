"""A rule of the check: what one layer looks for."""

from dataclasses import dataclass

from cetu.model.finding import Kind, Layer, Severity


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """What is looked for, said in one sentence in both languages, and what to do where it is found.

    `iri` is what findings name as their rule, `name` the end of it. `kind` is None where it depends
    on what was found. `text` is the query, as it is written; "" where there is none (a shape).
    """

    iri: str
    name: str
    layer: Layer
    severity: Severity
    kind: Kind | None
    zh: str
    en: str
    advice_zh: str = ""
    advice_en: str = ""
    text: str = ""
