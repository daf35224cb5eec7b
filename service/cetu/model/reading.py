"""A reading of one document, in the form the gold readings have, with the place of each mention."""

from typing import Any

from cetu.model.document import Document, Record
from cetu.model.span import Span
from cetu.model.task import Mention, Task


def reading(document: Document, record: Record | None, tasks: tuple[Task, ...]) -> dict[str, Any]:
    """Return a JSON-ready dict: `document`, `measures`, `tasks`, `doubts`.

    Every mention has `start` and `end` in characters of the raw text. What the file does not state
    comes from `record` where there is one, else is null.
    """
    return {
        "document": {
            "title": document.title.text if document.title else None,
            "issuer": list(record.issuers) if record else [],
            "jurisdiction": record.place if record else None,
            "docNumber": (record.number or None) if record else None,
            "date": (record.date or None) if record else None,
            "source": document.source.name,
            "sha256": document.source.digest,
            "metadata_source": record.metadata_source if record else None,
        },
        "measures": [
            {"number": m.number, "title": m.title, "start": m.spans[0].start, "end": m.spans[0].end}
            for m in document.measures
        ],
        "tasks": [_task(task) for task in tasks],
        "doubts": [
            {"kind": d.kind, "zh": d.zh, "en": d.en, **_place(d.span)} for d in document.doubts
        ],
    }


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "surface": mention.span.text,
        "concepts": list(mention.concepts),
        **_place(mention.span),
    }


def _task(task: Task) -> dict[str, Any]:
    row = task.row
    return {
        "number": row.number.text,
        "measure": row.measure,
        "text": row.task.text,
        "incomplete": row.incomplete,
        "deadline": None,
        **_place(row.number),
        "agencies": [
            {
                "as_written": party.span.text,
                "full_name": party.full_name or party.span.text,
                "role": party.role,
                "body": party.body,
                **({"name_plate": party.name_plate} if party.name_plate else {}),
                **({"collective": True} if party.collective else {}),
                **_place(party.span),
            }
            for party in task.parties
        ],
        "instruments": [
            {**_mention(mention), "type": mention.type} for mention in task.instruments
        ],
        "beneficiaries": [_mention(mention) for mention in task.beneficiaries],
        "quantities": [
            {
                "surface": quantity.span.text,
                "value": float(quantity.value),
                "unit": quantity.written_unit,
                "bound": quantity.bound,
                "of": quantity.limited or quantity.base,
                "base": quantity.base,
                "instrument": quantity.instrument,
                **_place(quantity.span),
            }
            for quantity in task.quantities
        ],
        "clauses": [
            {"surface": clause.span.text, "verb": clause.verb, **_place(clause.span)}
            for clause in task.clauses
        ],
        "citations": [_mention(mention) for mention in task.citations],
        "programmes": [_mention(mention) for mention in task.programmes],
        "places": [_mention(mention) for mention in task.places],
    }
