#+ summary: 同一地方的一个简称指两个机构。
#+ summary_en: A short name means two bodies of one place.
#+ layer: check
#+ rule: name-two-bodies
#+ thing: body/441900-caizhengju
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/body/haijiang-caizhengju> a cetu:MunicipalBureau ;
      rdfs:label "海江市财政局"@zh , "Haijiang Finance Bureau"@en ;
      cetu:jurisdiction <https://w3id.org/cetu/id/place/441900> ;
      cetu:hasName <https://w3id.org/cetu/id/body-name/haijiang-caizhengju/1> , <https://w3id.org/cetu/id/body-name/haijiang-caizhengju/2> .
    <https://w3id.org/cetu/id/body-name/haijiang-caizhengju/1> a cetu:BodyName ;
      rdfs:label "海江市财政局"@zh ;
      cetu:nameText "海江市财政局" ;
      cetu:nameKind cetu:fullName ;
      cetu:nameBasis cetu:notChecked .
    <https://w3id.org/cetu/id/body-name/haijiang-caizhengju/2> a cetu:BodyName ;
      rdfs:label "市财政局"@zh ;
      cetu:nameText "市财政局" ;
      cetu:nameKind cetu:shortName ;
      cetu:nameBasis cetu:notChecked .
  }
}
