#+ summary: 一个概念与它的上位概念又标为相关。
#+ summary_en: A concept is related to the one that is broader.
#+ layer: hygiene
#+ rule: broader-and-related
#+ thing: instrument/keji-chuangxin-daikuan
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/vocabulary> { <https://w3id.org/cetu/id/instrument/keji-chuangxin-daikuan> skos:related <https://w3id.org/cetu/id/instrument/keji-xindai> }
  GRAPH <https://w3id.org/cetu/graph/ontology> { skos:related a owl:ObjectProperty }
}
