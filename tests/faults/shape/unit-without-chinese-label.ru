#+ summary: 单位没有中文名称。
#+ summary_en: A unit has no Chinese label.
#+ layer: shape
#+ rule: ConceptShape-zh
#+ thing: unit/haijiang-point
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/vocabulary> {
    <https://w3id.org/cetu/id/unit/haijiang-point> a skos:Concept , cetu:Unit ;
      skos:inScheme <https://w3id.org/cetu/id/scheme/units> ;
      skos:prefLabel "point of Haijiang"@en ;
      skos:definition "a unit of an invented town"@en , "虚构城市的一种单位"@zh .
  }
}
