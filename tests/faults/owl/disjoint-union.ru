#+ summary: 一项奖励同时又是补贴，而本体说二者各为一类、互不相容。
#+ summary_en: An award is a subsidy too, where the ontology parts the two.
#+ layer: owl
#+ rule: cax-du
#+ thing: instrument/zijin-jiangli
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> {
    cetu:SubsidyOrAward owl:disjointUnionOf (
      cetu:Subsidy cetu:Award cetu:InterestSubsidy cetu:PremiumSubsidy cetu:RentRelief
    ) .
  }
} ;
INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/vocabulary> {
    <https://w3id.org/cetu/id/instrument/zijin-jiangli> a cetu:Subsidy .
  }
}
