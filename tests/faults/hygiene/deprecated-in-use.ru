#+ summary: 数据仍用着的属性被废止。
#+ summary_en: A property that data still uses is deprecated.
#+ layer: hygiene
#+ rule: deprecated-used
#+ thing: https://w3id.org/cetu/ontology#actsUnder
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> { cetu:actsUnder owl:deprecated true ; dcterms:isReplacedBy cetu:hasName . dcterms:isReplacedBy a owl:AnnotationProperty }
}
