#+ summary: 读取时拿不准合并单元格的范围。
#+ summary_en: The reader was not sure how far a merged cell goes.
#+ layer: reading
#+ rule: reading-doubt
#+ thing: doubt/dongguan-techfin-2024-annex/033ce048e173/9
PREFIX cetu: <https://w3id.org/cetu/ontology#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/doubt/dongguan-techfin-2024-annex/033ce048e173/9> a cetu:ReadingDoubt ;
      cetu:doubtOf <https://w3id.org/cetu/id/version/dongguan-techfin-2024-annex/033ce048e173> ;
      cetu:doubtKind "merged-cell" ;
      cetu:doubtNote "合并单元格的范围不清楚。"@zh , "It is not clear how far a merged cell goes."@en .
  }
}
