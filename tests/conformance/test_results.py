import pytest
from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from tests.conformance import results
from tests.conformance.results import Table

S = URIRef("urn:x:s")
ZH = Literal("松山湖,\n“园”", lang="zh")


@pytest.fixture(autouse=True)
def as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the runner has it: literals stay as they are written."""
    monkeypatch.setattr("rdflib.NORMALIZE_LITERALS", False)


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        (
            results.XML,
            '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/>'
            '<variable name="b"/></head><results><result><binding name="a"><uri>urn:x:s</uri>'
            '</binding></result><result><binding name="b"><literal xml:lang="zh">松山湖,\n“园”'
            '</literal></binding></result><result><binding name="a"><literal '
            'datatype="http://www.w3.org/2001/XMLSchema#decimal">1.50</literal></binding></result>'
            "</results></sparql>",
        ),
        (
            results.JSON,
            '{"head": {"vars": ["a", "b"]}, "results": {"bindings": ['
            '{"a": {"type": "uri", "value": "urn:x:s"}}, '
            '{"b": {"type": "literal", "value": "松山湖,\\n“园”", "xml:lang": "zh"}}, '
            '{"a": {"type": "literal", "value": "1.50", '
            '"datatype": "http://www.w3.org/2001/XMLSchema#decimal"}}]}}',
        ),
        (results.TSV, '?a\t?b\n<urn:x:s>\t\n\t"松山湖,\\n“园”"@zh\n1.50\t\n'),
    ],
)
def test_the_same_rows_in_three_formats(media_type: str, body: str) -> None:
    read = results.read(body.encode(), media_type)
    assert isinstance(read, Table)
    assert read.variables == ("a", "b")
    decimal = Literal("1.50", datatype=XSD.decimal)
    assert read.rows == ((S, None), (None, ZH), (decimal, None))
    assert read.by(("b", "a"))[0] == (None, S)


def test_csv_is_text_numbers_and_blank_nodes() -> None:
    read = results.read('a,b\r\nurn:x:s,"松,\n湖"\r\n_:b0,1.0E6\r\n,\r\n'.encode(), results.CSV)
    assert isinstance(read, Table)
    text = [Literal(value, datatype=XSD.string) for value in ("urn:x:s", "松,\n湖", "")]
    million = Literal("1.0E6", datatype=XSD.double)
    assert read.rows == ((text[0], text[1]), (BNode("b0"), million), (text[2], text[2]))


@pytest.mark.parametrize("truth", [True, False])
def test_truth(*, truth: bool) -> None:
    body = f'{{"head": {{}}, "boolean": {str(truth).lower()}}}'
    assert results.read(body.encode(), results.JSON) is truth


def test_a_graph_is_read_against_its_address() -> None:
    read = results.read(b"<> a <p> .", "text/turtle", "http://example.org/g")
    assert isinstance(read, Graph)
    assert list(read) == [
        (URIRef("http://example.org/g"), RDF.type, URIRef("http://example.org/p"))
    ]


@pytest.mark.parametrize("media_type", ["", "text/html", "application/problem+json"])
def test_what_is_no_result_is_told(media_type: str) -> None:
    with pytest.raises(ValueError, match="no format of a result"):
        results.read(b"", media_type)


def test_the_vocabulary_of_the_first_suite() -> None:
    graph = Graph().parse(
        data="""@prefix rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> .
        [] a rs:ResultSet ; rs:resultVariable "a", "b" ;
          rs:solution [ rs:index 2 ; rs:binding [ rs:variable "a" ; rs:value <urn:x:s> ] ] ,
            [ rs:index 1 ; rs:binding [ rs:variable "b" ; rs:value 7 ] ] .""",
        format="turtle",
    )
    seven = Literal("7", datatype=XSD.integer)
    assert results.stated(graph) == Table(("a", "b"), ((None, seven), (S, None)), ordered=True)
    truth = Graph().parse(
        data="""@prefix rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> .
        [] a rs:ResultSet ; rs:boolean true .""",
        format="turtle",
    )
    assert results.stated(truth) is True
    other = Graph().parse(data="<urn:x:s> a <urn:x:c> .", format="turtle")
    assert results.stated(other) is other
