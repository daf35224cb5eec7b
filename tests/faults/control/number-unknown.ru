#+ summary: 没有文号的文件不是缺文号。
#+ summary_en: A document without a number lacks none.
#+ layer: none
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE WHERE {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/document/dongguan-techfin-2024-annex> cetu:documentNumber ?value
  }
}
