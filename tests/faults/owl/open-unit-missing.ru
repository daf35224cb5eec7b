#+ summary: 一条数量限制没有单位和界限。
#+ summary_en: A limit has neither unit nor bound.
#+ layer: none
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/limit/dongguan-techfin-2024-annex/ddddaabc-1> cetu:unit <https://w3id.org/cetu/id/unit/percent> ; cetu:bound cetu:max .
  }
}
