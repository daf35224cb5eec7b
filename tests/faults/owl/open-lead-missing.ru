#+ summary: 一项任务的各责任方都没有角色，无从知道谁牵头。
#+ summary_en: No party of a task has a role, so that nobody knows who leads.
#+ layer: none
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/responsibility/dongguan-techfin-2024-annex/dc4ee5a3-1> cetu:role cetu:listed .
    <https://w3id.org/cetu/id/responsibility/dongguan-techfin-2024-annex/dc4ee5a3-2> cetu:role cetu:listed .
  }
}
