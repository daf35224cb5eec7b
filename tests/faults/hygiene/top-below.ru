#+ summary: 顶层概念有了同一词表中的上位概念。
#+ summary_en: A top concept has got a broader one of its vocabulary.
#+ layer: hygiene
#+ rule: top-concept-below
#+ thing: unit/piece
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/vocabulary> { <https://w3id.org/cetu/id/unit/piece> skos:broader <https://w3id.org/cetu/id/unit/item> }
}
