#+ summary: 一个属性有了第二个逆属性。
#+ summary_en: A property has got a second inverse.
#+ layer: hygiene
#+ rule: inverse-several
#+ thing: https://w3id.org/cetu/ontology#hasTask
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> {
    cetu:partOfMeasure a owl:ObjectProperty ; owl:inverseOf cetu:hasTask ;
      rdfs:label "措施所含"@zh , "part of measure"@en ;
      skos:definition "从任务到列出它的措施的关系"@zh , "relation from what is ordered to the heading it stands under"@en ;
      skos:example "第12行"@zh ; dcterms:source "《重点工作任务分工表》第12行"@zh ;
      rdfs:isDefinedBy <https://w3id.org/cetu/ontology/task>
  }
}
