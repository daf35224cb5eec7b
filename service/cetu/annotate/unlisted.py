"""Instruments that no vocabulary lists: the form of their name says of what kind they are."""

import re
from collections.abc import Sequence
from typing import Final

from cetu.annotate.lexicon import Lexicon
from cetu.model.task import Candidate, Mention

_TAKERS: Final = re.compile("企业|主体|单位|机构|个人|居民|项目")
"""Words that say to whom or what for, and make no name: 科技型小微企业贷款."""


def unlisted(
    candidates: Sequence[Candidate], instruments: Sequence[Mention], lexicon: Lexicon
) -> tuple[Mention, ...]:
    """Return the `instruments` of a task and those that its `candidates` name, in order.

    A candidate is one where all names of its form are of one kind (水稻保险, “云溪贷”); its concept
    is that kind. It takes the place of a known instrument inside its name (出口退税 in 出口退税贷),
    and gives way to one at its end.
    """
    found = list(instruments)
    for candidate in candidates:
        kinds = _kinds(candidate, lexicon)
        span = candidate.span
        over = [one for one in found if one.span.start < span.end and span.start < one.span.end]
        if not kinds or any(one.span.end >= span.end for one in over):
            continue
        found = [one for one in found if one not in over]
        found.append(Mention(span, kinds[:1], lexicon.types.get(kinds[0], "")))
    return tuple(sorted(found, key=lambda one: one.span))


def _kinds(candidate: Candidate, lexicon: Lexicon) -> tuple[str, ...]:
    name = candidate.span.text.removesuffix(candidate.head)
    if _TAKERS.search(name):
        return ()
    forms = lexicon.named("instrument-forms", candidate.head)
    return tuple(lexicon.kinds[form] for form in forms if form in lexicon.kinds)
