#+ summary: 引文的终点在起点之前。
#+ summary_en: A quote ends before it starts.
#+ layer: shape
#+ rule: EvidenceShape-order
#+ thing: evidence/dongguan-techfin-2024-annex/033ce048e173/1844-1852
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/evidence/dongguan-techfin-2024-annex/033ce048e173/1844-1852> cetu:endOffset ?old } }
INSERT { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/evidence/dongguan-techfin-2024-annex/033ce048e173/1844-1852> cetu:endOffset 1840 } }
WHERE { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/evidence/dongguan-techfin-2024-annex/033ce048e173/1844-1852> cetu:endOffset ?old } }
