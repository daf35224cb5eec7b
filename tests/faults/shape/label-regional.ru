#+ summary: 名称的语言标记带地区。
#+ summary_en: A label has a language tag with a region.
#+ layer: shape
#+ rule: LabelTagsShape-tongues
#+ thing: task/dongguan-techfin-2024-annex/cbb0b401
# The tag is found by the check of all texts, too.
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/task/dongguan-techfin-2024-annex/cbb0b401> rdfs:label "任务十五"@zh-CN .
  }
}
