#+ summary: 本体规定附件至多由一方发布，而附件有两个发布者。
#+ summary_en: The ontology lets one party issue an annex, and two issued this one.
#+ layer: owl
#+ rule: cls-maxc
#+ thing: document/dongguan-techfin-2024-annex
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

# The annex is issued by the finance office and the bureau of science and technology.
INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> {
    cetu:Annex rdfs:subClassOf [
      a owl:Restriction ; owl:onProperty cetu:issuedBy ; owl:maxCardinality "1"^^xsd:nonNegativeInteger
    ] .
  }
}
