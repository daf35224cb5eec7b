#+ summary: 任务没有编号。
#+ summary_en: A task has no number.
#+ layer: shape
#+ rule: TaskShape-number
#+ thing: task/dongguan-techfin-2024-annex/cbb0b401
# The next task then misses the one before it.
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE WHERE {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/task/dongguan-techfin-2024-annex/cbb0b401> cetu:taskNumber ?value
  }
}
