#+ summary: 政策措施没有标题。
#+ summary_en: A measure has no title.
#+ layer: shape
#+ rule: MeasureShape-title
#+ thing: measure/dongguan-techfin-2024-annex/2f63ca23
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE WHERE {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/measure/dongguan-techfin-2024-annex/2f63ca23> cetu:measureTitle ?value
  }
}
