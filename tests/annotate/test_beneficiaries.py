"""Those who gain, as the longest noun phrase."""

from collections.abc import Callable

import pytest

from cetu.model.task import Task

Understood = Callable[..., Task]


@pytest.mark.parametrize(
    ("number", "surfaces"),
    [
        ("1", ["我市关键技术领域和初创期科技型企业"]),
        ("7", ["在我市依法注册设立、在中国证券投资基金业协会备案登记的股权投资基金管理人"]),
        ("10", ["大型科技基础设施建设、重大科研项目研发、具有重大产业发展牵引带动作用的项目"]),
        ("16", ["科技型小微企业"]),
        (
            "17",
            [
                "合作银行",
                "专精特新企业、倍增企业、高新技术企业、小微上规企业，"
                "以及战略性新兴产业、未来产业重点扶持企业等“白名单”企业",
            ],
        ),
        ("25", ["辖内符合条件的高新技术、“专精特新”和科技型中小企业"]),
        ("28", ["园区科技型企业、高层次人才、高科技项目"]),
        ("39", []),
    ],
)
def test_beneficiaries_of_the_first_document(
    tasks: dict[str, Task], number: str, surfaces: list[str]
) -> None:
    assert [mention.span.text for mention in tasks[number].beneficiaries] == surfaces


def test_the_classes_inside_a_phrase_are_kept(tasks: dict[str, Task]) -> None:
    keys = {c.rsplit("/", 1)[1] for c in tasks["17"].beneficiaries[1].concepts}
    assert keys >= {"zhuanjingtexin", "beizeng", "gaoxin-jishu-qiye", "baimingdan-qiye"}


def test_a_class_whose_head_word_stands_at_the_end_of_the_list(tasks: dict[str, Task]) -> None:
    keys = {c.rsplit("/", 1)[1] for c in tasks["25"].beneficiaries[0].concepts}
    assert keys == {"gaoxin-jishu-qiye", "zhuanjingtexin", "keji-zhongxiao-qiye"}


def test_a_head_word_names_nobody_by_itself(understood: Understood) -> None:
    assert understood("企业应当报告项目进展。").beneficiaries == ()


def test_a_head_word_ends_a_phrase_of_giving(understood: Understood) -> None:
    found = understood("为符合条件的镇属企业提供支持。").beneficiaries
    assert [mention.span.text for mention in found] == ["符合条件的镇属企业"]


def test_banks_that_provide_do_not_gain(understood: Understood) -> None:
    assert understood("支持银行机构开展业务。").beneficiaries == ()


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("支持云溪市内制造企业自主备案。", ["云溪市内制造企业"]),
        ("允许入园企业开展维修业务。", ["入园企业"]),
        ("支持高能级创新载体、龙头企业围绕芯片攻关。", ["高能级创新载体、龙头企业"]),
        ("培育一批数据服务企业。", ["数据服务企业"]),
        ("引进培育优质企业5家。", ["优质企业"]),
        ("覆盖乡镇干部200人次以上。", ["乡镇干部"]),
        ("加强创新型企业培育。", ["创新型企业"]),
        ("选树一批数据集建设示范单位。", ["数据集建设示范单位"]),
        ("面向返乡青年的技能培训。", ["返乡青年"]),
        ("对返乡创业的毕业生给予补贴。", ["返乡创业的毕业生"]),
        ("减少对守信企业的检查次数。", ["守信企业"]),
        ("支持科研人员和创业团队转化成果。", ["科研人员和创业团队"]),
        ("将重点智算中心纳入支持范围。", ["重点智算中心"]),
    ],
)
def test_whom_a_verb_of_support_names(
    understood: Understood, text: str, surfaces: list[str]
) -> None:
    assert [mention.span.text for mention in understood(text).beneficiaries] == surfaces


@pytest.mark.parametrize(
    "text",
    [
        "鼓励企业开展攻关。",
        "推动企业参与建设。",
        "支持建设创新中心。",
        "支持组建创新团队。",
        "加强人才管理。",
        "支持企业家座谈。",
        "对违规企业开展检查。",
        "支持金融机构提供贷款。",
        "列第一位的为牵头单位。",
        "面向有关单位开展摸底。",
        "以自主技术为基地。",
    ],
)
def test_who_acts_or_is_checked_does_not_gain(understood: Understood, text: str) -> None:
    assert understood(text).beneficiaries == ()
