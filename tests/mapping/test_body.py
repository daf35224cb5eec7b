"""The names of a derived body: full, short, and what the document calls it."""

import pyoxigraph as ox

from cetu.mapping.body import body
from cetu.mapping.sheet import Sheet
from cetu.model.body import Body
from cetu.namespaces import CETU, ID

GROUP = Body(
    str(ID["body/990100-shujujituan"]),
    "云溪市数据集团有限公司",
    frozenset(),
    collective=False,
    plates={"市算力中心": (str(ID["body-name/990100-shujujituan/plate"]), "云溪市算力中心")},
    derived=True,
    short="市数据集团",
    kind="StateOwnedCompany",
    place=str(ID["place/990100"]),
    basis="namingRule",
)


def names(written: str) -> set[str]:
    sheet = Sheet()
    body(sheet, GROUP, written)
    said = [row.object for row in sheet.rows if row.predicate.value == str(CETU.nameText)]
    return {words.value for words in said if isinstance(words, ox.Literal)}


KNOWN = {"云溪市数据集团有限公司", "市数据集团", "市算力中心"}


def test_what_a_document_calls_it_is_a_name() -> None:
    assert names("市数据集团（筹）") == {*KNOWN, "市数据集团（筹）"}


def test_what_is_a_name_already_is_none_again() -> None:
    for written in ("", "市数据集团", "牵头单位：市数据集团", "市数据集团（市算力中心）"):
        assert names(written) == KNOWN
