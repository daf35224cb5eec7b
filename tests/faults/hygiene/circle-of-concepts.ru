#+ summary: 两个概念互为上位概念。
#+ summary_en: Two concepts are each broader than the other.
#+ layer: hygiene
#+ rule: concept-above-itself
#+ thing: instrument/keji-xindai
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/vocabulary> { <https://w3id.org/cetu/id/instrument/keji-xindai> skos:broader <https://w3id.org/cetu/id/instrument/keji-chuangxin-daikuan> }
}
