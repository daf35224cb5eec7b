#+ summary: 值域写错一个字母，指向没有声明的类。
#+ summary_en: A range is misspelt and names a class that is not declared.
#+ layer: hygiene
#+ rule: axiom-undeclared
#+ thing: https://w3id.org/cetu/ontology#Plcae
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

DELETE DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> { cetu:jurisdiction rdfs:range cetu:Place }
} ;
INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> { cetu:jurisdiction rdfs:range cetu:Plcae }
}
