#+ summary: 一项责任没有写明责任方。
#+ summary_en: A responsibility does not say whose it is.
#+ layer: none
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/responsibility/dongguan-techfin-2024-annex/dc4ee5a3-1>
      cetu:party <https://w3id.org/cetu/id/body/441900-renminyinhang> .
  }
}
