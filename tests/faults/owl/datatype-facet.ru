#+ summary: 风险补偿的上限写成百分之一百八十。
#+ summary_en: The ceiling of risk compensation is written as 180 per cent.
#+ layer: owl
#+ rule: dt-facet
#+ thing: limit/dongguan-techfin-2024-annex/ddddaabc-1
PREFIX cetu: <https://w3id.org/cetu/ontology#>

# The words are 最高给予贷款本金 80%的风险补偿.
DELETE DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/limit/dongguan-techfin-2024-annex/ddddaabc-1> cetu:value 80.0 .
  }
} ;
INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/limit/dongguan-techfin-2024-annex/ddddaabc-1> cetu:value 180.0 .
  }
}
