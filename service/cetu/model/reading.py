"""A reading of one document, in the form the gold readings have, with the place of each mention."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

from cetu.model.document import Document, Record, Stated
from cetu.model.span import Cell, Span
from cetu.model.task import Mention, Quantity, Task
from cetu.model.wording import wording


def reading(document: Document, record: Record | None, tasks: tuple[Task, ...]) -> dict[str, Any]:
    """Return a JSON-ready dict: `document`, `measures`, `tasks`, `doubts`.

    Every mention has `start` and `end` in characters of the raw text. What the file does not state
    comes from `record` where there is one, else is null.
    """
    return {
        "document": _about(document, record),
        "measures": [
            {"number": m.number, "title": m.title, "start": m.spans[0].start, "end": m.spans[0].end}
            for m in document.measures
        ],
        "tasks": [_task(task) for task in tasks],
        "doubts": [
            {
                "kind": doubt.kind,
                "zh": doubt.zh,
                "en": doubt.en,
                "page": doubt.page or None,
                **(_place(doubt.span) if doubt.span else {}),
            }
            for doubt in document.doubts
        ],
    }


def _about(document: Document, record: Record | None) -> dict[str, Any]:
    """What is known of the document: what its record says, else what it says itself."""
    about, source = document.metadata, document.source
    issuers = record.issuers if record else ()
    return {
        "title": about.title.value if about.title else None,
        "issuer": list(issuers) or [issuer.value for issuer in about.issuers],
        "jurisdiction": (record.place if record else "") or _value(about.place),
        "docNumber": (record.number if record else "") or _value(about.number),
        "date": (record.date if record else "") or _value(about.written),
        "published": _value(about.published),
        "in_force": _value(about.in_force),
        "expires": _value(about.expires),
        "kind": (record.kind if record else "") or _value(about.kind),
        "parent": (record.parent_title if record else "") or _value(about.parent),
        "draft": about.draft.text if about.draft else None,
        "source": source.name,
        "sha256": source.digest,
        "form": source.form,
        "pages": len(document.layout.pages) or None,
        "recognised": source.recognised,
        "metadata_source": (record.metadata_source or None) if record else None,
    }


def _value(stated: Stated | None) -> str | None:
    return stated.value if stated else None


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _spans(quantities: tuple[Quantity, ...]) -> Iterator[tuple[Quantity, ...]]:
    """Yield the quantities; the two ends of a span of values, which share a place, together."""
    for _, same in groupby(quantities, key=lambda quantity: quantity.span):
        yield tuple(same)


def _quantity(ends: tuple[Quantity, ...], cells: tuple[Cell, ...]) -> dict[str, Any]:
    """Return one quantity; of a span of values (1—2个), `value` lists both ends."""
    quantity, values = ends[0], [_number(end.value) for end in ends]
    unit = quantity.written_unit
    return {
        "surface": wording(quantity, cells),
        "value": float(quantity.value) if len(values) == 1 else values,
        "unit": f"{unit}/{quantity.per}" if quantity.per else unit,
        "bound": quantity.bound if len(values) == 1 else "exact",
        "of": quantity.limited or quantity.base,
        "base": quantity.base,
        "instrument": quantity.instrument,
        **_place(quantity.span),
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _mention(mention: Mention, cells: tuple[Cell, ...]) -> dict[str, Any]:
    return {
        "surface": wording(mention, cells),
        "concepts": list(mention.concepts),
        **_place(mention.span),
    }


def _task(task: Task) -> dict[str, Any]:
    row = task.row
    cells = row.cells
    return {
        "number": row.number.text if row.number else None,
        "measure": row.measure,
        "text": row.task.text,
        "incomplete": row.incomplete,
        "title": row.heading.text or None,
        "deadline": wording(task.deadlines[-1], cells) if task.deadlines else None,
        **(_place(row.place) if row.place else {}),
        "agencies": [
            {
                "as_written": wording(party, cells),
                "full_name": party.full_name or wording(party, cells),
                "role": party.role,
                "body": party.body.iri if party.body else None,
                **({"name_plate": party.name_plate} if party.name_plate else {}),
                **({"collective": True} if party.collective else {}),
                **({"elided": True} if party.elided else {}),
                **({"candidates": list(party.candidates)} if party.candidates else {}),
                **_place(party.span),
            }
            for party in task.parties
        ],
        "instruments": [
            {**_mention(mention, cells), "type": mention.type} for mention in task.instruments
        ],
        "beneficiaries": [_mention(mention, cells) for mention in task.beneficiaries],
        "quantities": [_quantity(ends, cells) for ends in _spans(task.quantities)],
        "clauses": [
            {"surface": wording(clause, cells), "verb": clause.verb, **_place(clause.span)}
            for clause in task.clauses
        ],
        "citations": [
            {
                "surface": wording(cited, cells),
                "title": cited.title,
                "number": cited.number or None,
                "concepts": list(cited.documents),
                **_place(cited.span),
            }
            for cited in task.citations
        ],
        "deadlines": [
            {
                "surface": wording(deadline, cells),
                "until": deadline.until or None,
                **_place(deadline.span),
            }
            for deadline in task.deadlines
        ],
        "candidates": [
            {"surface": wording(candidate, cells), "head": candidate.head, **_place(candidate.span)}
            for candidate in task.candidates
        ],
        "programmes": [_mention(mention, cells) for mention in task.programmes],
        "places": [_mention(mention, cells) for mention in task.places],
    }
