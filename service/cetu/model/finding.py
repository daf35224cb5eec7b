"""What a check finds, and the report that gathers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, Self

from cetu.namespaces import BASE

_CONTRADICTIONS: Final = f"{BASE}contradictions#"

Severity = Literal["violation", "warning", "info"]

Layer = Literal["reading", "shape", "check", "owl", "hygiene"]
"""What found it: doubts of the reader, SHACL, a query over the graph, OWL, a query over terms."""

Kind = Literal[
    "missing",  # something that must be there is not
    "form",  # a value is not written as it must be
    "contradiction",  # statements that cannot all be true
    "conflict",  # documents, or versions, that do not agree
    "reference",  # what is referred to is not there, or not what it should be
    "time",  # an order in time that cannot be
    "naming",  # names that are shared, unknown or out of date
    "numbering",  # gaps, repetitions, disorder of numbers
    "quote",  # words that do not match their source
    "reading",  # something was not understood
    "modelling",  # a term of the ontology or a vocabulary is not kept well
]


@dataclass(frozen=True, slots=True, order=True)
class Premise:
    """A statement or axiom that a finding needs: without it the finding goes.

    `text` is the statement as one line of N-Triples, or the axiom in OWL 2 functional-style syntax
    (https://www.w3.org/TR/owl2-syntax/). `zh` and `en` say it as a sentence. `graph` is the IRI of
    the named graph that states it; `quote` the words of a document behind it, `document` the IRI of
    that document and `row` its row there; "" where there is none.
    """

    text: str
    zh: str = ""
    en: str = ""
    graph: str = ""
    quote: str = ""
    document: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One finding, with a sentence for an officer in both languages.

    `thing` is the IRI it is about, `rule` the IRI of what found it (a shape, or a fragment of
    `…/checks#`, `…/hygiene#`, `…/contradictions#`), `quote` the words of the document behind it (""
    where there are none), `advice_zh` and `advice_en` what to do. `premises` are what it rests on.

    For a shape, `path` (as SPARQL writes it), `component` (IRI) and `value` (N-Triples form) say
    which property, constraint and value it was; for the others `value` holds what tells two
    findings of one rule about one thing apart. `identity` is stable: a digest of layer, rule, thing
    and value; the report fills it in. `also` are the rules that found the same.
    """

    severity: Severity
    layer: Layer
    rule: str
    thing: str
    zh: str
    en: str
    quote: str = ""
    identity: str = ""
    path: str = ""
    component: str = ""
    value: str = ""
    kind: Kind = "contradiction"
    advice_zh: str = ""
    advice_en: str = ""
    premises: tuple[Premise, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def contradicts(self) -> bool:
        """Whether OWL found it, perhaps along with another layer that tells it."""
        return self.layer == "owl" or any(rule.startswith(_CONTRADICTIONS) for rule in self.also)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return the finding that `dataclasses.asdict` made of one, by way of JSON or not."""
        premises = tuple(Premise(**one) for one in kept.get("premises", ()))
        return cls(**{**kept, "premises": premises, "also": tuple(kept.get("also", ()))})


@dataclass(frozen=True, slots=True, order=True)
class Acceptance:
    """A finding that somebody knows of and accepts, by its identity: why, and since when.

    `date` and `until` are ISO dates; after `until` it is accepted no more ("": for good).
    """

    identity: str
    reason: str
    date: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one run, sorted; `consistent` is OWL's answer (None: not asked).

    `digest` is that of the snapshot that was checked. `accepted` are the findings among these that
    somebody accepts, `gone` those that somebody accepted and that are found no more.
    """

    findings: tuple[Finding, ...]
    consistent: bool | None
    unsatisfiable: tuple[str, ...] = ()
    digest: str = ""
    accepted: tuple[Acceptance, ...] = ()
    gone: tuple[Acceptance, ...] = ()

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody accepts."""
        known = {one.identity for one in self.accepted}
        return tuple(one for one in self.findings if one.identity not in known)

    @property
    def conforms(self) -> bool:
        """No violation stands open (warnings and notes do not count).

        What contradicts the ontology does not conform, unless all that OWL found is accepted.
        """
        if any(one.severity == "violation" for one in self.open):
            return False
        accepted = {one.identity for one in self.accepted}
        told = [one for one in self.findings if one.severity == "violation" and one.contradicts]
        return self.consistent is not False or (
            bool(told) and all(one.identity in accepted for one in told)
        )
