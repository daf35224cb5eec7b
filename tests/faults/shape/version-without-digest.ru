#+ summary: 文件版本没有内容摘要。
#+ summary_en: A version has no digest.
#+ layer: shape
#+ rule: DocumentVersionShape-digest
#+ thing: version/dongguan-techfin-2024-annex/033ce048e173
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE WHERE {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/version/dongguan-techfin-2024-annex/033ce048e173> cetu:contentDigest ?value
  }
}
