#+ summary: 文件引用它自己。
#+ summary_en: A document cites itself.
#+ layer: owl
#+ rule: prp-irp
#+ thing: document/dongguan-techfin-2024-annex
PREFIX cetu: <https://w3id.org/cetu/ontology#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/document/dongguan-techfin-2024-annex>
      cetu:cites <https://w3id.org/cetu/id/document/dongguan-techfin-2024-annex> .
  }
}
