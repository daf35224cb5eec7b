#+ summary: 两个垂直管理机构互为对方的上级。
#+ summary_en: Two vertical branches are each a branch of the other.
#+ layer: owl
#+ rule: prp-asyp
#+ thing: body/441900-jinrongjianguanfenju
PREFIX cetu: <https://w3id.org/cetu/ontology#>

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/body/441900-renminyinhang>
      cetu:branchOf <https://w3id.org/cetu/id/body/441900-jinrongjianguanfenju> .
    <https://w3id.org/cetu/id/body/441900-jinrongjianguanfenju>
      cetu:branchOf <https://w3id.org/cetu/id/body/441900-renminyinhang> .
  }
}
