#+ summary: 依据没有所在的部分。
#+ summary_en: Evidence stands in no part of the document.
#+ layer: shape
#+ rule: EvidenceShape-part
#+ thing: evidence/dongguan-techfin-2024-annex/033ce048e173/1844-1852
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE WHERE {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/evidence/dongguan-techfin-2024-annex/033ce048e173/1844-1852> cetu:inPart ?value
  }
}
