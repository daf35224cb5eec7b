"""Which documents a finding is about."""

import re
from typing import Final

from cetu.model.finding import Finding
from cetu.namespaces import ID

_DOCUMENT: Final = f"{ID}document/"
_PART: Final = re.compile(re.escape(str(ID)) + r"(?P<kind>[^/]+)/(?P<key>[^/]+)(?P<rest>/.+)?")


def documents(finding: Finding) -> tuple[str, ...]:
    """Return the IRIs of the documents that a finding is about, each once.

    They are those behind its premises, and the one that the thing stands in: the key of a thing
    read from a document begins with the key of the document.
    """
    found = dict.fromkeys(one.document for one in finding.premises if one.document)
    for iri in (finding.thing, *re.findall(r"<([^<>]+)>", finding.value)):
        part = _PART.fullmatch(iri)
        if part and (part["kind"] == "document" or part["rest"]):
            found.setdefault(f"{_DOCUMENT}{part['key']}", None)
    return tuple(found)
