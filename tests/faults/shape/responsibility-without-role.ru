#+ summary: 责任没有角色。
#+ summary_en: A responsibility has no role.
#+ layer: shape
#+ rule: ResponsibilityShape-role
#+ thing: responsibility/dongguan-techfin-2024-annex/cbb0b401-1
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE WHERE {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/responsibility/dongguan-techfin-2024-annex/cbb0b401-1> cetu:role ?value
  }
}
