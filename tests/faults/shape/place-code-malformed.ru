#+ summary: 行政区划代码少了两位。
#+ summary_en: A place code lacks two digits.
#+ layer: shape
#+ rule: PlaceShape-code
#+ thing: place/haijiang
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/place/haijiang> a cetu:Place ;
      rdfs:label "海江市"@zh , "Haijiang"@en ;
      cetu:placeCode "9901" .
  }
}
