#+ summary: 成员未列明的机构群体又列有成员。
#+ summary_en: A group whose members are said to be unknown has one listed.
#+ layer: owl
#+ rule: prp-fp
#+ thing: body/441900-fengxianbuchang-lianxihuiyi
PREFIX cetu: <https://w3id.org/cetu/ontology#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/body/441900-fengxianbuchang-lianxihuiyi>
      cetu:hasMember <https://w3id.org/cetu/id/body/441900-caizhengju> .
  }
}
