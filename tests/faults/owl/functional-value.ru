#+ summary: 一条数量限制有两个数值。
#+ summary_en: A limit has two values.
#+ layer: owl
#+ rule: prp-fp
#+ thing: limit/dongguan-techfin-2024-annex/cbb0b401-1
PREFIX cetu: <https://w3id.org/cetu/ontology#>

# The words are 不超过3个百分点.
INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/limit/dongguan-techfin-2024-annex/cbb0b401-1> cetu:value 5.0 .
  }
}
