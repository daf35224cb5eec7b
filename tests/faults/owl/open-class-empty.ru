#+ summary: 一个类没有任何成员。
#+ summary_en: A class has no member.
#+ layer: none
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> {
    cetu:LeadingGroup a owl:Class ;
      rdfs:label "领导小组"@zh , "leading group"@en ;
      rdfs:subClassOf cetu:BodyGroup .
  }
}
