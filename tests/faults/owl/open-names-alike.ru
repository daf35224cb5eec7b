#+ summary: 两个机构的名称相近，可能是同一个，但没有谁这样说。
#+ summary_en: Two bodies with like names may be one, and nobody says so.
#+ layer: none
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/body/441900-caizhengju-2> a cetu:MunicipalBureau ;
      rdfs:label "东莞市财政局（筹）"@zh ;
      cetu:hasName <https://w3id.org/cetu/id/body-name/441900-caizhengju-2/1> .
    <https://w3id.org/cetu/id/body-name/441900-caizhengju-2/1> a cetu:BodyName ;
      cetu:nameText "东莞市财政局" ;
      cetu:nameKind cetu:shortName ;
      cetu:nameBasis cetu:notChecked .
  }
}
