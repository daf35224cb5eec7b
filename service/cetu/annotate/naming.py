"""The naming rule: from a name as written in a document of a place to its full name."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from cetu.annotate.divisions import NATION, Divisions, short
from cetu.annotate.offices import Offices
from cetu.model.body import NameBasis, Place


class Named(NamedTuple):
    """A full name, the class of the body (local name), its place (None: not said) and the basis."""

    full: str
    kind: str
    place: Place | None
    basis: NameBasis


_ENDINGS: Final = {
    "省": ("省",),
    "自治区": ("自治区",),
    "市": ("市",),
    "区": ("区",),
    "县": ("县",),
    "州": ("州",),
    "盟": ("盟",),
    "旗": ("旗",),
}
_LEVEL: Final = re.compile(r"(自治区|省|市|区|县|州|盟|旗)(?=.)")
_NO_PREFIX: Final = re.compile(
    r"市场|市政(?!府|协|务|数|法|研)|市容|市民(?!政|族|宗|防|营)|区块|区域|县域|省际|州际"
)
_DEPARTMENT: Final = re.compile(r"(?:局|厅|委|委员会|办|办公室|署)$")
_PARTY: Final = re.compile(r"委.*(?:部|办|室|工委|委员会|党校|局)$")
_ZONE: Final = re.compile(r"(?:管委会|管理委员会)$")
_AREA: Final = re.compile(r".{2,}(?:开发区|高新区|新区|实验区|示范区|合作区|产业园)$")
_COMPANY: Final = re.compile(r"(?:公司|集团|银行|证券|控股)$")
_PUBLIC: Final = re.compile(
    r"(?:大学|学院|学校|党校|医院|实验室|研究院|研究所|研究中心|科学院|中心|图书馆|博物馆|基地|研究会"
    r"|总站|支队|总队|大队|档案馆|出版社)$"
)
_OTHER: Final = re.compile(r"(?:协会|学会|商会|联合会|联盟|促进会|基金会|总社|总会)$")
_BRANCH: Final = re.compile(
    r"(?P<of>(?:中国)?人民银行|人行|国家外汇管理局|国家外汇局)(?P<where>.+?)"
    r"(?P<rest>(?:市|省)?(?:分行|中心支行|支行|营业管理部|分局))$"
)
_OUTPOST: Final = re.compile(
    r"(?P<where>.*?)(?P<office>公安|自然资源和规划|自然资源|生态环境|国土资源|规划)分局"
)
"""A bureau of the city that sits in a county or district of it: 县生态环境分局."""
_ABOVE: Final = re.compile(
    r"(?P<of>国家税务总局|税务总局|国家金融监督管理总局|国家金融监管总局|金融监管总局|中国证券监督管理委员会|中国银行保险监督管理委员会"
    r"|中国银行业监督管理委员会|国家统计局)(?P<where>.+?)(?P<rest>税务局|监管局|监管分局|调查总队|调查队)$"
)
_WHOLE: Final = {
    "人行": "中国人民银行",
    "人民银行": "中国人民银行",
    "国家外汇局": "国家外汇管理局",
    "税务总局": "国家税务总局",
    "国家金融监管总局": "国家金融监督管理总局",
    "金融监管总局": "国家金融监督管理总局",
}
_ONLY_NATIONAL: Final = re.compile(
    r"^(?:国家|中国|中华|中共中央|中央|全国|国务院|最高|共青团中央)|(?<!委)(?:部|总局|总署|署|总社|证监会|保监会)$"
)
_LEAGUE: Final = re.compile(r"团(省|市|区|县)委")
_BRACKETS: Final = str.maketrans("()〔〕[]【】", "（）（）（）（）")
_BELOW_HEAD: Final = frozenset({"证监局", "金融监管局", "金融监管分局", "银保监局", "海关"})


@dataclass(frozen=True, slots=True)
class Naming:
    """The rule, with the places and offices that it draws on."""

    divisions: Divisions
    offices: Offices

    def name(self, words: str, near: str | None) -> Named | None:
        """Return what a body written as `words` in a document of `near` (an IRI) is called.

        None where the rule does not say. Without a place only names that are national everywhere
        have an answer.
        """
        national = self.offices.national.get(words)
        if national and (near == NATION.iri or _ONLY_NATIONAL.search(words)):
            return Named(national.pattern, national.kind, NATION, national.basis)
        level = self.level(words)
        if near is None or (level and not self.own(level, near)):
            return None
        return (
            self._branch(words, near)
            or self._outpost(words, near)
            or self._placed(words, near)
            or self._bare(words, near)
        )

    def office_known(self, words: str) -> bool:
        """Whether `words` are an office in a table, without a place: 住建局."""
        return words in self.offices.local

    def level(self, words: str) -> str:
        """Return the level of a place that `words` begin with (市 of 市财政局), else nothing."""
        if self.office_known(words) or _NO_PREFIX.match(words):
            return ""
        found = _LEVEL.match(words)
        return found[1] if found else ""

    def own(self, level: str, near: str | None) -> Place | None:
        """Return the place of a `level` (市) that a document of `near` means by it."""
        endings = _ENDINGS.get(level, ())
        around = list(self.divisions.around(near))
        for place in around:
            if place.name.endswith(endings) and not (level == "区" and place.level != "county"):
                return place
        if level == "区":  # 区财政厅 is an autonomous region's
            return next((p for p in around if p.name.endswith("自治区")), None)
        return next((p for p in around if level == "省" and p.level == "province"), None)

    def _branch(self, words: str, near: str) -> Named | None:
        """人行温州市分行, 人民银行东莞市中心支行, 国家税务总局温州市税务局."""
        match = _BRANCH.fullmatch(words) or _ABOVE.fullmatch(words)
        if not match:
            return None
        of, where, rest = match["of"], match["where"], match["rest"]
        place = self.divisions.named(where + rest[:1], near) if rest[0] in "市省" else None
        place = place or self.divisions.named(where, near)
        return Named(_WHOLE.get(of, of) + where + rest, "VerticalBranch", place, "namingRule")

    def _outpost(self, words: str, near: str) -> Named | None:
        """县生态环境分局, 拱墅公安分局 in a document of the county: its city's bureau there."""
        match = _OUTPOST.fullmatch(words)
        place = self.divisions.at(near)
        city = self.divisions.at(place.within) if place else None
        if not (match and place and city) or city == NATION or place.level != "county":
            return None
        bare = place.name[:-1] if len(place.name) > _SHORT else place.name
        if match["where"] not in {"", bare, place.name, place.name[-1]}:
            return None
        full = f"{city.name}{match['office']}局{bare}分局"
        return Named(full, "GovernmentBody", place, "namingRule")

    def _placed(self, words: str, near: str) -> Named | None:
        """市财政局 of the document's own city; 瑞安市政府, 浙江证监局 of the place they name."""
        if league := _LEAGUE.fullmatch(words):
            words = f"{league[1]}团委"
        if level := self.level(words):
            place = self.own(level, near)
            return self._of(words[len(level) :], place) if place else None
        if self.office_known(words):
            return None
        place, rest = self.divisions.front(words.removeprefix("中共"), near)
        return self._at(place, rest, words) if place else None

    def _at(self, place: Place, rest: str, words: str) -> Named | None:
        """Return the name of `rest` of the place that stands at the front of `words`."""
        if not rest:
            return self._of("政府", place)
        if _ZONE.search(rest):
            return Named(_ZONE.sub("管理委员会", words), "AreaCommittee", place, "namingRule")
        if place.name in words or rest in _BELOW_HEAD or self.office_known(rest):
            return self._of(rest, place, named=True)
        kept = "AreaCommittee" if _AREA.search(words) else _institution(words)
        return Named(words, kept, place, "statedInDocument") if kept else None

    def _bare(self, words: str, near: str) -> Named | None:
        """A name without a place: the document's own where it is an office, else as written."""
        place = self.divisions.at(near)
        if _ZONE.search(words) and place and place != NATION:
            return Named(_ZONE.sub("管理委员会", words), "AreaCommittee", place, "namingRule")
        office = self.office_known(words) or _DEPARTMENT.search(words) or _PARTY.match(words)
        if place and place != NATION and office:
            return self._of(words, place)
        kept = "AreaCommittee" if _AREA.search(words) and place else _institution(words)
        return Named(words, kept, None, "statedInDocument") if kept else None

    def _of(self, rest: str, place: Place, *, named: bool = False) -> Named | None:
        """Return the name of the office `rest` of `place`; `named`: its words name the place."""
        name = self._name_of(place)
        office = self.offices.local.get(f"{rest}@{place.level}") or self.offices.local.get(rest)
        if rest in {"政府", "人民政府"}:
            return Named(f"{place.name}人民政府", "PeoplesGovernment", place, "namingRule")
        if office and office.kind:
            full = office.pattern.format(p=name, s=short(place.name))
            return Named(full, office.kind, place, office.basis)
        if kind := _institution(rest):
            if _COMPANY.search(rest) and not named:  # 市产投集团 is the city's own
                kind = "StateOwnedCompany"
            return Named(name + rest, kind, place, "namingRule" if named else "notChecked")
        return self._public(rest, name, place)

    def _public(self, rest: str, name: str, place: Place) -> Named | None:
        """Return the name of a Party organ, a committee of a zone or a department."""
        if _PARTY.match(rest):
            long = self.offices.department(rest, "")[0]
            return Named(f"中共{name}{long}", "PartyOrgan", place, "namingRule")
        if _ZONE.search(rest):
            full = name + _ZONE.sub("管理委员会", rest)
            return Named(full, "AreaCommittee", place, "namingRule")
        if not _DEPARTMENT.search(rest):
            return None
        full, basis = self.offices.department(rest, name)
        kind = "GovernmentBody" if _JOINT.search(rest) else _DEPARTMENTS.get(place.level)
        return Named(full, kind or "GovernmentBody", place, basis)

    def _name_of(self, place: Place) -> str:
        """A district is named with its city: 深圳市坪山区…."""
        outer = self.divisions.at(place.within)
        district = place.level == "county" and place.name.endswith("区")
        return outer.name + place.name if district and outer and outer != NATION else place.name


_JOINT: Final = re.compile(r"领导小组|指挥部|联席会议|专班")
_SHORT: Final = 2
"""Characters of a place whose kind stays in the names of its bodies: 矿区, 城区."""
_DEPARTMENTS: Final = {"province": "ProvincialDepartment", "city": "MunicipalBureau"}


def _institution(words: str) -> str:
    """Return the class of what keeps its name as written: a company, a university, a society."""
    kinds = ((_COMPANY, "OtherOrganisation"), (_PUBLIC, "PublicInstitution"))
    for pattern, kind in (*kinds, (_OTHER, "OtherOrganisation")):
        if pattern.search(words):
            return kind
    return ""


def plain(words: str) -> str:
    """Return the words without white space, brackets full-width: what names are made of."""
    return re.sub(r"\s", "", words).translate(_BRACKETS)
