#+ summary: 任务没有所在的表行。
#+ summary_en: No row orders a task.
#+ layer: shape
#+ rule: TaskShape-row
#+ thing: task/dongguan-techfin-2024-annex/cbb0b401
# Nor has the row a task then.
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE WHERE {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/part/dongguan-techfin-2024-annex/033ce048e173/row-cbb0b401> cetu:orders ?value
  }
}
