#+ summary: 行政区划代码少两位。
#+ summary_en: The code of a place lacks two digits.
#+ layer: owl
#+ rule: dt-facet
#+ thing: place/greater-bay-area
PREFIX cetu: <https://w3id.org/cetu/ontology#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/place/greater-bay-area> cetu:placeCode "4400" .
  }
}
