#+ summary: 一个模块改了版本号，没有改版本标识符。
#+ summary_en: A module has a new version and the version IRI of the old.
#+ layer: hygiene
#+ rule: version-disagrees
#+ thing: https://w3id.org/cetu/ontology/task
PREFIX owl: <http://www.w3.org/2002/07/owl#>

DELETE DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> { <https://w3id.org/cetu/ontology/task> owl:versionInfo "0.1.0" }
} ;
INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> { <https://w3id.org/cetu/ontology/task> owl:versionInfo "0.2.0" }
}
