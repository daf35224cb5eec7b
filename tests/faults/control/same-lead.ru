#+ summary: 两份文件由同一单位牵头同一任务。
#+ summary_en: Two documents name the same lead for one task.
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
      cetu:byteCount 338 ;
      cetu:characterCount 116 ;
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
      cetu:taskText "探索按周期、批量对科技创新贷款进行整体考核，切实提高科技金融相关指标在机构内部绩效考核中的占比，落实适当提高科技型企业贷款不良容忍度的政策要求，小微型科技企业不良贷款容忍度可较各项贷款不良率提高不超过3个百分点。" ;
      cetu:completeness cetu:completeInSource ;
      cetu:inDocument <https://w3id.org/cetu/id/document/haijiang-keji-2025> ;
      cetu:evidence <https://w3id.org/cetu/id/evidence/haijiang-keji-2025/aaaabbbbcccc/2-108> ;
      cetu:hasResponsibility <https://w3id.org/cetu/id/responsibility/haijiang-keji-2025/aaaa0001-1> .
    <https://w3id.org/cetu/id/evidence/haijiang-keji-2025/aaaabbbbcccc/2-108> a cetu:Evidence ;
      cetu:exactQuote "探索按周期、批量对科技创新贷款进行整体考核，切实提高科技金融相关指标在机构内部绩效考核中的占比，落实适当提高科技型企业贷款不良容忍度的政策要求，小微型科技企业不良贷款容忍度可较各项贷款不良率提高不超过3个百分点。" ;
      cetu:startOffset 2 ;
      cetu:endOffset 108 ;
      cetu:fromVersion <https://w3id.org/cetu/id/version/haijiang-keji-2025/aaaabbbbcccc> ;
      cetu:inPart <https://w3id.org/cetu/id/part/haijiang-keji-2025/aaaabbbbcccc/row-aaaa0001> ;
      cetu:readBy <https://w3id.org/cetu/id/reader/cetu-0.1.0> .
    <https://w3id.org/cetu/id/evidence/haijiang-keji-2025/aaaabbbbcccc/109-115> a cetu:Evidence ;
      cetu:exactQuote "市财政局牵头" ;
      cetu:startOffset 109 ;
      cetu:endOffset 115 ;
      cetu:fromVersion <https://w3id.org/cetu/id/version/haijiang-keji-2025/aaaabbbbcccc> ;
      cetu:inPart <https://w3id.org/cetu/id/part/haijiang-keji-2025/aaaabbbbcccc/row-aaaa0001> ;
      cetu:readBy <https://w3id.org/cetu/id/reader/cetu-0.1.0> .
    <https://w3id.org/cetu/id/responsibility/haijiang-keji-2025/aaaa0001-1> a cetu:Responsibility ;
      cetu:asWritten "市财政局牵头" ;
      cetu:evidence <https://w3id.org/cetu/id/evidence/haijiang-keji-2025/aaaabbbbcccc/109-115> ;
      cetu:inDocument <https://w3id.org/cetu/id/document/haijiang-keji-2025> ;
      cetu:party <https://w3id.org/cetu/id/body/441900-caizhengju> ;
      cetu:role cetu:lead ;
      cetu:position 1 .
  }
}
