#+ summary: 两个地方用同一个区划代码。
#+ summary_en: Two places have the same code.
#+ layer: check
#+ rule: place-code-shared
#+ thing: place/441900
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/place/haijiang> a cetu:Place ;
      rdfs:label "海江市"@zh , "Haijiang"@en ;
      cetu:placeCode "441900" .
  }
}
