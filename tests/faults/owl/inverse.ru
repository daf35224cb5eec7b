#+ summary: 两项措施都说含有同一任务。
#+ summary_en: Two measures are each said to hold one task.
#+ layer: owl
#+ rule: prp-fp
#+ thing: task/dongguan-techfin-2024-annex/0160b30f
PREFIX cetu: <https://w3id.org/cetu/ontology#>

# The task says of which measure it is; ofMeasure is the inverse of hasTask.
INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/measure/dongguan-techfin-2024-annex/22413ba1> cetu:hasTask <https://w3id.org/cetu/id/task/dongguan-techfin-2024-annex/0160b30f> .
  }
}
