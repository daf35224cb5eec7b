#+ summary: 成文日期写成不存在的一天。
#+ summary_en: The date of a document is no day of any calendar.
#+ layer: owl
#+ rule: dt-not-type
#+ thing: document/dongguan-techfin-2024
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/document/dongguan-techfin-2024> cetu:documentDate "2024-13-45T00:00:00"^^xsd:dateTime .
  }
}
