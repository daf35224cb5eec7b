#+ summary: 下级属性的值域换成了与上级无关的类。
#+ summary_en: The range of a property is changed to a class that does not stand under that of the one above.
#+ layer: hygiene
#+ rule: sub-property-wider
#+ thing: https://w3id.org/cetu/ontology#hasClause
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

DELETE DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> { cetu:hasClause rdfs:range cetu:Clause }
} ;
INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> { cetu:hasClause rdfs:range cetu:PolicyVerb }
}
