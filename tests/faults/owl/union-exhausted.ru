#+ summary: 所引文件既不是政策文件也不是标准，而本体说文件不外乎这两类。
#+ summary_en: A cited document is neither a policy document nor a standard, where the ontology knows no third sort.
#+ layer: owl
#+ rule: hermit
#+ thing: document/zhuanli-pinggu-zhiyin
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/ontology> {
    cetu:Document rdfs:subClassOf [ a owl:Class ; owl:unionOf ( cetu:PolicyDocument cetu:Standard ) ] .
  }
} ;
DELETE DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/document/zhuanli-pinggu-zhiyin> a cetu:Standard .
  }
} ;
INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/document/zhuanli-pinggu-zhiyin> a cetu:Document ,
      [ a owl:Class ; owl:complementOf cetu:PolicyDocument ] ,
      [ a owl:Class ; owl:complementOf cetu:Standard ] .
  }
}
