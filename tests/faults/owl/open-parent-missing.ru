#+ summary: 附件没有写明附于哪份文件。
#+ summary_en: An annex does not say which document it is of.
#+ layer: none
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/document/dongguan-techfin-2024-annex>
      cetu:annexOf <https://w3id.org/cetu/id/document/dongguan-techfin-2024> .
  }
}
