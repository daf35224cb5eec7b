#+ summary: 一个类又写上了早已可推出的上级。
#+ summary_en: A class names a class above it that follows already.
#+ layer: hygiene
#+ rule: hierarchy-redundant
#+ thing: https://w3id.org/cetu/ontology#Relending
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> { cetu:Relending rdfs:subClassOf cetu:PolicyInstrument }
}
