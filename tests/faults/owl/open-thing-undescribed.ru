#+ summary: 责任方只有标识，没有任何陈述。
#+ summary_en: A party is an identifier of which nothing is said.
#+ layer: none
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/responsibility/dongguan-techfin-2024-annex/dc4ee5a3-1>
      cetu:party <https://w3id.org/cetu/id/body/441900-renminyinhang> .
  }
} ;
INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/responsibility/dongguan-techfin-2024-annex/dc4ee5a3-1>
      cetu:party <https://w3id.org/cetu/id/body/441900-unknown> .
  }
}
