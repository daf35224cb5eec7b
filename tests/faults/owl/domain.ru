#+ summary: 一个市级部门被写成上级机构的派出机构。
#+ summary_en: A bureau is said to be a branch of a national body.
#+ layer: owl
#+ rule: cax-adc
#+ thing: body/441900-caizhengju
PREFIX cetu: <https://w3id.org/cetu/ontology#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/body/441900-caizhengju>
      cetu:branchOf <https://w3id.org/cetu/id/body/national-shuiwuzongju> .
  }
}
