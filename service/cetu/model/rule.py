"""A rule of the check: what one layer looks for."""

from dataclasses import dataclass

from cetu.model.finding import Kind, Layer, Severity


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """What is looked for, said in one sentence in both languages, and what to do where it is found.

    `iri` is what findings name as their rule. `name` is the end of it. `text` is the query, or what
    else decides, as it is written; "" where it is no text (a shape, which is RDF).
    """

    iri: str
    name: str
    layer: Layer
    severity: Severity
    kind: Kind
    zh: str
    en: str
    advice_zh: str = ""
    advice_en: str = ""
    text: str = ""
