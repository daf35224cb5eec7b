#+ summary: 一个类的定义用了它自己的名称。
#+ summary_en: A class is defined by its own name.
#+ layer: hygiene
#+ rule: definition-circular
#+ thing: https://w3id.org/cetu/ontology#Place
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE {
  GRAPH <https://w3id.org/cetu/graph/ontology> { cetu:Place skos:definition ?old }
}
INSERT {
  GRAPH <https://w3id.org/cetu/graph/ontology> { cetu:Place skos:definition "place on a map"@en }
}
WHERE {
  GRAPH <https://w3id.org/cetu/graph/ontology> { cetu:Place skos:definition ?old }
  FILTER (LANG(?old) = "en")
}
