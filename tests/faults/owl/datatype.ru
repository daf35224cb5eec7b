#+ summary: 任务文字写成一个数。
#+ summary_en: The text of a task is a number.
#+ layer: owl
#+ rule: dt-type
#+ thing: task/dongguan-techfin-2024-annex/0160b30f
PREFIX cetu: <https://w3id.org/cetu/ontology#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/task/dongguan-techfin-2024-annex/0160b30f> cetu:taskText 26 .
  }
}
