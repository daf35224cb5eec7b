#+ summary: 两个类互为上级。
#+ summary_en: Two classes are each above the other.
#+ layer: hygiene
#+ rule: hierarchy-cycle
#+ thing: https://w3id.org/cetu/ontology#Subsidy
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> { cetu:SubsidyOrAward rdfs:subClassOf cetu:Subsidy }
}
