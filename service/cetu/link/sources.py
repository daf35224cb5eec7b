"""Where things of others are read: a dump on disk, a SPARQL endpoint, a reconciliation service.

Each is somebody else's: it has limits of time and size, and what is not understood is an error with
its reason, never a guess.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox
from SPARQLWrapper import JSON, SPARQLWrapper

import cetu
from cetu.errors import LinksInvalid, RemoteFailed, SourceMissing
from cetu.model.link import Ours, Theirs

_FORMATS: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
"""What a dump may be written in. RDF/XML is not read: what is in it may refer to other files."""
_NAMED: Final = frozenset(
    {
        "http://www.w3.org/2000/01/rdf-schema#label",
        "http://www.w3.org/2004/02/skos/core#prefLabel",
        "http://www.w3.org/2004/02/skos/core#altLabel",
        "http://schema.org/name",
        "http://schema.org/alternateName",
        "http://xmlns.com/foaf/0.1/name",
        "http://www.geonames.org/ontology#name",
        "http://www.geonames.org/ontology#alternateName",
        "http://www.geonames.org/ontology#officialName",
    }
)
_LANGUAGES: Final = ("", "zh", "zh-hans", "zh-cn", "en")
_SECONDS: Final = 60
_MOST_BYTES: Final = 32 << 20
_AT_ONCE: Final = 50
_A_BATCH: Final = 10


def dump(path: Path, codes: Iterable[str] = ()) -> Iterator[Theirs]:
    """Yield the things of an RDF file: Turtle, N-Triples, N-Quads, TriG, JSON-LD, by its ending.

    Args:
        path: the file.
        codes: IRIs of the properties whose values are codes.

    Raises:
        SourceMissing: there is no such file.
        LinksInvalid: it cannot be read.
    """
    if not path.is_file():
        raise SourceMissing(f"There is no file {path}.", f"没有文件 {path}。")
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        raise LinksInvalid(
            f"A dump ending in {path.suffix or 'nothing'} is not read.",
            f"不能读取扩展名为 {path.suffix or '（无）'} 的文件。",
            hint=f"It may end in {', '.join(_FORMATS)}.",
            hint_zh=f"可用：{'、'.join(_FORMATS)}。",
        )
    coded = frozenset(codes)
    names: dict[str, dict[str, None]] = defaultdict(dict)
    numbers: dict[str, dict[str, None]] = defaultdict(dict)
    try:
        for quad in ox.parse(path=path, format=form):
            subject, said = quad.subject, quad.object
            if not isinstance(subject, ox.NamedNode) or not isinstance(said, ox.Literal):
                continue
            if quad.predicate.value in coded:
                numbers[subject.value][said.value] = None
            elif quad.predicate.value in _NAMED and (said.language or "") in _LANGUAGES:
                names[subject.value][said.value] = None
    except (SyntaxError, ValueError, OSError) as error:
        raise LinksInvalid(
            f"{path.name} cannot be read: {error}", f"无法读取 {path.name}：{error}"
        ) from error
    for iri in dict.fromkeys([*names, *numbers]):
        yield Theirs(iri, tuple(names[iri]), tuple(numbers[iri]))


def endpoint(address: str, ours: Sequence[Ours], code: str = "") -> Iterator[Theirs]:
    """Yield the things of a SPARQL endpoint that have one of our names or codes.

    Args:
        address: of the endpoint, SPARQL 1.1 Protocol.
        ours: what is looked for.
        code: IRI of the property whose values are codes; "" where there is none.

    Raises:
        RemoteFailed: it did not answer, or not in SPARQL JSON.
    """
    names = list(dict.fromkeys(name for one in ours for name in one.names))
    labels = " ".join(f"<{iri}>" for iri in sorted(_NAMED))
    for block in _blocks(names, _AT_ONCE):
        given = " ".join(f"{_literal(name)} {_literal(name)}@zh" for name in block)
        known = f"OPTIONAL {{ ?thing <{code}> ?code }}" if code else ""
        query = (
            f"SELECT DISTINCT ?thing ?label ?code WHERE {{ VALUES ?label {{ {given} }} "
            f"VALUES ?named {{ {labels} }} ?thing ?named ?label . {known} }}"
        )
        yield from _things(_select(address, query))
    if code:
        numbers = list(dict.fromkeys(number for one in ours for number in one.codes))
        for block in _blocks(numbers, _AT_ONCE):
            given = " ".join(_literal(number) for number in block)
            query = (
                f"SELECT DISTINCT ?thing ?label ?code WHERE {{ VALUES ?code {{ {given} }} "
                f"?thing <{code}> ?code OPTIONAL {{ VALUES ?named {{ {labels} }} "
                '?thing ?named ?label FILTER(LANG(?label) IN ("zh", "", "en")) } }'
            )
            yield from _things(_select(address, query))


def service(address: str, ours: Sequence[Ours]) -> Iterator[Theirs]:
    """Yield what a reconciliation service (API 0.2) finds for our names.

    Raises:
        RemoteFailed: it did not answer, or not as the specification says.
    """
    try:
        manifest = _json(address)
        space = str(manifest["identifierSpace"])
        view = str(manifest.get("view", {}).get("url", "")) or f"{space}{{{{id}}}}"
    except (KeyError, TypeError, AttributeError) as error:
        raise _failed(address, "it does not describe itself", "没有服务说明") from error
    names = list(dict.fromkeys(name for one in ours for name in one.names[:1]))
    for block in _blocks(names, _A_BATCH):
        batch = {f"q{at}": {"query": name, "limit": 3} for at, name in enumerate(block)}
        answer = _json(address, {"queries": json.dumps(batch, ensure_ascii=False)})
        try:
            for result in answer.values():
                for one in result["result"]:
                    key = str(one["id"])
                    iri = key if "://" in key else view.replace("{{id}}", key)
                    yield Theirs(iri, (str(one["name"]),), (), float(one["score"]))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _failed(address, "its answer is not of API 0.2", "结果不合 API 0.2") from error


def _things(rows: Iterable[dict[str, Any]]) -> Iterator[Theirs]:
    names: dict[str, dict[str, None]] = defaultdict(dict)
    numbers: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        thing = row["thing"]["value"]
        names[thing].update({row["label"]["value"]: None} if "label" in row else {})
        numbers[thing].update({row["code"]["value"]: None} if "code" in row else {})
    for iri in dict.fromkeys([*names, *numbers]):
        yield Theirs(iri, tuple(names[iri]), tuple(numbers[iri]))


def _select(address: str, query: str) -> list[dict[str, Any]]:
    wrapper = SPARQLWrapper(address, agent=f"cetu/{cetu.__version__}")
    wrapper.setQuery(query)
    wrapper.setReturnFormat(JSON)
    wrapper.setMethod("POST")
    wrapper.setTimeout(_SECONDS)
    try:
        found: Any = wrapper.query().convert()
        rows: list[dict[str, Any]] = found["results"]["bindings"]
    except Exception as error:  # what the library raises is of many kinds
        raise _failed(address, f"{error}", f"{error}") from error
    return rows


def _json(address: str, form: dict[str, str] | None = None) -> Any:  # noqa: ANN401 - JSON
    if not address.startswith(("http://", "https://")):
        raise _failed(address, "it is no address of the web", "不是网址")
    data = urlencode(form).encode() if form else None
    request = Request(address, data, {"User-Agent": f"cetu/{cetu.__version__}"})  # noqa: S310 - http or https
    try:
        with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - http or https
            return json.loads(answer.read(_MOST_BYTES))
    except (OSError, ValueError) as error:
        raise _failed(address, f"{error}", f"{error}") from error


def _blocks(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (items[at : at + size] for at in range(0, len(items), size))


def _literal(text: str) -> str:
    return str(ox.Literal(text))


def _failed(address: str, reason: str, reason_zh: str) -> RemoteFailed:
    return RemoteFailed(
        f"{address} failed: {reason}.",
        f"{address} 出错：{reason_zh}。",
        hint="Check the address, or try again later.",
        hint_zh="请核对地址，或稍后再试。",
    )
