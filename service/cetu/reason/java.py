"""The process in which HermiT stays warm: a Java machine, asked about axioms again and again.

Started as `python -P -m cetu.reason.java DESCRIPTOR LIBRARY CLASSES MEGABYTES` by
`cetu.reason.hermit`; the descriptor is one end of a pipe that carries JSON both ways. It answers
until the other end closes, and ends itself when an answer takes longer than its question allows.

OWLAPI 3.4 reads the axioms in functional-style syntax; both it and HermiT come in owlready2's jar.
"""

import contextlib
import json
import os
import re
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from threading import Timer
from typing import Any, Final

import jpype

_GRACE_S: Final = 2.0
"""Longer than the question allows: by then the other end should have killed us."""
_IRI: Final = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]*:[^<>\s]*)>")
_Java = Any  # an object of Java: it has no types here


def main() -> None:
    """Start Java, then answer until the other end closes."""
    descriptor, library, classes, megabytes = sys.argv[1:]
    with Connection(int(descriptor)) as line, contextlib.suppress(EOFError, OSError):
        jpype.startJVM(
            f"-Xmx{megabytes}m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",  # the better code of the second compiler comes too late
            # Little more address space than the heap: the process of a job has a cap on it.
            "-XX:CompressedClassSpaceSize=64m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            f"-XX:ErrorFile={os.devnull}",  # no report in whatever folder we stand in
            "--enable-native-access=ALL-UNNAMED",
            jvmpath=library,
            classpath=classes.split(os.pathsep),
        )
        while True:
            asked = json.loads(line.recv_bytes())
            late = Timer(asked["seconds"] + _GRACE_S, os._exit, (1,))
            late.daemon = True
            late.start()
            line.send_bytes(json.dumps(_answer(asked)).encode())
            late.cancel()


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    try:
        with _loaded(asked["axioms"], history=asked["what"] == "clash") as reasoner:
            if asked["what"] == "consistent":
                return {"consistent": bool(reasoner.isConsistent())}
            if asked["what"] == "clash":
                return _clash(reasoner)
            return {"classes": _empty(reasoner)}
    except jpype.JException as error:
        return {"error": str(error).strip().splitlines()[0]}


@contextlib.contextmanager
def _loaded(axioms: str, *, history: bool) -> Iterator[_Java]:
    """HermiT, with `axioms` in functional-style syntax; it notes how it derives facts if asked."""
    owlapi, hermit = _package("semanticweb.owlapi"), _package("semanticweb.HermiT")
    functional = _package("coode.owlapi.functionalparser")
    ontology = owlapi.apibinding.OWLManager.createOWLOntologyManager().createOntology()
    source = owlapi.io.StringDocumentSource(f"Ontology(<urn:cetu:checked>\n{axioms}\n)")
    functional.OWLFunctionalSyntaxOWLParser().parse(
        source, ontology, owlapi.model.OWLOntologyLoaderConfiguration()
    )
    settings = hermit.Configuration()
    if history:
        settings.monitor = hermit.debugger.DerivationHistory()
    reasoner = hermit.Reasoner(settings, ontology)
    try:
        yield reasoner
    finally:
        reasoner.dispose()


def _package(name: str) -> _Java:
    return jpype.JPackage(f"org.{name}")


def _empty(reasoner: _Java) -> list[str]:
    if not reasoner.isConsistent():
        return []
    named = [str(one.getIRI()) for one in reasoner.getUnsatisfiableClasses().getEntities()]
    return sorted(iri for iri in named if not iri.endswith("owl#Nothing"))


def _clash(reasoner: _Java) -> dict[str, Any]:
    """Return the names with which the first contradiction was derived, if there is one."""
    hermit = _package("semanticweb.HermiT")
    task = hermit.tableau.ReasoningTaskDescription.isABoxSatisfiable()
    nodes = jpype.JClass("java.util.HashMap")()
    # What `isConsistent` asks, and it fills in which node stands for which thing.
    if reasoner.getTableau().isSatisfiable(True, True, None, None, None, None, nodes, None, task):
        return {"consistent": True}
    things = {int(entry.getValue().getNodeID()): entry.getKey() for entry in nodes.entrySet()}
    history = reasoner.getConfiguration().monitor
    told = history.getAtom(jpype.JArray(jpype.JObject)(0))
    names = _names([told, *_last_value(reasoner.getTableau(), history)], things)
    return {"consistent": False, "names": sorted(names)}


def _last_value(tableau: _Java, history: _Java) -> Iterator[_Java]:
    """Yield what was known of the value that was looked at last.

    The history is not told of a clash between values, and takes what went before for its reason.
    """
    known = _inner(_inner(tableau, "m_datatypeManager"), "m_assertions1Retrieval")
    if known.getBindingsBuffer()[1] is None:
        return
    known.open()
    while not known.afterLast():
        fact = known.getTupleBuffer()
        yield history.getAtom(jpype.JArray(jpype.JObject)([fact[0], fact[1]]))
        known.next()


def _inner(of: _Java, field: str) -> _Java:
    """Return a field that Java keeps from others."""
    found = of.getClass().getDeclaredField(field)
    found.setAccessible(True)
    return found.get(of)


def _names(facts: list[_Java], things: dict[int, _Java]) -> set[str]:
    """Return the IRIs of the things, classes and properties in the derivations of `facts`."""
    individual = jpype.JClass("org.semanticweb.HermiT.model.Individual")
    found: set[str] = set()
    seen: set[_Java] = set()
    waiting = list(facts)
    while waiting:
        fact = waiting.pop()
        if fact is None or fact in seen:
            continue
        seen.add(fact)
        by = fact.getDerivation()
        waiting += [by.getPremise(place) for place in range(by.getNumberOfPremises())]
        for said in (by, *_said(fact)):
            found.update(_IRI.findall(str(said)))
        for node in _nodes(fact):
            term = things.get(int(node.getNodeID()))
            if isinstance(term, individual):
                found.add(str(term.getIRI()))
    return found


def _said(fact: _Java) -> list[_Java]:
    """Return the classes or properties of a fact, or of the choices of a disjunction."""
    if hasattr(fact, "getArity"):
        return [fact.getDLPredicate()] if fact.getArity() >= 0 else []
    return [fact.getDLPredicate(place) for place in range(fact.getNumberOfDisjuncts())]


def _nodes(fact: _Java) -> list[_Java]:
    if not hasattr(fact, "getArity"):
        return []
    return [fact.getArgument(place) for place in range(fact.getArity())]


if __name__ == "__main__":
    main()
