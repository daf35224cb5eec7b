#+ summary: 政策措施的顺序是 0。
#+ summary_en: The ordinal of a measure is 0.
#+ layer: shape
#+ rule: MeasureShape-ordinal
#+ thing: measure/dongguan-techfin-2024-annex/22413ba1
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/measure/dongguan-techfin-2024-annex/22413ba1> cetu:measureOrdinal ?old } }
INSERT { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/measure/dongguan-techfin-2024-annex/22413ba1> cetu:measureOrdinal 0 } }
WHERE { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/measure/dongguan-techfin-2024-annex/22413ba1> cetu:measureOrdinal ?old } }
