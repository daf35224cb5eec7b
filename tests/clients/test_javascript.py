"""Three libraries of JavaScript against the running service: fetch-sparql-endpoint,
sparql-http-client and Comunica (the endpoint, and an IRI that is followed)."""

import pytest
from tests.clients.conftest import Node
from tests.clients.questions import PARTIES, SAID

SCRIPTS = ("fetch-sparql-endpoint.js", "sparql-http-client.js", "comunica.js")


@pytest.mark.parametrize("script", SCRIPTS)
def test_it_reads(node: Node, script: str) -> None:
    given = node(script, "select", "ask", "ask_other", "construct", "refused")
    assert given["select"] == PARTIES
    assert given["ask"] is True
    assert given["ask_other"] is False
    assert sorted(given["construct"]) == sorted(PARTIES)
    assert "400" in given["refused"] or "Bad Request" in given["refused"], given["refused"]


@pytest.mark.parametrize("script", SCRIPTS)
def test_it_writes_with_a_key_and_not_without(node: Node, script: str) -> None:
    refused = node(script, "keyless")["keyless"]
    assert "401" in refused or "Unauthorized" in refused, refused
    assert node(script, "written")["written"] == [SAID]


def test_comunica_follows_the_address_of_a_thing(node: Node) -> None:
    assert "东莞市财政局" in node("comunica.js", "dereferenced")["dereferenced"]


def test_a_graph_is_read_from_the_graph_store(node: Node) -> None:
    given = node("sparql-http-client.js", "written", "stored")
    assert given["stored"] == [SAID]
