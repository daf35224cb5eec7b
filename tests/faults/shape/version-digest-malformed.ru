#+ summary: 内容摘要的写法不对。
#+ summary_en: The digest of a version is malformed.
#+ layer: shape
#+ rule: DocumentVersionShape-digest
#+ thing: version/dongguan-techfin-2024-annex/033ce048e173
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/version/dongguan-techfin-2024-annex/033ce048e173> cetu:contentDigest ?old } }
INSERT { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/version/dongguan-techfin-2024-annex/033ce048e173> cetu:contentDigest "033CE048" } }
WHERE { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/version/dongguan-techfin-2024-annex/033ce048e173> cetu:contentDigest ?old } }
