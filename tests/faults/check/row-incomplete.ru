#+ summary: 又有一行在来源中不完整。
#+ summary_en: One more row is incomplete in the source.
#+ layer: check
#+ rule: row-incomplete
#+ thing: part/dongguan-techfin-2024-annex/033ce048e173/row-cbb0b401
# Nothing says yet what it lacks.
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/part/dongguan-techfin-2024-annex/033ce048e173/row-cbb0b401> cetu:completeness ?old } }
INSERT { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/part/dongguan-techfin-2024-annex/033ce048e173/row-cbb0b401> cetu:completeness cetu:incompleteInSource } }
WHERE { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/part/dongguan-techfin-2024-annex/033ce048e173/row-cbb0b401> cetu:completeness ?old } }
