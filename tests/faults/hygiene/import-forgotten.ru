#+ summary: 一个模块不再引入它用到的模块。
#+ summary_en: A module no longer imports one that it uses.
#+ layer: hygiene
#+ rule: import-missing
#+ thing: https://w3id.org/cetu/ontology#onInstrument
PREFIX owl: <http://www.w3.org/2002/07/owl#>

DELETE DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> { <https://w3id.org/cetu/ontology/quantity> owl:imports <https://w3id.org/cetu/ontology/instrument> }
}
