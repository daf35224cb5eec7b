"""A document in other governments' words: CPSV-AP, ELI, schema.org, DCAT.

Each export is a CONSTRUCT of `queries/exports/`. What the answer is worth is told by the shapes of
those who made the vocabulary (docs/linked.md).
"""

import json
import re
from collections.abc import Mapping
from typing import Final, Protocol

from rdflib import Graph

from cetu import queries
from cetu.errors import NotAcceptable, ThingUnknown
from cetu.model.profile import Profile

JSON_LD: Final = "application/ld+json"
_PREFIX: Final = re.compile(r"^PREFIX (\w+): <([^>]+)>$", re.MULTILINE)
_PLAIN: Final = "http://schema.org/"
"""The vocabulary whose users write its terms without a prefix."""


class Constructs(Protocol):
    """The part of the engine that an export needs."""

    def construct(self, text: str, media_type: str = "text/turtle") -> bytes:
        """Answer a CONSTRUCT in the given format."""
        ...


def pick(profiles: Mapping[str, Profile], name: str) -> Profile:
    """Return the profile called `name`.

    Raises:
        NotAcceptable: there is none; the error lists those there are.
    """
    if name in profiles:
        return profiles[name]
    known = ", ".join(profiles)
    raise NotAcceptable(
        f"There is no profile “{name}”.",
        f"没有名为“{name}”的描述方式。",
        hint=f"There are: {known}.",
        hint_zh=f"可用：{known}。",
    )


def export(
    engine: Constructs, profile: Profile, document: str, media_type: str = "text/turtle"
) -> bytes:
    """Return the document `document` (its IRI) as `profile` describes it.

    JSON-LD comes compacted, with the prefixes of the profile; that of schema.org without any.

    Raises:
        ThingUnknown: no policy document is called that.
        ParameterInvalid: it is no IRI.
    """
    text = queries.of_document(profile, document)
    found = engine.construct(text, "application/n-triples")
    if not found.strip():
        raise ThingUnknown(
            f"No policy document is called {document}, or it has nothing to say as {profile.name}.",
            f"没有名为 {document} 的政策文件，或它没有可按 {profile.name} 描述的内容。",
            hint="Check the address; /graph/ lists the documents.",
            hint_zh="请核对地址；/graph/ 列出全部文件。",
        )
    if media_type == JSON_LD:
        return _compact(found, profile)
    if media_type == "application/n-triples":
        return found
    return engine.construct(text, media_type)


def _compact(triples: bytes, profile: Profile) -> bytes:
    prefixes = dict(_PREFIX.findall(profile.text))
    context: dict[str, str] = {
        prefix: iri for prefix, iri in prefixes.items() if iri.encode() in triples
    }
    if profile.conforms == _PLAIN:
        context = {"@vocab": _PLAIN, **{p: iri for p, iri in context.items() if iri != _PLAIN}}
    graph = Graph().parse(data=triples, format="nt")
    written = graph.serialize(format="json-ld", context=context, auto_compact=True, sort_keys=True)
    return json.dumps(json.loads(written), ensure_ascii=False, indent=1).encode() + b"\n"
