#+ summary: 一个术语失去了英文标签。
#+ summary_en: A term has lost its English label.
#+ layer: hygiene
#+ rule: label-missing
#+ thing: https://w3id.org/cetu/ontology#Task
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

DELETE DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> { cetu:Task rdfs:label "task"@en }
}
