#+ summary: 标为来源不完整的任务没有写明缺了什么。
#+ summary_en: A task that is incomplete in the source does not say what is missing.
#+ layer: shape
#+ rule: IncompleteInSourceShape-note
#+ thing: task/dongguan-techfin-2024-annex/7f2c27cf
# Its row lacks the note with it, and nothing else says why it has no text and no body.
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE WHERE {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/task/dongguan-techfin-2024-annex/7f2c27cf> cetu:incompletenessNote ?value
  }
}
