#+ summary: 一个属性多出一个定义域，本意是二者之一。
#+ summary_en: A property has got a second domain, where either was meant.
#+ layer: hygiene
#+ rule: domain-several
#+ thing: https://w3id.org/cetu/ontology#issuedBy
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> { cetu:issuedBy rdfs:domain cetu:PolicyDocument }
}
