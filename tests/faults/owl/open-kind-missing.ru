#+ summary: 一个责任主体不知属于哪一类。
#+ summary_en: An actor is of no known kind.
#+ layer: none
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/body/441900-unsorted> a cetu:Actor ;
      rdfs:label "东莞市某单位"@zh .
  }
}
