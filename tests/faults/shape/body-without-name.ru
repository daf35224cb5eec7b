#+ summary: 机构没有登记的名称。
#+ summary_en: A body has no registered name.
#+ layer: shape
#+ rule: OrganisationShape-name
#+ thing: body/haijiang-caizhengju
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/body/haijiang-caizhengju> a cetu:MunicipalBureau ;
      rdfs:label "海江市财政局"@zh , "Haijiang Finance Bureau"@en .
  }
}
