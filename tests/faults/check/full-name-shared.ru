#+ summary: 两个机构用同一个全称。
#+ summary_en: Two bodies have the same full name.
#+ layer: check
#+ rule: full-name-shared
#+ thing: body/haijiang-caizhengju
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/body/haijiang-caizhengju> a cetu:MunicipalBureau ;
      rdfs:label "海江市财政局"@zh , "Haijiang Finance Bureau"@en ;
      cetu:jurisdiction <https://w3id.org/cetu/id/place/china> ;
      cetu:hasName <https://w3id.org/cetu/id/body-name/haijiang-caizhengju/1> .
    <https://w3id.org/cetu/id/body-name/haijiang-caizhengju/1> a cetu:BodyName ;
      rdfs:label "海江市财政局"@zh ;
      cetu:nameText "海江市财政局" ;
      cetu:nameKind cetu:fullName ;
      cetu:nameBasis cetu:notChecked .
    <https://w3id.org/cetu/id/body/haijiang-caizhengju-2> a cetu:MunicipalBureau ;
      rdfs:label "海江市财政局"@zh , "Haijiang Finance Bureau"@en ;
      cetu:jurisdiction <https://w3id.org/cetu/id/place/440000> ;
      cetu:hasName <https://w3id.org/cetu/id/body-name/haijiang-caizhengju-2/1> .
    <https://w3id.org/cetu/id/body-name/haijiang-caizhengju-2/1> a cetu:BodyName ;
      rdfs:label "海江市财政局"@zh ;
      cetu:nameText "海江市财政局" ;
      cetu:nameKind cetu:fullName ;
      cetu:nameBasis cetu:notChecked .
  }
}
