"""An export: a document in the words of another vocabulary."""

from dataclasses import dataclass

from cetu.model.question import Parameter


@dataclass(frozen=True, slots=True)
class Profile:
    """One file of `queries/exports/`.

    `conforms` is the IRI of the vocabulary that the export keeps to; `text` a CONSTRUCT with the
    parameter `document`.
    """

    name: str
    summary_zh: str
    summary_en: str
    conforms: str
    document: Parameter
    text: str
