#+ summary: 一个类既是组织又是机构群体，不可能有成员。
#+ summary_en: A class is both an organisation and a group of bodies, and can have no member.
#+ layer: owl
#+ rule: unsatisfiable
#+ thing: https://w3id.org/cetu/ontology#LeadingGroup
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> {
    cetu:LeadingGroup a owl:Class ;
      rdfs:label "领导小组"@zh , "leading group"@en ;
      rdfs:subClassOf cetu:Organisation , cetu:BodyGroup .
  }
}
