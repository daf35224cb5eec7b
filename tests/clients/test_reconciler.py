"""The Python client `reconciler`, as others wrote it, on a column of a table."""

import pytest
from tests.clients.conftest import Service

pytestmark = pytest.mark.filterwarnings("ignore")  # of the client and what it is built on


def test_a_column_of_names_gets_iris(asked: Service) -> None:
    pandas = pytest.importorskip("pandas")
    reconciler = pytest.importorskip("reconciler")
    names = pandas.Series(["市财政局", "市委金融办", "东莞市税务局"])
    found = reconciler.reconcile(
        names, type_id="Actor", reconciliation_endpoint=f"{asked.address}/reconcile"
    )
    by_name = {row["input_value"]: row for row in found.to_dict("records")}
    assert by_name["市财政局"]["id"] == "body/441900-caizhengju"
    assert by_name["市财政局"]["match"]
    assert by_name["市财政局"]["type_id"] == "Actor"
    assert by_name["市委金融办"]["id"] == "body/441900-jinrongban"
    assert by_name["东莞市税务局"]["name"] == "国家税务总局东莞市税务局"


def test_a_second_column_tells_which(asked: Service) -> None:
    pandas = pytest.importorskip("pandas")
    reconciler = pytest.importorskip("reconciler")
    frame = pandas.DataFrame({"name": ["市财政局"], "place": ["东莞市"]})
    found = reconciler.reconcile(
        frame["name"],
        type_id="Actor",
        property_mapping={"place": frame["place"]},
        top_res="all",
        reconciliation_endpoint=f"{asked.address}/reconcile",
    )
    (best, *_) = found.to_dict("records")
    assert (best["id"], best["match"]) == ("body/441900-caizhengju", True)
