#+ summary: 一个机构群体没有成员，也没有说成员是否列明。
#+ summary_en: A group has no members, and does not say whether they are known.
#+ layer: none
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/body/441900-gezhenjieyuanqu> cetu:memberKnowledge cetu:membersUnknown .
  }
}
