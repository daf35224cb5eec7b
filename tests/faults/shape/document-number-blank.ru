#+ summary: 文号是空白。
#+ summary_en: The number of a document is blank.
#+ layer: shape
#+ rule: DocumentShape-number
#+ thing: document/dongguan-techfin-2024-annex
PREFIX cetu: <https://w3id.org/cetu/ontology#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/document/dongguan-techfin-2024-annex> cetu:documentNumber " " .
  }
}
