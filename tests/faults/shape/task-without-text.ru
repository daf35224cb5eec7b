#+ summary: 任务没有文字，也没有缺失说明。
#+ summary_en: A task has no text, and nothing says that the source lacks it.
#+ layer: shape
#+ rule: TaskShape-has-text
#+ thing: task/dongguan-techfin-2024-annex/cbb0b401
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE WHERE {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/task/dongguan-techfin-2024-annex/cbb0b401> cetu:taskText ?value
  }
}
