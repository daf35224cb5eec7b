"""What the shapes find in one document's graph and the shared graphs it refers to.

The caller hands in one merged graph a document: pyshacl reads every
named graph of a dataset as one, so two versions of a document would break each other's counts.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from rdflib import RDF, RDFS, SH, SKOS, Graph, Literal, Node, URIRef

from cetu.model.finding import Finding, Severity
from cetu.namespaces import BASE, CETU
from cetu.validate import shacl
from cetu.validate.remedies import remedy
from cetu.validate.shacl import Result

_SEVERITY: Final[dict[Node | None, Severity]] = {
    SH.Violation: "violation",
    SH.Warning: "warning",
    SH.Info: "info",
}
_LABELS: Final = (RDFS.label, SKOS.prefLabel)
_WORDS: Final = (CETU.title, CETU.asWritten, CETU.exactQuote)


def load(folder: Path) -> Graph:
    """Return the shapes of every `*.ttl` in `folder` as one graph.

    Raises:
        CheckFailed: a file is not Turtle.
    """
    graph = Graph()
    for path in sorted(folder.glob("*.ttl")):
        try:
            graph += shacl.read(path)
        except SyntaxError as error:
            raise shacl.unusable(f"{path.name}: {error}") from error
    return graph


def hierarchy(ontology: Graph) -> Graph:
    """Return only the `rdfs:subClassOf` between named classes of `ontology`.

    A shape reaches the instances of subclasses through these
    (https://www.w3.org/TR/shacl/#implicit-targetClass); the axioms stay out, they slow the run and
    would count as data.
    """
    graph = Graph()
    for lower, upper in ontology.subject_objects(RDFS.subClassOf):
        if isinstance(lower, URIRef) and isinstance(upper, URIRef):
            graph.add((lower, RDFS.subClassOf, upper))
    return graph


def part(known: Graph, document: Graph, shapes: Graph) -> Graph:
    """Return the statements of `known` on which the verdict of `shapes` on `document` rests.

    They are all that is said of what can be reached from the document's things along the paths of
    the shapes, forward, and backward where a path is inverse. What is not among them conforms with
    the document as without it, so it need not be looked at with every document.
    """
    backward = frozenset(shapes.objects(None, SH.inversePath))
    links = frozenset(_steps(shapes))
    reached: set[URIRef] = set()
    new = {term for row in document for term in (row[0], row[2]) if isinstance(term, URIRef)}
    found = Graph()
    while new:
        thing = new.pop()
        reached.add(thing)
        for row in known.triples((thing, None, None)):
            found.add(row)
            if row[1] in links and row[2] not in reached and isinstance(row[2], URIRef):
                new.add(row[2])
        for subject, link in known.subject_predicates(thing):
            if link in backward and subject not in reached and isinstance(subject, URIRef):
                new.add(subject)
    return found


def _steps(shapes: Graph) -> Iterator[Node]:
    """Yield the properties that the paths of `shapes` follow."""
    for path in shapes.objects(None, SH.path):
        todo = [path]
        while todo:
            step = todo.pop()
            if isinstance(step, URIRef):
                yield step
            else:
                todo += [node for link, node in shapes.predicate_objects(step) if node != RDF.nil]


def shapes(data: Graph, shapes: Graph) -> list[Finding]:
    """Validate `data` (with the class `hierarchy` in it) and return what the shapes found.

    Args:
        data: one document's graph, merged with the shared graphs it refers to.
        shapes: the shapes graph.

    Raises:
        CheckFailed: pyshacl could not run the shapes.
    """
    return [_finding(result, data, shapes) for result in shacl.validate(data, shapes).results]


def _finding(result: Result, data: Graph, shapes: Graph) -> Finding:
    focus, value = result.focus, result.value
    severity = _SEVERITY.get(result.severity, "violation")
    # A constraint on the thing itself has it as value, and a reminder is about what is known well:
    # the sentence says both already.
    told = value if value != focus and severity == "violation" else None
    todo = remedy(shapes, result.shape, result.component)
    return Finding(
        severity=severity,
        layer="shape",
        rule=str(result.shape),
        thing=str(focus),
        zh=_sentence(data, focus, told, result.messages, "zh"),
        en=_sentence(data, focus, told, result.messages, "en"),
        quote=_quote(data, focus),
        path=result.path,
        component=str(result.component),
        value=told.n3() if isinstance(told, (URIRef, Literal)) else "",
        kind=todo.kind,
        advice_zh=todo.zh,
        advice_en=todo.en,
    )


def _in(language: str, literals: Iterable[Node]) -> str:
    return min(
        (str(x) for x in literals if isinstance(x, Literal) and x.language == language), default=""
    )


def _name(data: Graph, thing: Node | None, language: str) -> str:
    """What `thing` is called: its label, if it can be in `language`, its words, or its key."""
    for tag in (language, "zh", "en"):
        for label in _LABELS:
            if name := _in(tag, data.objects(thing, label)):
                return name
    for words in _WORDS:
        if (written := data.value(thing, words)) and (name := " ".join(str(written).split())):
            return name
    return str(thing).removeprefix(f"{BASE}id/").removeprefix(str(CETU))


def _sentence(
    data: Graph, focus: Node, value: Node | None, messages: Iterable[Node], language: str
) -> str:
    chinese = language == "zh"
    name = _name(data, focus, language)
    text = f"「{name}」：{_in('zh', messages)}" if chinese else f"“{name}”: {_in('en', messages)}"
    if reason := _in(language, data.objects(focus, CETU.incompletenessNote)).rstrip("。."):
        text += f"原因：{reason}。" if chinese else f" Reason: {reason}."
    if value is not None:
        shown = (
            " ".join(value.split()) if isinstance(value, Literal) else _name(data, value, language)
        )
        text += f"（现值：{shown or '空白'}）" if chinese else f" (Value: {shown or 'blank'})"
    return text


def _quote(data: Graph, thing: Node | None) -> str:
    """The words of the document behind `thing`: the longest quote of its own or its evidence."""
    holders = [thing, *data.objects(thing, CETU.evidence)]
    quotes = [str(q) for holder in holders for q in data.objects(holder, CETU.exactQuote)]
    return max(quotes, key=lambda quote: (len(quote), quote), default="")
