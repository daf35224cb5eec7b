"""Documents: metadata and where it was read, versions as received, what is incomplete."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from cetu.answer.asking import Asks, ask, iri
from cetu.answer.naming import Thing, names
from cetu.answer.tasks import Line, tasks
from cetu.namespaces import CETU


@dataclass(frozen=True, slots=True)
class Version:
    """A file as received."""

    thing: Thing
    digest: str
    file_name: str
    media_type: str
    byte_count: str
    characters: str
    received: str
    reader: Thing | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its versions and tasks; `source` says where its metadata was read."""

    thing: Thing
    title: str
    number: str
    date: str
    source: Thing
    kind: Thing | None
    issuers: tuple[Thing, ...]
    place: Thing | None
    annex_of: Thing | None
    annexes: tuple[Thing, ...]
    cites: tuple[Thing, ...]
    versions: tuple[Version, ...]
    measures: tuple[Thing, ...]
    tasks: tuple[Line, ...]

    def sections(self) -> Iterator[tuple[Thing | None, tuple[Line, ...]]]:
        """Yield each measure with its tasks, in the order of the text; None where there is none."""
        for measure, lines in groupby(self.tasks, key=lambda line: line.measure):
            yield measure, tuple(lines)


def _versions(engine: Asks, document: str) -> tuple[Version, ...]:
    rows = ask(
        engine,
        f"""SELECT DISTINCT ?v ?digest ?name ?type ?bytes ?characters ?received ?reader WHERE {{
          {{ {document} cetu:hasVersion ?v }} UNION {{ ?v cetu:versionOf {document} }}
          OPTIONAL {{ ?v cetu:contentDigest ?digest }} OPTIONAL {{ ?v cetu:fileName ?name }}
          OPTIONAL {{ ?v cetu:mediaType ?type }} OPTIONAL {{ ?v cetu:byteCount ?bytes }}
          OPTIONAL {{ ?v cetu:characterCount ?characters }}
          OPTIONAL {{ ?v cetu:received ?received }}
          OPTIONAL {{ {{ SELECT DISTINCT ?v ?reader WHERE {{
            ?e cetu:fromVersion ?v ; cetu:readBy ?reader }} }} }}
        }} ORDER BY ?v""",
    )
    named = names(engine, {r[v].value for r in rows for v in ("v", "reader") if v in r})
    found: dict[str, Version] = {}
    for row in rows:
        text = {k: term.value for k, term in row.items()}
        found.setdefault(
            text["v"],
            Version(
                named(text["v"]),
                text.get("digest", ""),
                text.get("name", ""),
                text.get("type", ""),
                text.get("bytes", ""),
                characters=text.get("characters", ""),
                received=text.get("received", ""),
                reader=named(text["reader"]) if "reader" in text else None,
            ),
        )
    return tuple(found.values())


def document(engine: Asks, thing: str) -> Document:
    """Return the document called `thing`."""
    one = iri(thing)
    facts = ask(
        engine,
        f"""SELECT DISTINCT ?p ?o WHERE {{ {{ {one} ?p ?o FILTER(!ISBLANK(?o)) }}
          UNION {{ ?o cetu:annexOf {one} BIND(cetu:hasAnnex AS ?p) }} }} ORDER BY ?p ?o""",
    )
    measured = ask(
        engine,
        f"""SELECT DISTINCT ?m ?n WHERE {{ ?m cetu:inDocument {one} ; cetu:measureNumber ?x
          OPTIONAL {{ ?m cetu:measureOrdinal ?n }} }} ORDER BY ?n ?m""",
    )
    wanted = {thing, *(r["o"].value for r in facts if r["o"].kind == "uri")}
    named = names(engine, wanted | {r["m"].value for r in measured})

    def every(name: str) -> tuple[Thing, ...]:
        found = (r["o"].value for r in facts if r["p"].value == str(CETU[name]))
        return tuple(map(named, dict.fromkeys(found)))

    def first(name: str) -> Thing | None:
        return next(iter(every(name)), None)

    def text(name: str, language: str | None = None) -> str:
        return next(
            (
                r["o"].value
                for r in facts
                if r["p"].value == str(CETU[name]) and language in {None, r["o"].language}
            ),
            "",
        )

    return Document(
        named(thing),
        text("title") or named(thing).zh,
        text("documentNumber"),
        text("documentDate")[:10],
        Thing("", text("metadataSource", "zh"), text("metadataSource", "en")),
        first("documentKind"),
        issuers=every("issuedBy"),
        place=first("jurisdiction"),
        annex_of=first("annexOf"),
        annexes=every("hasAnnex"),
        cites=every("cites"),
        versions=_versions(engine, one),
        measures=tuple(named(r["m"].value) for r in measured),
        tasks=tasks(engine, f"?task cetu:inDocument {one} ; a cetu:Task ."),
    )
