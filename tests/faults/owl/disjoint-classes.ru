#+ summary: 一个市级部门又被写作投资基金。
#+ summary_en: A bureau is said to be an investment fund.
#+ layer: owl
#+ rule: cax-adc
#+ thing: body/441900-caizhengju
PREFIX cetu: <https://w3id.org/cetu/ontology#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/body/441900-caizhengju> a cetu:InvestmentFund .
  }
}
