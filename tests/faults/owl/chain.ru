#+ summary: 一条声明否认某机构负责某任务，而由该任务的责任可得它负责。
#+ summary_en: It is denied that a body is responsible for a task, and its responsibility makes it so.
#+ layer: owl
#+ rule: prp-npa
#+ thing: task/dongguan-techfin-2024-annex/dc4ee5a3
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

# hasResponsibility and party together give responsibleParty.
INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    [] a owl:NegativePropertyAssertion ;
      owl:sourceIndividual <https://w3id.org/cetu/id/task/dongguan-techfin-2024-annex/dc4ee5a3> ;
      owl:assertionProperty cetu:responsibleParty ;
      owl:targetIndividual <https://w3id.org/cetu/id/body/441900-renminyinhang> .
  }
}
