#+ summary: 一个文本行又是标题行。
#+ summary_en: A row of text is a heading too.
#+ layer: owl
#+ rule: cax-dw
#+ thing: part/dongguan-techfin-2024-annex/033ce048e173/row-dc4ee5a3
PREFIX cetu: <https://w3id.org/cetu/ontology#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/part/dongguan-techfin-2024-annex/033ce048e173/row-dc4ee5a3> a cetu:Heading .
  }
}
