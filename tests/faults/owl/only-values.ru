#+ summary: 本体规定标准只能由国家机构发布，而市级部门发布了一项。
#+ summary_en: The ontology lets only national bodies issue standards, and a bureau issued one.
#+ layer: owl
#+ rule: cax-adc
#+ thing: body/441900-caizhengju
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> {
    cetu:Standard rdfs:subClassOf [
      a owl:Restriction ; owl:onProperty cetu:issuedBy ; owl:allValuesFrom cetu:NationalBody
    ] .
  }
} ;
INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/document/zhuanli-pinggu-zhiyin> cetu:issuedBy <https://w3id.org/cetu/id/body/441900-caizhengju> .
  }
}
