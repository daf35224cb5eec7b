"""Whether what a finding rests on is what it needs: asked of HermiT, from the finding alone."""

from collections.abc import Sequence

from rdflib import OWL, RDF, Graph, Literal, URIRef

from cetu.model.finding import Finding, Premise
from cetu.reason.contradictions import RULES
from cetu.reason.expression import Axiom
from cetu.reason.hermit import Hermit, Said, warm
from cetu.reason.literals import readable, well_typed


def proves(finding: Finding, *, hermit: Hermit | None = None) -> bool:
    """Return whether the premises contradict each other, and without any one of them do not.

    Nothing else is looked at: no ontology, no graph. For a class that can have no member, the
    premises and a member of it are what contradicts.

    Raises:
        CheckFailed: the reasoner could not run, or a premise is no axiom of OWL 2.
    """
    reasoner = hermit or warm()
    return _contradict(finding, finding.premises, reasoner) and all(needed(finding, reasoner))


def needed(finding: Finding, hermit: Hermit | None = None) -> list[bool]:
    """Return for each premise whether the others do not contradict each other. Errors as above."""
    kept, reasoner = finding.premises, hermit or warm()
    return [
        not _contradict(finding, [*kept[:place], *kept[place + 1 :]], reasoner)
        for place in range(len(kept))
    ]


def _contradict(finding: Finding, premises: Sequence[Premise], hermit: Hermit) -> bool:
    given: list[Said] = []
    if finding.rule == f"{RULES}unsatisfiable":
        member = URIRef("urn:cetu:member")
        given.append(Axiom("ClassAssertion", (URIRef(finding.thing), member)))
    said = [_said(premise) for premise in premises]
    if None in said:  # a literal that is none is enough by itself
        return True
    return not hermit.consistent([*given, *(one for one in said if one)])


def _said(premise: Premise) -> Said | None:
    """Return a premise as an axiom; None where its literal is ill-formed."""
    if not premise.text.startswith(("<", "_:")):
        return premise
    ((subject, predicate, value),) = Graph().parse(data=premise.text, format="nt")
    if isinstance(value, Literal):
        if not well_typed(value):
            return None
        return Axiom("DataPropertyAssertion", (predicate, subject, readable(value)))
    if predicate == RDF.type:
        return Axiom("ClassAssertion", (value, subject))
    if predicate in (OWL.sameAs, OWL.differentFrom):
        word = "SameIndividual" if predicate == OWL.sameAs else "DifferentIndividuals"
        return Axiom(word, (subject, value))
    return Axiom("ObjectPropertyAssertion", (predicate, subject, value))
