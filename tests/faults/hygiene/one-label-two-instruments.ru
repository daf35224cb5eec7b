#+ summary: 两种政策工具有了同一别名。
#+ summary_en: Two instruments have got one label.
#+ layer: hygiene
#+ rule: concept-label-shared
#+ thing: instrument/keji-chuangxin-daikuan
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/vocabulary> { <https://w3id.org/cetu/id/instrument/keji-xinyong-daikuan> skos:altLabel "科创贷款"@zh }
}
