#+ summary: 限额没有单位。
#+ summary_en: A limit has no unit.
#+ layer: shape
#+ rule: LimitShape-unit
#+ thing: limit/dongguan-techfin-2024-annex/cbb0b401-1
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE WHERE {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/limit/dongguan-techfin-2024-annex/cbb0b401-1> cetu:unit ?unit
  }
}
