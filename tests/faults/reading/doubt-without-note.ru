#+ summary: 读取的疑点没有说明。
#+ summary_en: A doubt of the reader has no note.
#+ layer: reading
#+ rule: reading-doubt
#+ thing: doubt/dongguan-techfin-2024-annex/033ce048e173/9
# Its shape wants the note; the doubt is told by its kind all the same.
PREFIX cetu: <https://w3id.org/cetu/ontology#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/doubt/dongguan-techfin-2024-annex/033ce048e173/9> a cetu:ReadingDoubt ;
      cetu:doubtOf <https://w3id.org/cetu/id/version/dongguan-techfin-2024-annex/033ce048e173> ;
      cetu:doubtKind "page-lost" .
  }
}
