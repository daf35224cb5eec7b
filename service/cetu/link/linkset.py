"""Accepted links as a file of the graph: `data/links/<name>.ttl`, a named graph of its own.

Each link is one SKOS statement, and an annotation that says who accepted it, when, from which
source, with which score and for what reasons (https://www.w3.org/TR/annotation-vocab/#linking). A
link without that is refused when the graph is built: nobody could say where it came from.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from cetu.errors import LinksInvalid
from cetu.model.link import RELATIONS, Accepted, Proposal
from cetu.namespaces import ID, PREFIXES

_SKOS, _OA, _DCTERMS, _RDFS = (PREFIXES[name] for name in ("skos", "oa", "dcterms", "rdfs"))
_RDF_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_MATCHES: Final = {f"{_SKOS}{name}": name for name in RELATIONS}
_ANNOTATION, _BODY, _TARGET, _MOTIVE, _LINKING = (
    ox.NamedNode(_OA + name)
    for name in ("Annotation", "hasBody", "hasTarget", "motivatedBy", "linking")
)
_CREATOR, _CREATED, _SOURCE, _ISSUED, _EXTENT = (
    ox.NamedNode(_DCTERMS + name) for name in ("creator", "created", "source", "issued", "extent")
)
_COMMENT, _LABEL = (ox.NamedNode(_RDFS + name) for name in ("comment", "label"))
_DECIMAL: Final = ox.NamedNode(PREFIXES["xsd"] + "decimal")
_DATE_TIME: Final = ox.NamedNode(PREFIXES["xsd"] + "dateTime")
_WORDS: Final = (
    _ANNOTATION, _BODY, _TARGET, _MOTIVE, _LINKING, _CREATOR, _CREATED, _SOURCE, _ISSUED, _EXTENT,
    _COMMENT, _LABEL, _DATE_TIME, _DECIMAL,
)  # fmt: skip
TERMS: Final = tuple(sorted({*_MATCHES, *(one.value for one in _WORDS)}))
"""The terms of others that a file of links is written in."""


def write(path: Path, accepted: Iterable[Accepted]) -> int:
    """Add links to the file at `path`, and return how many it holds then.

    A pair that stands in it already is written as accepted now.

    Raises:
        LinksInvalid: the file that is there cannot be read.
    """
    held = {(one.proposal.ours, one.proposal.theirs): one for one in load(path)}
    held |= {(one.proposal.ours, one.proposal.theirs): one for one in accepted}
    triples = [triple for key in sorted(held) for triple in _triples(held[key])]
    path.parent.mkdir(parents=True, exist_ok=True)
    prefixes = {name: PREFIXES[name] for name in ("skos", "oa", "dcterms", "rdfs", "xsd")}
    text = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    assert text is not None  # noqa: S101 - it is returned where no file is given
    temporary = path.with_suffix(".half")
    temporary.write_bytes(text)
    temporary.replace(path)
    return len(held)


def load(path: Path) -> list[Accepted]:
    """Return the links of a file; none where there is no file.

    Raises:
        LinksInvalid: it cannot be read, or a link in it does not say where it is from.
    """
    if not path.is_file():
        return []
    try:
        triples = [quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]
    except (SyntaxError, ValueError) as error:
        raise LinksInvalid(
            f"{path.name} cannot be read: {error}", f"无法读取 {path.name}：{error}"
        ) from error
    return check(triples, path.name)


def check(triples: Sequence[ox.Triple], name: str) -> list[Accepted]:
    """Return the links among the triples of one file, each with its annotation.

    Raises:
        LinksInvalid: a link has none, or says something that a link may not.
    """
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    links = []
    for triple in triples:
        if not isinstance(triple.subject, ox.NamedNode):
            raise _wrong(name, "it has an anonymous node", "含匿名节点")
        value = triple.object.value if not isinstance(triple.object, ox.Triple) else ""
        said[triple.subject.value][triple.predicate.value].append(value)
        if triple.predicate.value in _MATCHES:
            links.append((triple.subject.value, triple.predicate.value, value))
        elif triple.predicate.value not in TERMS and triple.predicate != _RDF_TYPE:
            raise _wrong(
                name, f"{triple.predicate.value} is no word for a link", "含与链接无关的陈述"
            )
    notes = {
        (note[_TARGET.value][0], note[_BODY.value][0]): note
        for note in said.values()
        if note.get(_TARGET.value) and note.get(_BODY.value)
    }
    return [_accepted(name, link, notes.get((link[0], link[2]))) for link in sorted(links)]


def _accepted(name: str, link: tuple[str, str, str], note: dict[str, list[str]] | None) -> Accepted:
    ours, relation, theirs = link

    def one(term: ox.NamedNode) -> str:
        values = (note or {}).get(term.value, [])
        if len(values) != 1 or not values[0]:
            told = f"the link from {ours} to {theirs} does not say its {term.value}"
            raise _wrong(name, told, f"{ours} 到 {theirs} 的链接缺少 {term.value}")
        return values[0]

    proposal = Proposal(
        ours, "", theirs, one(_LABEL), _MATCHES[relation], float(one(_EXTENT)), one(_COMMENT),
        one(_SOURCE), one(_ISSUED)[:10],
    )  # fmt: skip
    return Accepted(proposal, one(_CREATOR), one(_CREATED)[:10])


def _triples(link: Accepted) -> Iterable[ox.Triple]:
    told = link.proposal
    ours, theirs = ox.NamedNode(told.ours), ox.NamedNode(told.theirs)
    key = hashlib.sha256(f"{told.ours} {told.theirs}".encode()).hexdigest()[:16]
    note = ox.NamedNode(f"{ID}link/{key}")
    yield ox.Triple(ours, ox.NamedNode(_SKOS + told.relation), theirs)
    for predicate, value in (
        (_RDF_TYPE, _ANNOTATION),
        (_MOTIVE, _LINKING),
        (_TARGET, ours),
        (_BODY, theirs),
        (_LABEL, ox.Literal(told.their_name)),
        (_COMMENT, ox.Literal(told.reasons)),
        (_EXTENT, ox.Literal(f"{told.score:g}", datatype=_DECIMAL)),
        (_SOURCE, ox.Literal(told.source)),
        (_ISSUED, _day(told.retrieved)),
        (_CREATOR, ox.Literal(link.by)),
        (_CREATED, _day(link.on)),
    ):  # fmt: skip
        yield ox.Triple(note, predicate, value)


def _day(day: str) -> ox.Literal:
    return ox.Literal(f"{day}T00:00:00", datatype=_DATE_TIME)


def _wrong(name: str, en: str, zh: str) -> LinksInvalid:
    return LinksInvalid(
        f"{name} does not hold links as they are accepted: {en}.",
        f"{name} 不是按规定接受的链接：{zh}。",
        hint="`cetu link accept` writes such a file.",
        hint_zh="此类文件由 cetu link accept 写出。",
    )
