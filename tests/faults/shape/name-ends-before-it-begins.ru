#+ summary: 机构名称的停用时间早于启用时间。
#+ summary_en: The name of a body ends before it begins.
#+ layer: shape
#+ rule: BodyNameShape-from
#+ thing: body-name/441900-caizhengju/1
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/body-name/441900-caizhengju/1>
      cetu:validFrom "2024-01-01T00:00:00"^^xsd:dateTime ;
      cetu:validUntil "2019-01-01T00:00:00"^^xsd:dateTime .
  }
}
