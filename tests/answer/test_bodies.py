from cetu.answer.bodies import bodies, body
from cetu.engine import Engine


def test_bodies_are_listed_by_kind(engine: Engine) -> None:
    found = {kind.kind.zh: [b.tasks for b in kind.bodies] for kind in bodies(engine)}
    assert found == {"市政府部门": [1, 1, 1], "党的机关": [1, 1], "单位集合": [1]}


def test_a_name_plate_is_a_name_of_the_body(engine: Engine, thing: str) -> None:
    found = body(engine, thing + "body/441900-xuanchuanbu")
    assert [(n.kind, n.text) for n in found.names] == [
        ("fullName", "中共东莞市委宣传部"),
        ("shortName", "市委宣传部（市版权局）"),
        ("plateName", "东莞市版权局"),
    ]
    bases = [n.basis.zh for n in found.names if n.basis]
    assert bases == ["按命名规则推出", "文件载明", "文件载明"]
    assert found.written == ("市委宣传部（市版权局）",)
    assert found.kind is not None
    assert found.kind.zh == "党的机关"
    assert found.place is not None
    assert not found.is_group


def test_a_body_has_tasks_and_partners(engine: Engine, thing: str) -> None:
    found = body(engine, thing + "body/441900-caizhengju")
    assert [t.number for t in found.tasks] == ["17"]
    assert found.alone == 0
    assert {p.thing.zh for p in found.partners} == {
        "东莞市工业和信息化局",
        "风险补偿政策联席会议成员单位",
    }


def test_the_members_of_a_group_are_unknown_not_none(engine: Engine, thing: str) -> None:
    found = body(engine, thing + "body/441900-fengxianbuchangzhengcelianxihuiyi")
    assert found.is_group
    assert found.members_unknown
    assert found.members == ()
