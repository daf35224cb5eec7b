#+ summary: 没有写明何时失效，不是缺陷。
#+ summary_en: That nothing says when a document expires is no fault.
#+ layer: none
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/document/dongguan-techfin-2024-annex> cetu:inForceFrom "2024-08-01T00:00:00"^^xsd:dateTime .
  }
}
