#+ summary: 分句没有政策动词。
#+ summary_en: A clause has no verb.
#+ layer: shape
#+ rule: ClauseShape-verb
#+ thing: clause/dongguan-techfin-2024-annex/cbb0b401-1
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE WHERE {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/clause/dongguan-techfin-2024-annex/cbb0b401-1> cetu:verb ?value
  }
}
