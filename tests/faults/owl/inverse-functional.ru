#+ summary: 一个名称为两个机构所用。
#+ summary_en: Two bodies go by one name.
#+ layer: owl
#+ rule: prp-ifp
#+ thing: body-name/441900-caizhengju/1
PREFIX cetu: <https://w3id.org/cetu/ontology#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/body/441900-renminyinhang>
      cetu:hasName <https://w3id.org/cetu/id/body-name/441900-caizhengju/1> .
  }
}
