"""What can be told of an entity beside its name, for more columns of a spreadsheet."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from cetu.answer.asking import Asks, ask, values
from cetu.model.result import Term
from cetu.namespaces import ID

Cell = Mapping[str, str | int]
"""A value as the protocol writes it: `str`, `int`, `date`, or `id` and `name` of an entity."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its names, the types that have it, its path, what its values are."""

    id: str
    zh: str
    en: str
    types: tuple[str, ...]
    path: str
    kind: Literal["entity", "text", "date", "count"] = "text"
    language: str = ""


PROPERTIES: Final = {
    one.id: one
    for one in (
        Property(
            "label", "中文名称", "label in Chinese", (), "rdfs:label|skos:prefLabel", language="zh"
        ),
        Property(
            "labelEn",
            "英文名称",
            "label in English",
            (),
            "rdfs:label|skos:prefLabel",
            language="en",
        ),
        Property(
            "altLabel",
            "别名",
            "other names",
            ("PolicyInstrument", "Place", "BeneficiaryClass", "Programme"),
            "skos:altLabel",
        ),
        Property(
            "name", "使用过的名称", "names it goes by", ("Actor",), "cetu:hasName/cetu:nameText"
        ),
        Property(
            "place", "所在地方", "place", ("Actor", "Document"), "cetu:jurisdiction", "entity"
        ),
        Property("within", "上级地方", "within", ("Place",), "cetu:within", "entity"),
        Property("placeCode", "行政区划代码", "code of GB/T 2260", ("Place",), "cetu:placeCode"),
        Property("kind", "类别", "kind", ("Actor",), "cetu:kind", "entity"),
        Property(
            "tasks", "任务数", "number of tasks", ("Actor",), "^cetu:responsibleParty", "count"
        ),
        Property(
            "uses",
            "使用该工具的任务数",
            "tasks that use it",
            ("PolicyInstrument",),
            "^cetu:usesInstrument",
            "count",
        ),
        Property(
            "broader",
            "上位概念",
            "broader",
            ("PolicyInstrument", "BeneficiaryClass"),
            "skos:broader",
            "entity",
        ),
        Property(
            "definition",
            "定义",
            "definition",
            ("PolicyInstrument", "BeneficiaryClass", "Programme"),
            "skos:definition",
            language="zh",
        ),
        Property(
            "documentNumber", "发文字号", "document number", ("Document",), "cetu:documentNumber"
        ),
        Property(
            "documentDate",
            "成文日期",
            "date of the document",
            ("Document",),
            "cetu:documentDate",
            "date",
        ),
        Property("issuedBy", "发文机关", "issued by", ("Document",), "cetu:issuedBy", "entity"),
        Property(
            "documentKind", "文种", "kind of document", ("Document",), "cetu:documentKind", "entity"
        ),
    )
}


def of_type(type_id: str) -> list[Property]:
    """Return the properties of things of a type; of no type in particular, all."""
    return [p for p in PROPERTIES.values() if not p.types or not type_id or type_id in p.types]


def extend(
    engine: Asks, known: Container[str], ids: Iterable[str], wanted: Iterable[Property]
) -> dict[str, dict[str, list[Cell]]]:
    """Return the values of properties of the entities with these ids: id → property → values.

    Of an id that is not `known` there are none.
    """
    every = list(dict.fromkeys(ids))
    rows: dict[str, dict[str, list[Cell]]] = {one: {} for one in every}
    iris = [f"{ID}{one}" for one in every if one in known]
    for one in wanted:
        found = defaultdict(list)
        for iri, cell in _read(engine, one, iris) if iris else ():
            found[iri.removeprefix(str(ID))].append(cell)
        for key in every:
            rows[key][one.id] = found.get(key, [])
    return rows


def _read(engine: Asks, wanted: Property, iris: list[str]) -> Iterator[tuple[str, Cell]]:
    if wanted.kind == "count":
        query = (
            f"SELECT ?x (COUNT(DISTINCT ?v) AS ?n) WHERE {{ %s ?x {wanted.path} ?v }} GROUP BY ?x"
        )
        for block in values("x", iris):
            for row in ask(engine, query % block):
                yield row["x"].value, {"int": int(row["n"].value)}
        return
    query = (
        f"SELECT DISTINCT ?x ?v ?name WHERE {{ %s ?x {wanted.path} ?v "
        'OPTIONAL { ?v rdfs:label|skos:prefLabel ?name FILTER(LANG(?name) = "zh") } '
        "} ORDER BY ?x ?v"
    )
    for block in values("x", iris):
        for row in ask(engine, query % block):
            if wanted.language in {"", row["v"].language or ""}:
                yield row["x"].value, _cell(wanted, row["v"], row.get("name"))


def _cell(wanted: Property, value: Term, name: Term | None) -> Cell:
    if value.kind == "uri":
        key = value.value.removeprefix(str(ID))
        return {"id": key, "name": name.value if name else key}
    return {"date": value.value} if wanted.kind == "date" else {"str": value.value}
