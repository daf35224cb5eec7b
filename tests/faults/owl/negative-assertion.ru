#+ summary: 一条声明否认附件由科技局发布，而附件写明由它发布。
#+ summary_en: It is denied that the bureau issued the annex, and stated too.
#+ layer: owl
#+ rule: prp-npa
#+ thing: document/dongguan-techfin-2024-annex
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    [] a owl:NegativePropertyAssertion ;
      owl:sourceIndividual <https://w3id.org/cetu/id/document/dongguan-techfin-2024-annex> ;
      owl:assertionProperty cetu:issuedBy ;
      owl:targetIndividual <https://w3id.org/cetu/id/body/441900-kexuejishuju> .
  }
}
