"""Findings of an invented town, of every layer, with what they rest on."""

from typing import Final

from cetu.model.finding import Finding, Premise

BASE: Final = "https://w3id.org/cetu/"
TASK: Final = f"{BASE}id/task/lincheng-plan/t1"
PLAN: Final = f"{BASE}id/document/lincheng-plan"
_NUMBER: Final = f"<{TASK}> <{BASE}ontology#taskNumber>"

ONE_NUMBER: Final = Premise(
    f'{_NUMBER} "1" .',
    "「任务 1」的序号是“1”。",
    "The number of “task 1” is “1”.",
    f"{BASE}graph/lincheng-plan/000000000000",
    "1\t支持企业贷款",
    PLAN,
    "1",
)
OTHER_NUMBER: Final = Premise(
    f'{_NUMBER} "2" .', "「任务 1」的序号是“2”。", "The number of “task 1” is “2”."
)
FUNCTIONAL: Final = Premise(
    f"FunctionalDataProperty(<{BASE}ontology#taskNumber>)",
    "一项任务只有一个序号。",
    "A task has one number.",
)
NO_TEXT: Final = Finding(
    severity="violation",
    layer="shape",
    rule=f"{BASE}shapes#TaskShape-has-text",
    thing=TASK,
    zh="「任务1」：没有文字。",
    en="“task 1”: It has no text.",
    quote="1\n[red]支持[/red]",
    path=f"<{BASE}ontology#taskText>|<{BASE}ontology#incompletenessNote>",
    component="http://www.w3.org/ns/shacl#MinCountConstraintComponent",
    kind="missing",
    advice_zh="对照原文补上任务文字。",
    advice_en="Add the text of the task from the source.",
)
TAG: Final = Finding(
    severity="violation",
    layer="shape",
    rule=f"{BASE}shapes#LabelTagsShape-tongues",
    thing=f"{BASE}id/place/1",
    zh="「示例市」：语言标记不对。",
    en="“Example”: Wrong tag.",
    path="<http://www.w3.org/2000/01/rdf-schema#label>",
    component="http://www.w3.org/ns/shacl#LanguageInConstraintComponent",
    value='"示例"@zh-CN',
    kind="form",
)
GROUP: Final = Finding(
    severity="info",
    layer="check",
    rule=f"{BASE}checks#group-members-unknown",
    thing=f"{BASE}id/body/g",
    zh="「成员单位」的成员未列明。",
    en="No source lists the members of “group”.",
    value="tasks=2",
    kind="reference",
    premises=(OTHER_NUMBER,),
)
CLASH: Final = Finding(
    severity="warning",
    layer="owl",
    rule=f"{BASE}contradictions#prp-fp",
    thing=TASK,
    zh="「任务1」的编号有两个。",
    en="“task 1” has two numbers.",
    premises=(FUNCTIONAL, ONE_NUMBER, OTHER_NUMBER),
    also=(f"{BASE}checks#task-number-repeated",),
)
ALL: Final = [GROUP, CLASH, TAG, NO_TEXT]
