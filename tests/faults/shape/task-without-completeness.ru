#+ summary: 任务没有写明是否完整。
#+ summary_en: A task does not say whether it is complete.
#+ layer: shape
#+ rule: TaskShape-completeness
#+ thing: task/dongguan-techfin-2024-annex/cbb0b401
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE WHERE {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/task/dongguan-techfin-2024-annex/cbb0b401> cetu:completeness ?value
  }
}
