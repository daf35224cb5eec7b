#+ summary: 纯文本文件的字符数多于字节数。
#+ summary_en: A file of plain text has more characters than bytes.
#+ layer: shape
#+ rule: PlainTextShape
#+ thing: version/dongguan-techfin-2024-annex/033ce048e173
PREFIX cetu: <https://w3id.org/cetu/ontology#>

DELETE { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/version/dongguan-techfin-2024-annex/033ce048e173> cetu:characterCount ?old } }
INSERT { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/version/dongguan-techfin-2024-annex/033ce048e173> cetu:characterCount 20000 } }
WHERE { GRAPH <https://w3id.org/cetu/graph/dongguan-techfin-2024-annex/033ce048e173> { <https://w3id.org/cetu/id/version/dongguan-techfin-2024-annex/033ce048e173> cetu:characterCount ?old } }
