"""Bodies: a name as written, in the jurisdiction of a document."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.annotate import Lexicon
from cetu.annotate.bodies import Resolved


def body(lexicon: Lexicon, words: str, place: str) -> Resolved | None:
    found = lexicon.place(place)
    return lexicon.bodies.resolve(words, found.iri if found else None)


@pytest.mark.parametrize(
    ("place", "words", "full", "kind"),
    [
        ("温州市", "市财政局", "温州市财政局", "MunicipalBureau"),
        ("桐庐县", "县生态环境分局", "杭州市生态环境局桐庐分局", "GovernmentBody"),
        ("杭州市拱墅区", "拱墅公安分局", "杭州市公安局拱墅分局", "GovernmentBody"),
        ("桐庐县", "县委督查室", "中共桐庐县委督查室", "PartyOrgan"),
        ("绍兴市", "市经信局", "绍兴市经济和信息化局", "MunicipalBureau"),
        ("绍兴市", "市发改委", "绍兴市发展和改革委员会", "MunicipalBureau"),
        ("绍兴市", "市发改局", "绍兴市发展和改革局", "MunicipalBureau"),
        ("绍兴市", "市科技\n局", "绍兴市科学技术局", "MunicipalBureau"),
        ("杭州市", "市文旅局", "杭州市文化广电旅游局", "MunicipalBureau"),
        ("温州市", "市投资促进局", "温州市投资促进局", "MunicipalBureau"),
        ("温州市", "市场监管局", "温州市市场监督管理局", "MunicipalBureau"),
        ("温州市", "市府办", "温州市人民政府办公室", "MunicipalBureau"),
        ("浙江省", "省发展改革委", "浙江省发展和改革委员会", "ProvincialDepartment"),
        ("温州市", "省建设厅", "浙江省住房和城乡建设厅", "ProvincialDepartment"),
        ("广西壮族自治区", "自治区财政厅", "广西壮族自治区财政厅", "ProvincialDepartment"),
        ("浙江省", "省国资委", "浙江省人民政府国有资产监督管理委员会", "ProvincialDepartment"),
        ("浙江省", "省委网信办", "中共浙江省委网络安全和信息化委员会办公室", "PartyOrgan"),
        ("温州市", "市委组织部", "中共温州市委组织部", "PartyOrgan"),
        ("浙江省", "省纪委监委", "中共浙江省纪律检查委员会 浙江省监察委员会", "PartyOrgan"),
        ("温州市", "市税务局", "国家税务总局温州市税务局", "VerticalBranch"),
        ("温州市", "人行温州市分行", "中国人民银行温州市分行", "VerticalBranch"),
        ("温州市", "温州金融监管分局", "国家金融监督管理总局温州监管分局", "VerticalBranch"),
        ("浙江省", "浙江证监局", "中国证券监督管理委员会浙江监管局", "VerticalBranch"),
        ("温州市", "瑞安市政府", "瑞安市人民政府", "PeoplesGovernment"),
        ("温州市", "鹿城区政府", "鹿城区人民政府", "PeoplesGovernment"),
        ("浙江省", "宁波市", "宁波市人民政府", "PeoplesGovernment"),
        ("深圳市坪山区", "区教育局", "深圳市坪山区教育局", "GovernmentBody"),
        ("深圳市坪山区", "市教育局", "深圳市教育局", "MunicipalBureau"),
        ("永嘉县", "住建局", "永嘉县住房和城乡建设局", "GovernmentBody"),
        ("温州市", "市科协", "温州市科学技术协会", "OtherOrganisation"),
        ("温州市", "团市委", "共青团温州市委员会", "OtherOrganisation"),
        ("浙江省", "省法院", "浙江省高级人民法院", "PublicBody"),
        ("温州市", "市法院", "温州市中级人民法院", "PublicBody"),
        ("国家", "发展改革委", "国家发展和改革委员会", "NationalBody"),
        ("国家", "财政部", "中华人民共和国财政部", "NationalBody"),
        ("温州市", "财政部", "中华人民共和国财政部", "NationalBody"),
        ("国家", "中央网信办", "中共中央网络安全和信息化委员会办公室", "PartyOrgan"),
        ("温州市", "云溪湾新区管委会", "云溪湾新区管理委员会", "AreaCommittee"),
        ("温州市", "市云溪科创集团", "温州市云溪科创集团", "StateOwnedCompany"),
        ("温州市", "云溪智算公司", "云溪智算公司", "OtherOrganisation"),
        ("温州市", "云溪大学", "云溪大学", "PublicInstitution"),
        ("温州市", "云溪湾实验区", "云溪湾实验区", "AreaCommittee"),
        ("温州市", "金融监管总局浙江监管局", "国家金融监督管理总局浙江监管局", "VerticalBranch"),
    ],
)
def test_a_name_is_read_in_the_place_of_its_document(
    lexicon: Lexicon, place: str, words: str, full: str, kind: str
) -> None:
    found = body(lexicon, words, place)
    assert found is not None
    assert (found.full_name, found.body.kind) == (full, kind)
    assert found.body.derived
    assert re.fullmatch(r"https://w3id\.org/cetu/id/body/[a-z0-9-]+", found.body.iri)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("国家", "协调推进办"),
        ("国家", "市财政局"),
        ("", "市财政局"),
        ("温州市", "县财政局"),
        ("温州市", "云溪"),
    ],
)
def test_what_no_rule_names_stays_unresolved(lexicon: Lexicon, place: str, words: str) -> None:
    assert body(lexicon, words, place) is None


def test_one_body_has_one_iri_however_it_is_written(lexicon: Lexicon) -> None:
    written = ("市发改委", "市发展改革委", "市发展和改革委", "温州市发展和改革委员会")
    here = {found.body.iri for w in written if (found := body(lexicon, w, "温州市"))}
    from_above = body(lexicon, "温州市发改委", "浙江省")
    assert from_above
    assert here == {from_above.body.iri}
    assert here == {"https://w3id.org/cetu/id/body/330300-fazhanhegaigeweiyuanhui"}
    bank = [body(lexicon, w, "温州市") for w in ("人行温州市分行", "中国人民银行温州市分行")]
    assert len({found.body.iri for found in bank if found}) == 1


def test_a_body_of_the_reference_data_keeps_its_iri(lexicon: Lexicon) -> None:
    for words in ("市科技局", "东莞市科学技术局", "市科学技术局"):
        found = body(lexicon, words, "东莞市")
        assert found
        assert found.body.iri == "https://w3id.org/cetu/id/body/441900-kexuejishuju"
        assert not found.body.derived
    tax = body(lexicon, "税务总局", "国家")
    assert tax
    assert tax.body.iri == "https://w3id.org/cetu/id/body/national-shuiwuzongju"


def test_a_derived_body_says_what_its_name_rests_on(lexicon: Lexicon) -> None:
    bases = {
        words: found.body.basis
        for words in ("市财政局", "市政务服务局", "市文旅局", "云溪大学")
        if (found := body(lexicon, words, "杭州市"))
    }
    assert bases == {
        "市财政局": "statedInList",
        "市政务服务局": "notChecked",
        "市文旅局": "statedInList",
        "云溪大学": "statedInDocument",
    }


@pytest.mark.parametrize(
    ("words", "full", "plate"),
    [
        ("市数据局（市专利局）", "温州市数据局（温州市专利局）", "温州市专利局"),
        ("市委宣传部(市版权局)", "中共温州市委宣传部（温州市版权局）", "温州市版权局"),
        (
            "市委组织部（人才办）",
            "中共温州市委组织部（中共温州市委人才工作领导小组办公室）",
            "中共温州市委人才工作领导小组办公室",
        ),
        (
            "市市场监管（知识产权）局",
            "温州市市场监督管理局（温州市知识产权局）",
            "温州市知识产权局",
        ),
        ("市府办（金融）", "温州市人民政府办公室（金融）", ""),
        ("市云溪集团〔筹〕", "温州市云溪集团（筹）", ""),
        ("市云溪试点（云计算）领导小组办公室", "温州市云溪试点（云计算）领导小组办公室", ""),
    ],
)
def test_a_bracket_is_a_plate_where_it_names_a_body(
    lexicon: Lexicon, words: str, full: str, plate: str
) -> None:
    found = body(lexicon, words, "温州市")
    assert found is not None
    assert (found.full_name, found.plate) == (full, plate)
    assert bool(found.plate_iri) == bool(plate)
    assert all(iri.isascii() for iri, _ in found.body.plates.values())


@pytest.mark.parametrize(
    ("place", "words", "full"),
    [
        ("浙江省", "各市、县〔市、区〕政府", "浙江省各市、县（市、区）人民政府"),
        ("温州市", "相关县（市、区）政府", "温州市相关县（市、区）人民政府"),
        ("温州市", "各在温高校", "各在温高校"),
        ("浙江省", "省级相关行业主管部门", "浙江省省级行业主管部门"),
        ("浙江省", "相关省级部门", "浙江省相关省级部门"),
        ("浙江省", "省云溪领导小组成员单位", "浙江省云溪领导小组成员单位"),
        ("国家", "国务院相关部门", "国务院相关部门"),
        ("国家", "各省级人民政府", "各省级人民政府"),
        ("国家", "各地区", "各地区"),
        ("温州市", "人社部门", "人社部门"),
        ("国家", "试点城市政府", "试点城市人民政府"),
        ("温州市", "市级各部门", "温州市市级各部门"),
        ("温州市", "全市各级各部门", "全市各级各部门"),
        ("温州市", "驻温单位", "驻温单位"),
        ("温州市", "市属国有企业", "温州市属国有企业"),
        ("温州市", "云溪五谷（鹿城区政府、龙湾区政府）", "云溪五谷"),
    ],
)
def test_a_group_is_a_body_of_unknown_members(
    lexicon: Lexicon, place: str, words: str, full: str
) -> None:
    found = body(lexicon, words, place)
    assert found is not None
    assert (found.full_name, found.body.kind, found.body.collective) == (full, "BodyGroup", True)


def test_listed_bodies_of_similar_name_are_candidates(lexicon: Lexicon) -> None:
    dongguan = lexicon.place("东莞市")
    assert dongguan
    found = lexicon.bodies.similar("金融控股集团东莞", dongguan.iri)
    assert "https://w3id.org/cetu/id/body/441900-jinrongkonggujituan" in found
    assert lexicon.bodies.similar("金融控股集团东莞", None) == ()


@pytest.mark.parametrize(
    ("words", "later", "until"),
    [
        ("银保监会", "国家金融监督管理总局", "2023-03-16"),
        ("国土资源部", "中华人民共和国自然资源部", "2018-03-21"),
        ("金融监管总局", "", ""),
    ],
)
def test_a_body_of_an_old_name_says_what_took_its_place(
    lexicon: Lexicon, words: str, later: str, until: str
) -> None:
    found = body(lexicon, words, "国家")
    assert found
    assert (found.body.later, found.body.until) == (later, until)


def test_a_body_of_a_district_is_the_districts_though_its_city_stands_first(
    lexicon: Lexicon,
) -> None:
    found = body(lexicon, "深圳市坪山区人民政府办公室", "深圳市坪山区")
    assert found
    assert found.full_name == "深圳市坪山区人民政府办公室"
    assert found.body.place == "https://w3id.org/cetu/id/place/440310"
    assert found.body.iri.startswith("https://w3id.org/cetu/id/body/440310-")


@given(st.text(alphabet="市省县区委府办局厅温州金融（）〔〕、监管分行各部门", max_size=14))
def test_any_words_have_an_answer(lexicon: Lexicon, words: str) -> None:
    found = body(lexicon, words, "温州市")
    assert found is None or (found.full_name and found.body.iri.isascii())
