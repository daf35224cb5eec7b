#+ summary: 根模块与对齐模块互相引入。
#+ summary_en: The root and the alignment import each other.
#+ layer: hygiene
#+ rule: import-cycle
#+ thing: https://w3id.org/cetu/ontology
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> { <https://w3id.org/cetu/ontology> owl:imports <https://w3id.org/cetu/ontology/alignment> }
}
