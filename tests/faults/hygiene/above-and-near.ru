#+ summary: 一个外部类既在上级，又标为相近。
#+ summary_en: A foreign class is both above ours and near it.
#+ layer: hygiene
#+ rule: match-and-above
#+ thing: https://w3id.org/cetu/ontology#Task
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/alignment> { cetu:Task skos:closeMatch prov:Plan }
}
