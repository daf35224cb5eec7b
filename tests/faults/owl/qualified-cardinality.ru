#+ summary: 一项责任有两个责任方。
#+ summary_en: A responsibility has two parties.
#+ layer: owl
#+ rule: cls-maxqc
#+ thing: responsibility/dongguan-techfin-2024-annex/dc4ee5a3-1
PREFIX cetu: <https://w3id.org/cetu/ontology#>

# The row names 人民银行东莞市分行.
INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/responsibility/dongguan-techfin-2024-annex/dc4ee5a3-1>
      cetu:party <https://w3id.org/cetu/id/body/441900-caizhengju> .
  }
}
