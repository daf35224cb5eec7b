#+ summary: 外部类在对齐模块之外成了本体类的上级。
#+ summary_en: A foreign class is put above ours outside the alignment.
#+ layer: hygiene
#+ rule: foreign-above
#+ thing: https://w3id.org/cetu/ontology#Measure
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> { cetu:Measure rdfs:subClassOf prov:Plan }
}
