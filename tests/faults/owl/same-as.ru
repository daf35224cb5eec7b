#+ summary: 百分比与百分点被说成同一个单位。
#+ summary_en: Per cent and percentage point are said to be one unit.
#+ layer: owl
#+ rule: eq-diff1
#+ thing: unit/percent
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/vocabulary> {
    <https://w3id.org/cetu/id/unit/percent> owl:sameAs <https://w3id.org/cetu/id/unit/percentage-point> .
  }
}
