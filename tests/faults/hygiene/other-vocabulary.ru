#+ summary: 一个概念以另一词表的概念为上位概念。
#+ summary_en: A concept has a broader one in another vocabulary.
#+ layer: hygiene
#+ rule: broader-elsewhere
#+ thing: unit/piece
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/vocabulary> { <https://w3id.org/cetu/id/unit/piece> skos:broader <https://w3id.org/cetu/id/instrument/fund> }
}
