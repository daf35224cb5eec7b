#+ summary: 两条引文起止完全相同。
#+ summary_en: Two quotes begin and end at the same places of one file.
#+ layer: owl
#+ rule: prp-key
#+ thing: evidence/dongguan-techfin-2024-annex/033ce048e173/1712-1721
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/evidence/dongguan-techfin-2024-annex/033ce048e173/copy> a cetu:Evidence ;
      cetu:fromVersion <https://w3id.org/cetu/id/version/dongguan-techfin-2024-annex/033ce048e173> ;
      cetu:startOffset "1712"^^xsd:nonNegativeInteger ;
      cetu:endOffset "1721"^^xsd:nonNegativeInteger ;
      cetu:exactQuote "人民银行东莞市分行" .
  }
}
