#+ summary: 两个计量单位有了同一代码。
#+ summary_en: Two units have got one notation.
#+ layer: hygiene
#+ rule: notation-shared
#+ thing: unit/piece
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE {
  GRAPH <https://w3id.org/cetu/graph/vocabulary> { <https://w3id.org/cetu/id/unit/piece> skos:notation ?old }
}
INSERT {
  GRAPH <https://w3id.org/cetu/graph/vocabulary> { <https://w3id.org/cetu/id/unit/piece> skos:notation ?code }
}
WHERE {
  GRAPH <https://w3id.org/cetu/graph/vocabulary> {
    <https://w3id.org/cetu/id/unit/piece> skos:notation ?old .
    <https://w3id.org/cetu/id/unit/ton> skos:notation ?code .
  }
}
