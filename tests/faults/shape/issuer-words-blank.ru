#+ summary: 发布者写法是空白。
#+ summary_en: The words for an issuer are blank.
#+ layer: shape
#+ rule: DocumentShape-issuer-words
#+ thing: document/dongguan-techfin-2024-annex
# An issuer that is kept as written is not resolved, either.
PREFIX cetu: <https://w3id.org/cetu/ontology#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> {
    <https://w3id.org/cetu/id/document/dongguan-techfin-2024-annex> cetu:issuerAsWritten " " .
  }
}
