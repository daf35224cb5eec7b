#+ summary: 以另一基数计的上限不同，不是矛盾。
#+ summary_en: A maximum of another base is another limit.
#+ layer: none
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/haijiang-keji-2025/aaaabbbbcccc> {
    <https://w3id.org/cetu/id/document/haijiang-keji-2025> a cetu:PolicyDocument ;
      rdfs:label "海江市科技金融补充措施"@zh , "Supplementary measures of Haijiang on technology finance"@en ;
      cetu:title "海江市科技金融补充措施" ;
      cetu:documentKind <https://w3id.org/cetu/id/document-kind/implementing-opinions> ;
      cetu:issuedBy <https://w3id.org/cetu/id/body/441900-jinrongban> ;
      cetu:jurisdiction <https://w3id.org/cetu/id/place/441900> ;
      cetu:documentDate "2025-03-01T00:00:00"^^xsd:dateTime .
    <https://w3id.org/cetu/id/version/haijiang-keji-2025/aaaabbbbcccc> a cetu:DocumentVersion ;
      rdfs:label "收到版本"@zh , "version received"@en ;
      cetu:versionOf <https://w3id.org/cetu/id/document/haijiang-keji-2025> ;
      cetu:contentDigest "aaaabbbbccccaaaabbbbccccaaaabbbbccccaaaabbbbccccaaaabbbbccccaaaa" ;
      cetu:byteCount 86 ;
      cetu:characterCount 34 ;
      cetu:fileName "haijiang-keji-2025.txt" ;
      cetu:mediaType "text/plain" ;
      cetu:received "2026-01-05T00:00:00"^^xsd:dateTime .
    <https://w3id.org/cetu/id/reader/cetu-0.1.0> a cetu:Reader ;
      rdfs:label "策图读取程序 0.1.0"@zh , "cetu reader 0.1.0"@en ;
      cetu:readerVersion "0.1.0" .
    <https://w3id.org/cetu/id/part/haijiang-keji-2025/aaaabbbbcccc/row-aaaa0001> a cetu:TextRow ;
      rdfs:label "第 1 行"@zh , "Row 1"@en ;
      cetu:completeness cetu:completeInSource ;
      cetu:partOf <https://w3id.org/cetu/id/version/haijiang-keji-2025/aaaabbbbcccc> ;
      cetu:rowNumber "1" ;
      cetu:orders <https://w3id.org/cetu/id/task/haijiang-keji-2025/aaaa0001> .
    <https://w3id.org/cetu/id/task/haijiang-keji-2025/aaaa0001> a cetu:Task ;
      rdfs:label "任务 1"@zh , "Task 1"@en ;
      cetu:taskNumber "1" ;
      cetu:taskOrdinal 1 ;
      cetu:taskText "对科技信贷风险，最高给予担保金额 90%的风险补偿。" ;
      cetu:completeness cetu:completeInSource ;
      cetu:inDocument <https://w3id.org/cetu/id/document/haijiang-keji-2025> ;
      cetu:evidence <https://w3id.org/cetu/id/evidence/haijiang-keji-2025/aaaabbbbcccc/2-28> ;
      cetu:hasResponsibility <https://w3id.org/cetu/id/responsibility/haijiang-keji-2025/aaaa0001-1> ;
      cetu:hasLimit <https://w3id.org/cetu/id/limit/haijiang-keji-2025/aaaa0001-1> .
    <https://w3id.org/cetu/id/evidence/haijiang-keji-2025/aaaabbbbcccc/2-28> a cetu:Evidence ;
      cetu:exactQuote "对科技信贷风险，最高给予担保金额 90%的风险补偿。" ;
      cetu:startOffset 2 ;
      cetu:endOffset 28 ;
      cetu:fromVersion <https://w3id.org/cetu/id/version/haijiang-keji-2025/aaaabbbbcccc> ;
      cetu:inPart <https://w3id.org/cetu/id/part/haijiang-keji-2025/aaaabbbbcccc/row-aaaa0001> ;
      cetu:readBy <https://w3id.org/cetu/id/reader/cetu-0.1.0> .
    <https://w3id.org/cetu/id/evidence/haijiang-keji-2025/aaaabbbbcccc/29-33> a cetu:Evidence ;
      cetu:exactQuote "市财政局" ;
      cetu:startOffset 29 ;
      cetu:endOffset 33 ;
      cetu:fromVersion <https://w3id.org/cetu/id/version/haijiang-keji-2025/aaaabbbbcccc> ;
      cetu:inPart <https://w3id.org/cetu/id/part/haijiang-keji-2025/aaaabbbbcccc/row-aaaa0001> ;
      cetu:readBy <https://w3id.org/cetu/id/reader/cetu-0.1.0> .
    <https://w3id.org/cetu/id/responsibility/haijiang-keji-2025/aaaa0001-1> a cetu:Responsibility ;
      cetu:asWritten "市财政局" ;
      cetu:evidence <https://w3id.org/cetu/id/evidence/haijiang-keji-2025/aaaabbbbcccc/29-33> ;
      cetu:inDocument <https://w3id.org/cetu/id/document/haijiang-keji-2025> ;
      cetu:party <https://w3id.org/cetu/id/body/441900-caizhengju> ;
      cetu:role cetu:listed ;
      cetu:position 1 .
    <https://w3id.org/cetu/id/evidence/haijiang-keji-2025/aaaabbbbcccc/10-22> a cetu:Evidence ;
      cetu:exactQuote "最高给予担保金额 90%" ;
      cetu:startOffset 10 ;
      cetu:endOffset 22 ;
      cetu:fromVersion <https://w3id.org/cetu/id/version/haijiang-keji-2025/aaaabbbbcccc> ;
      cetu:inPart <https://w3id.org/cetu/id/part/haijiang-keji-2025/aaaabbbbcccc/row-aaaa0001> ;
      cetu:readBy <https://w3id.org/cetu/id/reader/cetu-0.1.0> .
    <https://w3id.org/cetu/id/limit/haijiang-keji-2025/aaaa0001-1> a cetu:Limit ;
      cetu:asWritten "最高给予担保金额 90%" ;
      cetu:value 90.0 ;
      cetu:unit <https://w3id.org/cetu/id/unit/percent> ;
      cetu:bound cetu:max ;
      cetu:base "担保金额" ;
      cetu:limitedQuantity "风险补偿" ;
      cetu:onInstrument <https://w3id.org/cetu/id/instrument/fengxian-buchang> ;
      cetu:currencyEquivalent false ;
      cetu:evidence <https://w3id.org/cetu/id/evidence/haijiang-keji-2025/aaaabbbbcccc/10-22> ;
      cetu:inDocument <https://w3id.org/cetu/id/document/haijiang-keji-2025> .
  }
}
