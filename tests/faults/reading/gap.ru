#+ summary: 读取时注意到编号不连续。
#+ summary_en: The reader noticed a gap in the numbers.
#+ layer: reading
#+ rule: reading-doubt
#+ thing: doubt/dongguan-techfin-2024-annex/033ce048e173/9
PREFIX cetu: <https://w3id.org/cetu/ontology#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/doubt/dongguan-techfin-2024-annex/033ce048e173/9> a cetu:ReadingDoubt ;
      cetu:doubtOf <https://w3id.org/cetu/id/version/dongguan-techfin-2024-annex/033ce048e173> ;
      cetu:doubtKind "number-gap" ;
      cetu:doubtNote "编号从 12 跳到 14。"@zh , "The numbers go from 12 to 14."@en .
  }
}
