#+ summary: 一项任务出自两份文件。
#+ summary_en: A task stands in two documents.
#+ layer: owl
#+ rule: prp-fp
#+ thing: task/dongguan-techfin-2024-annex/0160b30f
PREFIX cetu: <https://w3id.org/cetu/ontology#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/task/dongguan-techfin-2024-annex/0160b30f>
      cetu:inDocument <https://w3id.org/cetu/id/document/dongguan-techfin-2024> .
  }
}
