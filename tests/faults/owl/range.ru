#+ summary: 责任方所用的名称指向一个地方。
#+ summary_en: The name that a party acts under is a place.
#+ layer: owl
#+ rule: cax-adc
#+ thing: place/greater-bay-area
PREFIX cetu: <https://w3id.org/cetu/ontology#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/responsibility/dongguan-techfin-2024-annex/dc4ee5a3-1>
      cetu:actsUnder <https://w3id.org/cetu/id/place/greater-bay-area> .
  }
}
