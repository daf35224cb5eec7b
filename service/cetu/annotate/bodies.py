"""Bodies: a name as written becomes a body, listed in the reference data or derived by a rule."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from cetu.annotate.divisions import NATION, Divisions
from cetu.annotate.naming import Named, Naming, plain
from cetu.model.body import Body, Place
from cetu.namespaces import ID

_PLATE: Final = re.compile(r"(.+?)（(.+)）(局|委|办|厅)?")
_PLATE_NAME: Final = re.compile(
    r".{2,}(?:局|委|办|厅|部|署|室|委员会|集团|公司|中心|院|所|银行|协会)$"
)
_FOUNDING: Final = "筹"
_GENERIC: Final = (
    "部门|单位|地区|地方|企业|高校|院校|机构|银行|协会"
    "|园区|县区|区县|市县|区市县|街道|乡镇|镇街|成员"
)
_COLLECTIVE: Final = re.compile(
    r"^(?:(?:沿[江海河线边湖]|[东南西北中]部)?各|有关|相关|所有|全体|其他|其它|全[省市区县]|[在驻].{1,3}(?=高校|企业|单位|机构|部队))|^(?:试点|当地|地方|属地|所在).{0,3}政府|成员单位|各级|.{2,8}部门$|各部门|各单位|[省市区县]属.{0,4}(?:企业|单位|国企)|(?:主管|职能)部门"
    rf"|(?:有关|相关|责任|所在|属地).{{0,4}}(?:{_GENERIC}|政府|市|县|区)"
    r"|[市区县旗州][（(][市县、区旗功能]+[）)]|[市县区]、[县区市]"
    rf"|^(?:国务院|中央|国家)?(?:省|市|区|县)?[级直]?(?:{_GENERIC})(?:和单位)?$"
)
_SCOPED: Final = re.compile(r"^(?!全).*(?:[省市县区镇乡]|街道|园区)")
_GROUP_LEVEL: Final = re.compile(r"^(自治区|省|市|区|县)(?![级直、（]|县|区|市|政府|人民政府)")
_ALIKE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Resolved:
    """A body, its full name here, and the plate it acts under: its IRI and its full form."""

    body: Body
    full_name: str
    plate: str = ""
    plate_iri: str | None = None


@dataclass(frozen=True, slots=True)
class Bodies:
    """All that is known of bodies: those listed, by name, and the rule that names the others."""

    listed: Mapping[str, tuple[Body, ...]]
    naming: Naming

    @property
    def divisions(self) -> Divisions:
        """The places that bodies lie in."""
        return self.naming.divisions

    def known(self, name: str, place: str | None) -> Body | None:
        """Return the one listed body that bears `name` in `place` (an IRI).

        A body of the nation, which has no place, is known by its name everywhere.
        """
        found = self.listed.get(name, ())
        here = [body for body in found if place in body.places]
        here = here or [body for body in found if not body.places]
        return here[0] if len(here) == 1 else None

    def resolve(self, words: str, place: str | None) -> Resolved | None:
        """Return the body that `words` name in a document of `place` (an IRI), or None.

        市委宣传部（市版权局） is one body with two plates; a bracket that names no body is a line
        of work (市府办（金融）) or a state (省数据集团〔筹〕) and stays beside the name.
        """
        words = plain(words)
        if listed := self.known(words, place):
            return Resolved(listed, listed.full_name or words)
        if _COLLECTIVE.search(words):
            return self._group(words, place)
        match = _PLATE.fullmatch(words)
        if match:
            return self._plates(words, match, place)
        named = self.naming.name(words, place)
        return self._derived(named, words) if named else None

    def similar(self, words: str, place: str | None) -> tuple[str, ...]:
        """Return the IRIs of listed bodies here whose name resembles `words`, the best first."""
        found: dict[str, float] = {}
        for name, bodies in self.listed.items():
            ratio = SequenceMatcher(None, words, name, autojunk=False).ratio()
            for body in bodies if ratio >= _ALIKE else ():
                if place in body.places or not body.places:
                    found[body.iri] = max(ratio, found.get(body.iri, 0.0))
        return tuple(sorted(found, key=lambda iri: (-found[iri], iri))[:3])

    def _plates(self, words: str, match: re.Match[str], place: str | None) -> Resolved | None:
        main, inner, head = match[1] + (match[3] or ""), match[2], match[3] or ""
        if "、" in inner:  # 一港五谷（鹿城区政府、龙湾区政府）: a group with its members
            return self._group(main, place)
        found = self.resolve(main, place)
        if found is None:
            named = self.naming.name(words, place)
            return self._derived(named, words) if named else None
        if inner in found.body.plates:
            iri, plate = found.body.plates[inner]
            return Resolved(found.body, f"{found.full_name}（{plate}）", plate, iri)
        plate_words = inner + head
        if inner == _FOUNDING or not _PLATE_NAME.fullmatch(plate_words):
            return replace(found, full_name=f"{found.full_name}（{inner}）")
        plate = self._plate(plate_words, main, place)
        iri = str(ID[f"body-name/{found.body.iri.rsplit('/', 1)[-1]}/plate-{_ascii(plate_words)}"])
        body = replace(found.body, plates={**found.body.plates, plate_words: (iri, plate)})
        if not body.derived:  # what the reference data lists is not added to
            return Resolved(found.body, f"{found.full_name}（{plate}）", plate)
        return Resolved(body, f"{found.full_name}（{plate}）", plate, iri)

    def _plate(self, words: str, main: str, place: str | None) -> str:
        """Return a plate in full: 人才办 of 市委组织部 is 市委人才办, 知识产权局 of 省… is 省…."""
        level = self.naming.level(main)
        placed = self.divisions.front(words, place)[0]
        if level and not placed and not self.naming.level(words):
            party = level + "委" + words
            prefixed = level + words
            words = party if self.naming.office_known("委" + words) else prefixed
        named = self.naming.name(words, place)
        return named.full if named else words

    def _derived(self, named: Named, words: str) -> Resolved:
        place = named.place
        for listed in self.listed.get(named.full, ()):
            if not listed.places or (place and place.iri in listed.places):
                return Resolved(listed, named.full)
        around = list(self.divisions.around(place.iri)) if place else []
        later, until = self.naming.offices.renamed(named.full) or ("", "")
        body = Body(
            iri=_iri(named.full, place, around),
            full_name=named.full,
            places=frozenset(p.iri for p in around if p != NATION or place == NATION),
            collective=False,
            derived=True,
            short=words,
            kind=named.kind,
            place=place.iri if place else "",
            basis=named.basis,
            later=later,
            until=until,
        )
        return Resolved(body, named.full)

    def _group(self, words: str, place: str | None) -> Resolved | None:
        """A group of bodies: 各镇街 of a city are that city's, 有关部门 are nobody's own."""
        here = self.divisions.at(place)
        if here is None:
            return None
        full = re.sub(r"(?<!人民)政府$", "人民政府", words)
        full = re.sub(r"(?<=级)(?:相关|有关)(?=行业主管部门)", "", full)
        level = _GROUP_LEVEL.match(full)
        own = self.naming.own(level[1], place) if level else None
        if level and own:
            full = own.name + full[len(level[1]) :]
        elif here != NATION and _SCOPED.search(full.replace("地区", "").replace("市场", "")):
            full = here.name + full
        around = [p for p in self.divisions.around(here.iri) if p != NATION or here == NATION]
        body = Body(
            iri=_iri(full, here, around),
            full_name=full,
            places=frozenset(p.iri for p in around),
            collective=True,
            derived=True,
            short=words,
            kind="BodyGroup",
            place=here.iri,
            basis="namingRule",
        )
        return Resolved(body, full)


def _iri(full: str, place: Place | None, around: list[Place]) -> str:
    """Return the IRI of a body: the key of its place, and its name without that place's in pinyin.

    The short form has no part in it: 市发改委 and 市发展改革委 of one city are one body.
    """
    office = full
    for name in (p.name for p in around if p != NATION or place == NATION):
        office = office.replace(name, "")
    key = _ascii(office or full)
    if place is None:
        return str(ID[f"body/{key}"])
    return str(ID[f"body/{'national' if place == NATION else place.key}-{key}"])


@lru_cache(maxsize=4096)
def _ascii(words: str) -> str:
    # The tables of pypinyin take a fifth of a second; who only reads the vocabulary needs none.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    return re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(words)).lower())
