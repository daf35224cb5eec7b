#+ summary: 依据没有读取程序。
#+ summary_en: Evidence does not say what read it.
#+ layer: shape
#+ rule: EvidenceShape-reader
#+ thing: evidence/dongguan-techfin-2024-annex/033ce048e173/1844-1852
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE WHERE {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/evidence/dongguan-techfin-2024-annex/033ce048e173/1844-1852> cetu:readBy ?value
  }
}
