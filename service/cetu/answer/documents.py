"""Documents: metadata and where it was read, versions as received, what is incomplete."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from cetu.answer.asking import TRUE, Asks, ask, iri
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
    address: str = ""
    withheld: bool = False
    recognised: bool = False
    doubts: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its versions and tasks; `source` says where its metadata was read."""

    thing: Thing
    title: str
    number: str
    date: str
    published: str
    in_force: str
    expires: str
    draft: bool
    source: Thing
    kind: Thing | None
    issuers: tuple[Thing, ...]
    issuers_written: tuple[str, ...]
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


def _doubts(engine: Asks, version: str) -> tuple[Thing, ...]:
    """What the reader noticed in a version: the IRI of each doubt with its notes for labels."""
    rows = ask(
        engine,
        f"""SELECT DISTINCT ?doubt ?note ?start WHERE {{
          ?doubt cetu:doubtOf {iri(version)} ; cetu:doubtNote ?note
          OPTIONAL {{ ?doubt cetu:doubtAt/cetu:startOffset ?start }}
        }} ORDER BY ?start ?doubt""",
    )
    notes: dict[str, dict[str, str]] = {}
    for row in rows:
        language = row["note"].language or "zh"
        notes.setdefault(row["doubt"].value, {})[language] = row["note"].value
    return tuple(Thing(one, said.get("zh", ""), said.get("en", "")) for one, said in notes.items())


def _versions(engine: Asks, document: str) -> tuple[Version, ...]:
    rows = ask(
        engine,
        f"""SELECT DISTINCT ?v ?digest ?name ?type ?bytes ?characters ?received ?reader
          ?address ?withheld ?recognised WHERE {{
          {{ {document} cetu:hasVersion ?v }} UNION {{ ?v cetu:versionOf {document} }}
          OPTIONAL {{ ?v cetu:contentDigest ?digest }} OPTIONAL {{ ?v cetu:fileName ?name }}
          OPTIONAL {{ ?v cetu:mediaType ?type }} OPTIONAL {{ ?v cetu:byteCount ?bytes }}
          OPTIONAL {{ ?v cetu:characterCount ?characters }}
          OPTIONAL {{ ?v cetu:received ?received }}
          OPTIONAL {{ ?v cetu:sourceAddress ?address }}
          OPTIONAL {{ ?v cetu:textWithheld ?withheld }}
          OPTIONAL {{ ?v cetu:recognised ?recognised }}
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
                address=text.get("address", ""),
                withheld=text.get("withheld", "") in TRUE,
                recognised=text.get("recognised", "") in TRUE,
                doubts=_doubts(engine, text["v"]),
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
        text("documentDate")[:10] or text("documentPeriod"),
        text("publishedOn")[:10],
        text("inForceFrom")[:10],
        text("expiresOn")[:10],
        text("draft") in TRUE,
        Thing("", text("metadataSource", "zh"), text("metadataSource", "en")),
        first("documentKind"),
        issuers=every("issuedBy"),
        issuers_written=tuple(
            r["o"].value for r in facts if r["p"].value == str(CETU["issuerAsWritten"])
        ),
        place=first("jurisdiction"),
        annex_of=first("annexOf"),
        annexes=every("hasAnnex"),
        cites=every("cites"),
        versions=_versions(engine, one),
        measures=tuple(named(r["m"].value) for r in measured),
        tasks=tasks(engine, f"?task cetu:inDocument {one} ; a cetu:Task ."),
    )
