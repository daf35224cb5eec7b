"""The file of one document: its statements, its share of what follows, its description."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import URIRef

from cetu import annotate, link, mapping, queries, store
from cetu.annotate import Lexicon
from cetu.annotate.titles import Titles
from cetu.mapping import Entry, Setting, iris
from cetu.model.body import Place
from cetu.model.document import Document, Record
from cetu.namespaces import GRAPH
from cetu.pipeline import strangers
from cetu.pipeline.fresh import Cited, file, sha256
from cetu.pipeline.reading import Understood, place, understood
from cetu.reason import rules

_NAMED: Final = {
    str(GRAPH["ontology"]): ("本体", "ontology"),
    str(GRAPH["alignment"]): ("与其他本体的对齐", "alignments to other ontologies"),
    str(GRAPH["vocabulary"]): ("词表", "vocabularies"),
    str(GRAPH["reference"]): (
        "参考数据：机构、地区、文件",
        "reference data: bodies, places, documents",
    ),
    str(GRAPH["inferred"]): ("推理得出的陈述", "inferred statements"),
    str(GRAPH["metadata"]): ("各命名图的说明", "description of the named graphs"),
    str(GRAPH["void"]): ("各命名图的内容与统计", "what each named graph holds, counted"),
    str(GRAPH["examples"]): ("查询示例与前缀", "example queries and prefixes"),
}
_LINKS: Final = str(GRAPH["links/"])
_INFERRED: Final = str(GRAPH["inferred"])
_METADATA: Final = str(GRAPH["metadata"])
_VOID: Final = str(GRAPH["void"])
_EXAMPLES: Final = str(GRAPH["examples"])

Graphs = dict[str, list[ox.Triple]]
"""The named graphs of one file: IRI → triples."""


@dataclass(frozen=True, slots=True)
class World:
    """What every document is read and mapped with, loaded once a process."""

    root: Path
    lexicon: Lexicon
    ground: rules.Ground


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that is written and not yet published: where (None: unchanged), and what it holds."""

    temporary: Path | None
    content: str
    triples: int
    cites: Cited = ()
    source: str = ""


def world(root: Path) -> World:
    """Load what the documents under `root` share."""
    together = (triple for triples in store.shared(root).values() for triple in triples)
    return World(root, annotate.load(root), rules.ground(together))


def shared(world: World) -> dict[str, Graphs]:
    """Return the files of what the shared graphs give, by stem.

    Raises:
        IriUnchecked: ontology, vocabularies or reference data name what is in no list.
        LinksInvalid: a link to things of others does not say where it is from.
    """
    for name, triples in store.shared(world.root).items():
        strangers.refuse(triples, world.root, _linked(name, triples))
    inferred = [one.triple for one in world.ground.inferred]
    asked = store.triples(mapping.examples(queries.load(world.root).values()))
    whole = {**store.shared(world.root), _EXAMPLES: asked}
    entries = {
        name: Entry(URIRef(name), *_named(name), len(triples)) for name, triples in whole.items()
    }
    # Their size is not told: each document's file holds a share of them.
    shares = [Entry(URIRef(n), *_NAMED[n], None) for n in (_INFERRED, _METADATA, _VOID)]
    described = store.triples(mapping.catalogue([*entries.values(), *shares]))
    held = {
        triple
        for name, triples in whole.items()
        for told in (
            mapping.holdings(entries[name], triples),
            mapping.linksets(URIRef(name), triples),
        )
        for triple in store.triples(told)
    }
    return {
        "inferred": {_INFERRED: inferred},
        "metadata": {_METADATA: described, _VOID: list(held)},
        "examples": {_EXAMPLES: asked},
    }


def _named(name: str) -> tuple[str, str]:
    """What a shared graph is called, in Chinese and English."""
    if name.startswith(_LINKS):
        key = name.removeprefix(_LINKS)
        return f"与外部事物的链接：{key}", f"links to things of others: {key}"
    return _NAMED[name]


def _linked(name: str, triples: list[ox.Triple]) -> frozenset[str]:
    """The things of others that a graph of accepted links vouches for; of any other graph none.

    Raises:
        LinksInvalid: a link does not say who accepted it, when and why.
    """
    if not name.startswith(_LINKS):
        return frozenset()
    return frozenset(one.proposal.theirs for one in link.check(triples, name))


def document(found: Understood, record: Record, world: World) -> Graphs:
    """Return the file of one document: stated, inferred, described."""
    name, stated = _stated(found, record, world.lexicon)
    follows = [one.triple for one in rules.follows(world.ground, stated)]
    entry = _entry(name, len(stated), found.document, record)
    described = store.triples(mapping.catalogue([entry]))
    held = store.triples(mapping.holdings(entry, stated))
    return {str(name): stated, _INFERRED: follows, _METADATA: described, _VOID: held}


def stage(stem: str, graphs: Graphs, root: Path) -> Staged:
    """Write a file of the graph beside its place.

    Raises:
        IriUnchecked: it names a thing of others that is in no list.
    """
    for triples in graphs.values():
        strangers.refuse(triples, root)
    content = store.trig(graphs)
    size = sum(map(len, graphs.values()))
    return Staged(store.stage(file(root, stem), content), sha256(content), size)


def cites(found: Understood, titles: Titles) -> Cited:
    """Return what a document cites, with the documents that these titles and numbers mean now."""
    every = (*found.cited, *(one for task in found.tasks for one in task.citations))
    named = sorted({(one.title, one.number) for one in every})
    return tuple((title, number, titles.documents(title, number)) for title, number in named)


def read_and_stage(item: tuple[str, Record], root: Path, digest: str) -> Staged:
    """Read, map and stage one document (stem, record); for a process of a crew.

    `digest` is that of what documents share and of their list: it is loaded once for it.

    Raises:
        CetuError: the document cannot be read.
    """
    stem, record = item
    here = world_of(root, digest)
    return stage_understood((stem, understood(record, root, here.lexicon)), root, digest)


def stage_understood(item: tuple[str, Understood], root: Path, digest: str) -> Staged:
    """Map and stage one document (stem, what was read), which has its record."""
    stem, found = item
    here = world_of(root, digest)
    if found.record is None:
        raise ValueError("a document without a record is in no graph")
    staged = stage(stem, document(found, found.record, here), root)
    names = cites(found, here.lexicon.titles)
    return replace(staged, cites=names, source=found.document.source.digest)


@lru_cache(maxsize=1)  # the shared graphs of now; what they were before is not asked for again
def world_of(root: Path, digest: str) -> World:
    """Load what the documents under `root` share, once for the `digest` of it and of the list."""
    del digest
    return world(root)


def _stated(found: Understood, record: Record, lexicon: Lexicon) -> tuple[URIRef, list[ox.Triple]]:
    here = place(record, found.document, lexicon)
    stated = tuple(issuer.value for issuer in found.document.metadata.issuers)
    names = record.issuers or stated
    issuers = {name: body for name in names if (body := lexicon.body(name, here))}
    bodies = tuple(issuers.values())
    parties = (party.body for task in found.tasks for party in task.parties if party.body)
    around = {here, *(body.place for body in (*bodies, *parties) if body.derived)} - {None, ""}
    setting = Setting(found.cited, tuple(_places(around, lexicon)), bodies)
    links = {name: body.iri for name, body in issuers.items()}
    return mapping.map_document(found.document, record, found.tasks, links, setting)


def _places(iris: Iterable[str | None], lexicon: Lexicon) -> Iterator[Place]:
    """Yield the places with these IRIs and those that lie around them, each once, in order."""
    seen: set[str] = set()
    for iri in sorted(filter(None, iris)):
        place: Place | None = lexicon.place_of(iri)
        while place and place.iri not in seen:
            seen.add(place.iri)
            yield place
            place = lexicon.place_of(place.within)


def _entry(name: URIRef, size: int, document: Document, record: Record) -> Entry:
    title = document.title.text if document.title else record.identifier
    version = iris.version(record, document.source)
    return Entry(name, f"文件：{title}", f"document {record.identifier}", size, version)
