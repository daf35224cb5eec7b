#+ summary: 一条数量限制没有引文作依据。
#+ summary_en: A limit has no quote as evidence.
#+ layer: none
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE WHERE {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/limit/dongguan-techfin-2024-annex/ddddaabc-1> cetu:evidence ?evidence
  }
}
