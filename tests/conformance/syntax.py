"""Tests of syntax: a text of the grammar must not be called malformed, any other must be (400).

Over HTTP a text that is sent is also run. Where it is refused for another reason than its syntax
(SERVICE that is not allowed, LOAD of a page that is not there), the test is passed and the detail
says so: of such a refusal the type of a problem+json tells, or a status that is not 400.
"""

from typing import Final

import httpx
from tests.conformance import results
from tests.conformance.endpoint import Endpoint, media_type, told
from tests.conformance.manifest import MF, Case
from tests.conformance.verdict import PASSED, Unmet, Verdict

_ACCEPT: Final = f"{results.JSON}, text/turtle, application/n-triples;q=0.9"


def run(case: Case, endpoint: Endpoint) -> Verdict:
    """Run a test of syntax.

    Raises:
        Unmet: a good text was called malformed, or a bad one was not.
    """
    iri = case.one(case.node, MF.action)
    assert iri is not None
    text = case.files.text(iri)
    is_update = "Update" in case.kind
    response = endpoint.update(text) if is_update else endpoint.query(text, _ACCEPT)
    if case.kind.startswith("Negative"):
        if response.status_code != httpx.codes.BAD_REQUEST:
            raise Unmet(f"a text that is none was not refused with 400: {told(response)}")
        return PASSED
    if response.is_success:
        return PASSED
    if _is_of_syntax(response):
        raise Unmet(told(response))
    return Verdict("passed", f"refused, but not for its syntax: {told(response)}")


def _is_of_syntax(response: httpx.Response) -> bool:
    """Whether a refusal says that the text is malformed, as far as it can be told."""
    if response.status_code != httpx.codes.BAD_REQUEST:
        return False
    if media_type(response) != "application/problem+json":
        return True
    return "malformed" in str(response.json().get("type", "malformed"))
