#+ summary: 一个机构又属于别处定义的一个类，本图谱对它一无所知。
#+ summary_en: A body is also of a class that is defined elsewhere and unknown here.
#+ layer: none

INSERT DATA {
  GRAPH <https://w3id.org/cetu/graph/reference> {
    <https://w3id.org/cetu/id/body/441900-caizhengju> a <https://example.org/terms#BudgetUnit> .
  }
}
