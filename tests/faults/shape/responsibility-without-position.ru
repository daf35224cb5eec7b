#+ summary: 责任没有次序。
#+ summary_en: A responsibility has no position.
#+ layer: shape
#+ rule: ResponsibilityShape-position
#+ thing: responsibility/dongguan-techfin-2024-annex/cbb0b401-2
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE WHERE {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/responsibility/dongguan-techfin-2024-annex/cbb0b401-2> cetu:position ?value
  }
}
