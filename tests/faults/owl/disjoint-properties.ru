#+ summary: 同一机构既是责任方又只是候选机构，而本体说二者不能并存。
#+ summary_en: A body is both the party and a mere candidate, which the ontology keeps apart.
#+ layer: owl
#+ rule: prp-pdw
#+ thing: responsibility/dongguan-techfin-2024-annex/dc4ee5a3-1
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> {
    cetu:party owl:propertyDisjointWith cetu:candidateBody .
  }
} ;
INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/responsibility/dongguan-techfin-2024-annex/dc4ee5a3-1>
      cetu:candidateBody <https://w3id.org/cetu/id/body/441900-renminyinhang> .
  }
}
