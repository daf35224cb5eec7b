#+ summary: 附件与正文的日期不同。
#+ summary_en: An annex and its parent have different dates.
#+ layer: check
#+ rule: annex-parent-differs
#+ thing: document/dongguan-techfin-2024-annex
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

DELETE { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/document/dongguan-techfin-2024-annex> cetu:documentDate ?old } }
INSERT { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/document/dongguan-techfin-2024-annex> cetu:documentDate "2024-07-01T00:00:00"^^xsd:dateTime } }
WHERE { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/document/dongguan-techfin-2024-annex> cetu:documentDate ?old } }
